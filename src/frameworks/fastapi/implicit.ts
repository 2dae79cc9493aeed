import { since } from "../../model/version.ts"
import { argument } from "../../semantics/arguments.ts"
import type { Implicit, Response, VersionOf } from "../../semantics/framework.ts"
import { lineage } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, ClassValue, FunctionValue, Value } from "../../semantics/value.ts"
import { errorAnswer } from "./answers.ts"
import { nameOf } from "./paths.ts"

// https://github.com/fastapi/fastapi/pull/13786: since 0.122.0 these answer 401 and a challenge, before it 403 alone.
const refusedWith403 = new Set([
  "HTTPBase",
  "HTTPBearer",
  "HTTPDigest",
  "APIKeyHeader",
  "APIKeyQuery",
  "APIKeyCookie",
  "OAuth2",
  "OpenIdConnect",
])

/** What a security class answers to a request without credentials, where the project's versions make that wrong. */
export function implicitRefusal(
  machine: Machine,
  call: CallValue | ClassValue,
  version: VersionOf,
): Implicit | undefined {
  if (call.kind === "class") return undefined
  const name = call.callee.kind === "external" ? nameOf(call.callee.path) : undefined
  if (name === "requires") return required(machine, call)
  if (name === undefined || !refusedWith403.has(name)) return undefined
  const automatic = argument(call.arguments, undefined, "auto_error")
  if (automatic.open || (automatic.value !== undefined && !isTrue(automatic.value))) return undefined
  if (since([0, 122, 0], version("fastapi")) !== "no") return undefined
  return {
    status: 403,
    asks: "authentication",
    why: `${name} of FastAPI before 0.122 answers 403 itself`,
    isGate: true,
  }
}

/**
 * What a subclass of a security class makes its refusal, where it overrides the one that FastAPI has: it is returned
 * there, and raised by FastAPI. https://fastapi.tiangolo.com/how-to/authentication-error-status-code/
 */
export function overriddenRefusal(machine: Machine, value: Value, of: FunctionValue): Response | undefined {
  if (of.declaration.name !== "make_not_authenticated_error" || of.owner === undefined) return undefined
  const isScheme = lineage(machine, of.owner).some((one) => one?.kind === "external" && isSecurityClass(one.path))
  return isScheme ? errorAnswer(machine, value) : undefined
}

function isSecurityClass(path: string): boolean {
  const name = nameOf(path)
  return name !== undefined && (refusedWith403.has(name) || /^(HTTPBasic|OAuth2\w*)$/.test(name))
}

/**
 * `@requires(["admin"], status_code=401)` raises HTTPException(401) without headers.
 * Its own default, 403 for an anonymous caller as well, is Starlette's choice and is not spoken of.
 * https://www.starlette.io/authentication/#permissions
 */
function required(machine: Machine, call: CallValue): Implicit | undefined {
  const scopes = argument(call.arguments, 0, "scopes").value
  const given = argument(call.arguments, 1, "status_code").value
  const status = given === undefined ? undefined : settle(machine, given)
  const is401 =
    status?.kind === "constant" ? status.value === 401 : status?.kind === "external" && /\.HTTP_401_/.test(status.path)
  if (!is401 || scopes === undefined) return undefined
  const names = scopes.kind === "list" ? scopes.items : [scopes]
  const known = names.flatMap((one) => (one.kind === "constant" ? [one.value] : []))
  if (known.length !== names.length) return undefined
  const isPresence = known.every((one) => one === "authenticated")
  return isPresence
    ? { status: 401, asks: "authentication", why: "nobody is identified" }
    : { status: 401, asks: "authorization", why: "a scope is required" }
}

function isTrue(value: CallValue["arguments"][number]["value"]): boolean {
  return value.kind === "constant" && value.value === true
}
