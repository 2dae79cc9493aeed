import { since } from "../../model/version.ts"
import { argument } from "../../semantics/arguments.ts"
import type { OwnGate, VersionOf } from "../../semantics/framework.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, Value } from "../../semantics/value.ts"
import { nameOf } from "./paths.ts"

type Scheme = NonNullable<OwnGate["scheme"]>

// https://fastapi.tiangolo.com/reference/security/
const schemes: Readonly<Record<string, Scheme>> = {
  HTTPBase: "Bearer",
  HTTPBearer: "Bearer",
  HTTPBasic: "Basic",
  HTTPDigest: "Digest",
  OAuth2: "Bearer",
  OAuth2PasswordBearer: "Bearer",
  OAuth2AuthorizationCodeBearer: "Bearer",
  OpenIdConnect: "Bearer",
  APIKeyHeader: "APIKey",
  APIKeyQuery: "APIKey",
  APIKeyCookie: "APIKey",
}

/** These answered 401 with a challenge all along; the others since 0.122 (see `implicit.ts`). */
const always401 = new Set(["HTTPBasic", "OAuth2PasswordBearer", "OAuth2AuthorizationCodeBearer"])

/** A security class's object, or Starlette's `requires(…)`: what it asks for, and how it refuses by itself. */
export function ownGate(machine: Machine, value: Value, version: VersionOf): OwnGate | undefined {
  const settled = settle(machine, value)
  const built = foreignConstruction(machine, settled)
  if (built?.callee.kind !== "external") return undefined
  const name = nameOf(built.callee.path)
  if (name === undefined) return undefined
  if (name === "requires") return required(machine, built)
  const scheme = schemes[name]
  return scheme === undefined || answersItself(settled) ? undefined : securityObject(built, name, scheme, version)
}

/** A subclass with its own `__call__` is the project's code. */
function answersItself(value: Value): boolean {
  if (value.kind !== "call" || value.callee.kind !== "class") return false
  const { declaration, closure } = value.callee
  return declaration.body.some((member) => member.kind === "function" && member.name === closure.language.callName)
}

function securityObject(built: CallValue, name: string, scheme: Scheme, version: VersionOf): OwnGate {
  const gate = { name, at: built.at, scheme, scopes: [] }
  const automatic = argument(built.arguments, undefined, "auto_error")
  if (automatic.value?.kind === "constant" && automatic.value.value === false) return { ...gate, refusal: undefined }
  const asks = "authentication"
  const why = `${name} finds no credential`
  const is401 = always401.has(name) ? "yes" : since([0, 122, 0], version("fastapi"))
  if (automatic.open || (automatic.value !== undefined && automatic.value.kind !== "constant") || is401 === "unknown") {
    return { ...gate, refusal: { status: undefined, challenge: { presence: "unknown", text: undefined }, asks, why } }
  }
  return is401 === "yes"
    ? { ...gate, refusal: { status: 401, challenge: { presence: "always", text: scheme }, asks, why } }
    : { ...gate, refusal: { status: 403, challenge: { presence: "never", text: undefined }, asks, why } }
}

/** `@requires("orders:write")` raises HTTPException(403) without headers. https://www.starlette.io/authentication/ */
function required(machine: Machine, built: CallValue): OwnGate {
  const given = argument(built.arguments, 0, "scopes").value
  const asked = given === undefined ? undefined : settle(machine, given)
  const items = asked === undefined ? [] : asked.kind === "list" ? asked.items : [asked]
  const scopes = items.flatMap((item) =>
    item.kind === "constant" && typeof item.value === "string" ? [item.value] : [],
  )
  const code = argument(built.arguments, 1, "status_code").value
  const known = code === undefined ? undefined : settle(machine, code)
  const status =
    known === undefined ? 403 : known.kind === "constant" && typeof known.value === "number" ? known.value : undefined
  const isPresence = scopes.length === items.length && scopes.every((scope) => scope === "authenticated")
  return {
    name: "requires",
    at: built.at,
    scheme: undefined,
    scopes: scopes.filter((scope) => scope !== "authenticated"),
    refusal: {
      status,
      challenge: { presence: "never", text: undefined },
      asks: isPresence ? "authentication" : "authorization",
      why: isPresence ? "nobody is identified" : "a scope is required",
    },
  }
}
