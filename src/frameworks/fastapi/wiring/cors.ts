import { type Place, placeKey } from "../../../model/place.ts"
import { argument } from "../../../semantics/arguments.ts"
import type { Setup, Wiring } from "../../../semantics/framework.ts"
import { settle } from "../../../semantics/look-through.ts"
import type { Machine } from "../../../semantics/machine.ts"
import type { ArgumentValue, CallValue, Condition, Value } from "../../../semantics/value.ts"
import { opennessOf } from "../../any-origin.ts"
import { nameOf } from "../paths.ts"

// https://www.starlette.io/middleware/#corsmiddleware: with `allow_credentials`, a wildcard sends back whatever origin asked.

/** CORS that lets every origin send the user's cookies and read the answer. */
export function openCors(machine: Machine, setup: Setup): readonly Wiring[] {
  return registrations(machine, setup).flatMap((one) => openIn(machine, one))
}

/** CORS that keeps `WWW-Authenticate` from browser code. */
export function hiddenChallenges(machine: Machine, setup: Setup): readonly Wiring[] {
  return registrations(machine, setup).flatMap(({ given, at, object }): readonly Wiring[] => {
    if (given.some(({ kind }) => kind.startsWith("spread"))) return []
    const exposed = argument(given, undefined, "expose_headers").value
    const list = exposed === undefined ? undefined : settle(machine, exposed)
    if (exposed !== undefined && (list?.kind !== "list" || list.open || list.items.some(mayExpose))) return []
    const last = given.at(-1)?.value.at
    return [
      {
        kind: "hidden-challenge",
        app: setup.apps.find((one) => placeKey(one.at) === placeKey(object.at)),
        at,
        data: {},
        evidence: exposed?.at,
        why: exposed === undefined ? "no header is exposed" : "it is not in the list",
        repairs:
          exposed !== undefined || last === undefined
            ? []
            : [
                {
                  title: "Expose WWW-Authenticate",
                  edits: [
                    {
                      kind: "replace",
                      at: last,
                      code: [
                        { kind: "source", at: last },
                        ", expose_headers=[",
                        { kind: "text", text: "WWW-Authenticate" },
                        "]",
                      ],
                    },
                  ],
                },
              ],
      },
    ]
  })
}

function mayExpose(item: Value): boolean {
  return item.kind !== "constant" || item.value === "*" || String(item.value).toLowerCase() === "www-authenticate"
}

interface Registration {
  /** What the middleware is given. */
  readonly given: readonly ArgumentValue[]
  readonly at: Place
  /** The app. */
  readonly object: CallValue
  readonly when: readonly Condition[]
}

function registrations(machine: Machine, { operations }: Setup): readonly Registration[] {
  return operations.flatMap(({ name, arguments: given, at, object, when }): readonly Registration[] => {
    if (name === "add_middleware") {
      const added = argument(given, 0, "middleware_class").value
      return added === undefined || !isCors(settle(machine, added)) ? [] : [{ given, at, object, when }]
    }
    if (name !== "") return []
    const list = argument(object.arguments, undefined, "middleware").value
    const listed = list === undefined ? undefined : settle(machine, list)
    return (listed?.kind === "list" ? listed.items : []).flatMap((item) => {
      const entry = settle(machine, item)
      const cls = entry.kind === "call" ? argument(entry.arguments, 0, "cls").value : undefined
      const isOne = entry.kind === "call" && cls !== undefined && isCors(settle(machine, cls))
      return isOne ? [{ given: entry.arguments, at: entry.at, object, when }] : []
    })
  })
}

function isCors(value: Value): boolean {
  return value.kind === "external" && nameOf(value.path) === "CORSMiddleware"
}

function openIn(machine: Machine, { given, at, when }: Registration): readonly Wiring[] {
  const credentials = argument(given, undefined, "allow_credentials").value
  const known = credentials === undefined ? undefined : settle(machine, credentials)
  if (credentials === undefined || known?.kind !== "constant" || known.value !== true) return []
  const origins = argument(given, undefined, "allow_origins").value
  const pattern = argument(given, undefined, "allow_origin_regex").value
  const [found] = [origins, pattern].flatMap((value) => {
    const kind = value === undefined ? undefined : opennessOf(machine, value, isAny, when)
    return value === undefined || kind === undefined ? [] : [{ kind, at: value.at }]
  })
  if (found === undefined) return []
  return [
    {
      kind: found.kind,
      at,
      data: { effect: "sends the caller's own origin back" },
      evidence: found.at,
      why: "any origin, with credentials",
      repairs: [
        {
          title: "Allow no credentials",
          edits: [{ kind: "replace", at: credentials.at, code: ["False"] }],
        },
      ],
    },
  ]
}

function isAny(value: Value): boolean {
  if (value.kind === "list") return value.items.some((item) => item.kind === "constant" && item.value === "*")
  return (
    value.kind === "constant" &&
    typeof value.value === "string" &&
    /^(\*|\^?\.[*+]\$?|\^?https\?:\/\/\.[*+]\$?)$/.test(value.value)
  )
}
