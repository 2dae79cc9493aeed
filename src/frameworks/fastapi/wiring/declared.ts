import { argument } from "../../../semantics/arguments.ts"
import type { Wiring } from "../../../semantics/framework.ts"
import { foreignConstruction } from "../../../semantics/instance.ts"
import { settle } from "../../../semantics/look-through.ts"
import type { Machine } from "../../../semantics/machine.ts"
import type { CallValue, Value } from "../../../semantics/value.ts"
import { isScheme, markersOf, scopesIn } from "../dependencies.ts"
import { nameOf } from "../paths.ts"
import type { Use } from "./uses.ts"

const depthLimit = 5

// https://fastapi.tiangolo.com/advanced/security/oauth2-scopes/: the Authorize button offers what the scheme declares.

/** `Security(user, scopes=["orders:write"])`, where `OAuth2PasswordBearer(scopes={…})` names no such scope. */
export function undeclaredScopes(machine: Machine, uses: readonly Use[]): readonly Wiring[] {
  return uses.flatMap(({ marker, dependency }): readonly Wiring[] => {
    const asked = scopesIn(machine, marker)
    const given = argument(marker.arguments, 1, "scopes").value
    const schemes = asked.length === 0 ? [] : schemesBelow(machine, dependency, 0)
    const [scheme, ...more] = new Map(schemes.map((one) => [`${one.at.file} ${one.at.start}`, one])).values()
    if (scheme === undefined || more.length > 0 || given === undefined) return []
    const declared = declaredBy(machine, scheme)
    const missing = declared === undefined ? [] : asked.filter((scope) => !declared.includes(scope))
    if (missing.length === 0) return []
    return [
      {
        kind: "undeclared-scope",
        at: given.at,
        data: { scopes: missing.map((scope) => `\`${scope}\``).join(", ") },
        evidence: scheme.at,
        why: "what the scheme declares",
        repairs: [],
      },
    ]
  })
}

/** `undefined` where they cannot be read. */
function declaredBy(machine: Machine, scheme: CallValue): readonly string[] | undefined {
  const { value, open } = argument(scheme.arguments, undefined, "scopes")
  if (value === undefined) return open ? undefined : []
  const record = settle(machine, value)
  return record.kind === "record" && !record.open ? record.entries.map(({ key }) => key) : undefined
}

function schemesBelow(machine: Machine, dependency: Value, depth: number): readonly CallValue[] {
  if (depth > depthLimit) return []
  if (isScheme(machine, dependency)) {
    const built = foreignConstruction(machine, settle(machine, dependency))
    const name = built?.callee.kind === "external" ? nameOf(built.callee.path) : undefined
    return built !== undefined && /^OAuth2\w*Bearer$/.test(name ?? "") ? [built] : []
  }
  if (dependency.kind !== "function") return []
  return machine.trace(dependency).parameters.flatMap((parameter) =>
    markersOf(machine, parameter).flatMap((marker) => {
      const inner = marker.kind === "call" ? argument(marker.arguments, 0, "dependency").value : undefined
      return inner === undefined ? [] : schemesBelow(machine, inner, depth + 1)
    }),
  )
}
