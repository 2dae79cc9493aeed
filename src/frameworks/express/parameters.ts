import { evaluate } from "../../semantics/evaluate.ts"
import { lineage } from "../../semantics/lineage.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, ParameterValue, Value } from "../../semantics/value.ts"

// https://expressjs.com/en/5x/api.html: handlers are (req, res, next), error handlers (err, req, res, next).

/** Packages whose `Request` and `Response` are Node's own with Express's methods, or fewer of them. */
const packages = new Set([
  "express",
  "express-serve-static-core",
  "@types/express",
  "connect",
  "polka",
  "restify",
  "http",
  "node:http",
  "https",
  "node:https",
  "next",
])
const requests = new Set(["Request", "IncomingMessage", "NextApiRequest"])
const responses = new Set(["Response", "ServerResponse", "NextApiResponse"])

/** `express.Request` or `express.Response` for a handler's parameters; the declared foreign class for any other. */
export function foreignType(machine: Machine, parameter: ParameterValue): string | undefined {
  const declared = declaredType(machine, parameter)
  if (declared !== undefined) {
    const name = declared.slice(declared.lastIndexOf(".") + 1)
    if (isExpress(declared))
      return requests.has(name) ? "express.Request" : responses.has(name) ? "express.Response" : declared
    return declared
  }
  if (/^_?(req|request)$/.test(parameter.parameter.name)) return "express.Request"
  return /^_?(res|response)$/.test(parameter.parameter.name) ? "express.Response" : undefined
}

/** A handler's own parameter, or what a context gives for it: `host.switchToHttp().getResponse()`. */
export function isResponse(machine: Machine, value: Value): value is ParameterValue | CallValue {
  if (value.kind === "call") return isHandedOut(value)
  return value.kind === "parameter" && isEcmascript(value) && foreignType(machine, value) === "express.Response"
}

/** https://docs.nestjs.com/fundamentals/execution-context */
export function isHandedOut({ callee, arguments: given }: CallValue): boolean {
  return callee.kind === "member" && callee.name === "getResponse" && given.length === 0 && isHost(callee.object)
}

function isHost(value: Value): boolean {
  return value.kind === "call" && value.callee.kind === "member" && value.callee.name === "switchToHttp"
}

/** What a handler calls to hand on the request or an error. */
export function isNext(value: Value): boolean {
  return value.kind === "parameter" && isEcmascript(value) && /^_?(next|done)$/.test(value.parameter.name)
}

/** What an error is given to: `next`, or a promise's `reject`. */
export function takesError(value: Value): boolean {
  return isNext(value) || (value.kind === "parameter" && isEcmascript(value) && value.parameter.name === "reject")
}

function isEcmascript({ of }: ParameterValue): boolean {
  return of.closure.language.name === "ecmascript"
}

function isExpress(path: string): boolean {
  const dot = path.lastIndexOf(".")
  const owner = path.slice(0, dot)
  return packages.has(owner) || owner.startsWith("globalThis.Express")
}

/** The foreign class of a declared type; an interface or class of the project counts as what it extends. */
function declaredType(machine: Machine, { parameter, of }: ParameterValue): string | undefined {
  if (parameter.annotation === undefined) return undefined
  const evaluated = evaluate(machine, parameter.annotation, of.closure)
  const type = evaluated.kind === "element" ? evaluated.object : evaluated
  if (type.kind === "external") return type.path
  if (type.kind !== "class") return undefined
  const foreign = lineage(machine, type).find((one) => one?.kind === "external")
  return foreign?.kind === "external" ? foreign.path : undefined
}
