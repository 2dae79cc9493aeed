import { argument } from "../../semantics/arguments.ts"
import type { Response } from "../../semantics/framework.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Value } from "../../semantics/value.ts"

const statuses: Readonly<Record<string, number>> = {
  OAuthProblem: 401,
  OAuthResponseProblem: 401,
  Unauthorized: 401,
  OAuthScopeProblem: 403,
  Forbidden: 403,
}

/**
 * https://connexion.readthedocs.io/en/latest/exceptions.html: what the functions behind a description's security schemes
 * raise. None of them takes a header, so what is sent with them is the package's own business.
 */
export function problem(machine: Machine, given: Value): Response | undefined {
  const value: Value =
    given.kind === "external"
      ? { kind: "call", callee: given, arguments: [], effects: [], via: [], at: given.at }
      : given
  const built = foreignConstruction(machine, value)
  const name =
    built?.callee.kind === "external" ? /^connexion\.exceptions\.(\w+)$/.exec(built.callee.path)?.[1] : undefined
  const status = name === undefined ? undefined : statuses[name]
  if (built === undefined || status === undefined) return undefined
  const detail = argument(built.arguments, 0, "detail").value
  return {
    status: undefined,
    defaultStatus: status,
    headers: { kind: "unknown", why: "the package's own", at: built.at },
    body: detail === undefined ? [] : [detail],
    built,
    open: false,
    takes: { kind: "arguments", status: undefined, headers: undefined },
  }
}
