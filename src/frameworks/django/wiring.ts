import { statementsAround } from "../../ir/walk.ts"
import { type Place, placeKey } from "../../model/place.ts"
import type { Operation } from "../../semantics/app.ts"
import type { Setup, Wiring } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { atHome } from "./at-home.ts"
import { undocumentedRefusals } from "./documented.ts"
import { knownKeys } from "./keys.ts"

/** Others than this framework's settings are called `CORS_…` too: a project of this one lists its middleware. */
export function wiring(machine: Machine, setup: Setup): readonly Wiring[] {
  const always = [...undocumentedRefusals(machine, setup), ...knownKeys(machine, setup.operations)]
  if (!setup.operations.some(({ name }) => name === "MIDDLEWARE")) return always
  return [...openCors(machine, setup), ...hiddenChallenges(setup), ...always]
}

/**
 * https://github.com/adamchainz/django-cors-headers#configuration: no header is exposed that `CORS_EXPOSE_HEADERS` does
 * not name. Settings are spread over files, so it must be in none of them.
 */
function hiddenChallenges({ operations }: Setup): readonly Wiring[] {
  if (operations.some(({ name }) => name === "CORS_EXPOSE_HEADERS")) return []
  const origins = operations.find(
    ({ name, when, at }) => /^CORS_(ALLOW|ORIGIN_ALLOW)/.test(name) && when.length === 0 && !atHome.test(at.file),
  )
  const value = origins?.arguments[0]?.value
  if (origins === undefined || value === undefined) return []
  const code = [
    { kind: "source", at: value.at },
    "\nCORS_EXPOSE_HEADERS = [",
    { kind: "text", text: "WWW-Authenticate" },
    "]",
  ] as const
  return [
    {
      kind: "hidden-challenge",
      at: origins.at,
      data: {},
      evidence: undefined,
      why: "no header is exposed",
      repairs: [{ title: "Expose WWW-Authenticate", edits: [{ kind: "replace", at: value.at, code }] }],
    },
  ]
}

/**
 * https://github.com/adamchainz/django-cors-headers#configuration: where every origin is allowed, and credentials are,
 * the origin that asked is sent back.
 */
function openCors(machine: Machine, { operations }: Setup): readonly Wiring[] {
  const modules = new Set(operations.map(({ object }) => placeKey(object.at)))
  return [...modules].flatMap((module): readonly Wiring[] => {
    const own = operations.filter(({ object }) => placeKey(object.at) === module)
    const isOn = ({ arguments: given, when }: Operation) => {
      const value = given[0] === undefined ? undefined : settle(machine, given[0].value)
      return when.length === 0 && value?.kind === "constant" && value.value === true
    }
    const all = own.find(({ name }) => /^CORS_(ALLOW_ALL_ORIGINS|ORIGIN_ALLOW_ALL)$/.test(name))
    const credentials = own.find(({ name }) => name === "CORS_ALLOW_CREDENTIALS")
    const value = credentials?.arguments[0]?.value
    if (all === undefined || credentials === undefined || value === undefined || atHome.test(all.at.file)) return []
    if (!isOn(all) || !isOn(credentials) || isUnreached(machine, own)) return []
    const kind = opennessAt(all.at)
    if (kind === undefined) return []
    return [
      {
        kind,
        at: all.at,
        data: { effect: "sends the caller's own origin back" },
        evidence: credentials.at,
        why: "any origin, with credentials",
        repairs: [{ title: "Allow no credentials", edits: [{ kind: "replace", at: value.at, code: ["False"] }] }],
      },
    ]
  })
}

/** A pattern of paths that none begins with: they all begin with a slash, and it is matched from there. */
function isUnreached(machine: Machine, settings: readonly Operation[]): boolean {
  const pattern = settings.find(({ name }) => name === "CORS_URLS_REGEX")?.arguments[0]?.value
  const settled = pattern === undefined ? undefined : settle(machine, pattern)
  return settled?.kind === "constant" && /^(\^|\\A)?\w/.test(String(settled.value))
}

/** What a branch sets holds where its test leads there: where no origins are set, or nobody knows when. */
function opennessAt(at: Place): "open-cors" | "open-cors-by-default" | undefined {
  const branches = statementsAround(at.chunk.body, at).filter((one) => one.kind === "if")
  const [only, ...more] = branches
  if (only === undefined) return "open-cors"
  const isOtherwise = only.otherwise.some(({ start, end }) => start <= at.start && at.end <= end)
  const isDenied = only.test.kind === "unary" && only.test.operator === "not"
  const tested = only.test.kind === "unary" ? only.test.operand : only.test
  const isOfOrigins = tested.kind === "name" && /origins/i.test(tested.name)
  return more.length === 0 && isOfOrigins && isOtherwise !== isDenied ? "open-cors-by-default" : undefined
}
