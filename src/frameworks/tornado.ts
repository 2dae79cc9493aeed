import type { Framework, Response } from "../semantics/framework.ts"
import { foreignConstruction } from "../semantics/instance.ts"
import { classMember, lineage } from "../semantics/lineage.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Called } from "../semantics/trace.ts"
import type { ClassValue, FunctionValue, ParameterValue, Value } from "../semantics/value.ts"
import { shaped } from "./shape.ts"

// https://www.tornadoweb.org/en/stable/web.html#tornado.web.RequestHandler.send_error

function nameOf(path: string | undefined): string | undefined {
  return path?.startsWith("tornado.web.") === true ? path.slice(path.lastIndexOf(".") + 1) : undefined
}

/** `raise HTTPError(401)` clears the headers that were set before: only what writes errors may add one. */
function errorAnswer(machine: Machine, given: Value, of?: FunctionValue): Response | undefined {
  const value: Value =
    given.kind === "external"
      ? { kind: "call", callee: given, arguments: [], effects: [], via: [], at: given.at }
      : given
  const built = foreignConstruction(machine, value)
  const name = built?.callee.kind === "external" ? nameOf(built.callee.path) : undefined
  if (built === undefined || name !== "HTTPError") return undefined
  const answer = shaped(machine, value, built, { status: 500, takes: [0, "status_code"], body: [undefined, "reason"] })
  return of?.owner !== undefined && writesErrors(machine, of.owner) ? { ...answer, open: true } : answer
}

/** `self.send_error(401)`, which clears headers too; `self.set_status(401)`, which keeps those that are set around it. */
function sentAnswer(machine: Machine, { call }: Called): Response | undefined {
  const { callee } = call
  if (callee.kind !== "member" || callee.object.kind !== "parameter") return undefined
  const { of } = callee.object
  if (!isHandler(machine, of.owner) || (callee.name !== "send_error" && callee.name !== "set_status")) return undefined
  const answer = shaped(machine, call, call, { status: 500, takes: [0, "status_code"], body: [undefined, "reason"] })
  const isKept = callee.name === "set_status"
  const effects = isKept ? (machine.trace(of).receiver?.effects ?? []) : []
  const isOpen = of.owner !== undefined && writesErrors(machine, of.owner)
  return { ...answer, built: { ...call, effects }, open: answer.open || isOpen }
}

function isHandler(machine: Machine, owner: ClassValue | undefined): boolean {
  return (
    owner !== undefined &&
    lineage(machine, owner).some((one) => one?.kind === "external" && one.path === "tornado.web.RequestHandler")
  )
}

function writesErrors(machine: Machine, owner: ClassValue): boolean {
  return ["write_error", "set_default_headers"].some(
    (name) => classMember(machine, owner, name, undefined)?.kind === "function",
  )
}

function typeOf(machine: Machine, { parameter, of }: ParameterValue): string | undefined {
  const isReceiver = of.declaration.parameters[0] === parameter && isHandler(machine, of.owner)
  return isReceiver ? "tornado.web.RequestHandler" : undefined
}

export const tornado: Framework = {
  name: "tornado",
  language: "python",
  packages: ["tornado"],
  builders: {},
  error: errorAnswer,
  response: () => undefined,
  sent: sentAnswer,
  typeOf,
  arrange: () => [],
}
