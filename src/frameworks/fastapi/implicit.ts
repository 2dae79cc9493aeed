import { since } from "../../model/version.ts"
import { argument } from "../../semantics/arguments.ts"
import type { Implicit, VersionOf } from "../../semantics/framework.ts"
import type { CallValue } from "../../semantics/value.ts"
import { nameOf } from "./paths.ts"

// https://github.com/fastapi/fastapi/pull/13786: since 0.122.0 these answer 401 with a challenge, before it 403 without.
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
export function implicitRefusal(call: CallValue, version: VersionOf): Implicit | undefined {
  const name = call.callee.kind === "external" ? nameOf(call.callee.path) : undefined
  if (name === undefined || !refusedWith403.has(name)) return undefined
  const automatic = argument(call.arguments, undefined, "auto_error")
  if (automatic.open || (automatic.value !== undefined && !isTrue(automatic.value))) return undefined
  if (since([0, 122, 0], version("fastapi")) !== "no") return undefined
  return { status: 403, why: `${name} of FastAPI before 0.122 answers 403 itself` }
}

function isTrue(value: CallValue["arguments"][number]["value"]): boolean {
  return value.kind === "constant" && value.value === true
}
