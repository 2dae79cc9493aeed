import { optionsOf } from "../../semantics/choice.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Optional } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue, ParameterValue, Value } from "../../semantics/value.ts"
import { isVerdictOfPassport } from "./guards.ts"

// https://docs.nestjs.com/recipes/passport#extending-guards and
// https://docs.nestjs.com/custom-decorators#param-decorators

/** `handleRequest(error, user) { return user }`: whoever is nobody passes. */
export function optionalGate(machine: Machine, value: Value): Optional | undefined {
  if (value.kind !== "function" || !isVerdictOfPassport(machine, value)) return undefined
  const { raises, returns } = machine.trace(value)
  if (raises.length > 0 || returns.length === 0 || !returns.every((one) => isUser(one.value, value))) return undefined
  const at = value.closure.place(value.declaration.nameSpan)
  return { how: "`handleRequest` refuses nobody", at, name: "request.user", none: "undefined or false", holds }
}

/** `user`, `user || null`, and nothing at all. */
function isUser(value: Value, of: FunctionValue): boolean {
  return optionsOf(value).every(({ value: one }) => {
    if (one.kind === "constant") return !one.value
    if (one.kind === "operation") return one.operands.every((operand) => isUser(operand, of))
    return one.kind === "parameter" && one.of.declaration === of.declaration
  })
}

function holds(machine: Machine, value: Value): boolean {
  if (value.kind === "parameter") return isGivenUser(machine, value)
  return foreignPath(machine, value) === "express.Request.user"
}

/** `@CurrentUser() user`, where `CurrentUser` hands in what the guard found. */
function isGivenUser(machine: Machine, { parameter, of }: ParameterValue): boolean {
  return parameter.decorators.some((decorator) => {
    const applied = evaluate(machine, decorator, of.closure)
    const made = applied.kind === "call" ? settle(machine, applied.callee) : applied
    if (made.kind !== "call" || foreignPath(machine, made.callee) !== "@nestjs/common.createParamDecorator")
      return false
    const [first] = made.arguments
    const gives = first === undefined ? undefined : settle(machine, first.value)
    if (gives?.kind !== "function") return false
    // `@CurrentUser("id") id` is a part of it: whoever wrote that has looked into nobody already.
    return machine
      .trace(gives)
      .returns.some((one) => (foreignPath(machine, settle(machine, one.value)) ?? "").endsWith(".getRequest.user"))
  })
}
