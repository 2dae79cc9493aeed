import { around, isOf } from "../../../ir/walk.ts"
import { argument } from "../../../semantics/arguments.ts"
import type { Setup, Wiring } from "../../../semantics/framework.ts"
import { settle } from "../../../semantics/look-through.ts"
import type { Machine } from "../../../semantics/machine.ts"
import type { ArgumentValue, Value } from "../../../semantics/value.ts"
import { nameOf } from "../paths.ts"

// https://www.starlette.io/middleware/#corsmiddleware: with `allow_credentials`, a wildcard sends back whatever origin asked.

/** CORS that lets every origin send the user's cookies and read the answer. */
export function openCors(machine: Machine, { operations }: Setup): readonly Wiring[] {
  return operations.flatMap(({ name, arguments: given, at, object }): readonly Wiring[] => {
    if (name === "add_middleware") {
      const added = argument(given, 0, "middleware_class").value
      return added === undefined || !isCors(settle(machine, added)) ? [] : openIn(machine, given, at)
    }
    if (name !== "") return []
    const list = argument(object.arguments, undefined, "middleware").value
    const listed = list === undefined ? undefined : settle(machine, list)
    return (listed?.kind === "list" ? listed.items : []).flatMap((item) => {
      const entry = settle(machine, item)
      const cls = entry.kind === "call" ? argument(entry.arguments, 0, "cls").value : undefined
      const isOpen = entry.kind === "call" && cls !== undefined && isCors(settle(machine, cls))
      return isOpen ? openIn(machine, entry.arguments, entry.at) : []
    })
  })
}

function isCors(value: Value): boolean {
  return value.kind === "external" && nameOf(value.path) === "CORSMiddleware"
}

function openIn(machine: Machine, given: readonly ArgumentValue[], at: Wiring["at"]): readonly Wiring[] {
  const credentials = argument(given, undefined, "allow_credentials").value
  const known = credentials === undefined ? undefined : settle(machine, credentials)
  if (credentials === undefined || known?.kind !== "constant" || known.value !== true) return []
  const origins = argument(given, undefined, "allow_origins").value
  const pattern = argument(given, undefined, "allow_origin_regex").value
  const evidence = [origins, pattern].find((value) => value !== undefined && isAnyOf(settle(machine, value)))
  if (evidence === undefined) return []
  return [
    {
      kind: "open-cors",
      at,
      data: { effect: "sends the caller's own origin back" },
      evidence: evidence.at,
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

/** What a class of settings says is only the default. */
function isAnyOf(value: Value): boolean {
  const isDefault = [...around(value.at.chunk.body, value.at)].some((node) => isOf(node, "class"))
  return !isDefault && isAny(value)
}

function isAny(value: Value): boolean {
  if (value.kind === "list") return value.items.some((item) => item.kind === "constant" && item.value === "*")
  return (
    value.kind === "constant" &&
    typeof value.value === "string" &&
    /^(\*|\^?\.[*+]\$?|\^?https\?:\/\/\.[*+]\$?)$/.test(value.value)
  )
}
