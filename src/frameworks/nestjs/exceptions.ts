import { argument } from "../../semantics/arguments.ts"
import type { Response } from "../../semantics/framework.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { takesOf } from "./repairs.ts"

// https://docs.nestjs.com/exception-filters: exceptions carry no headers, so a challenge is set on the response itself.

const roots = /^@nestjs\/(common|core)[./]/

/** `new UnauthorizedException(message)`, `new HttpException(body, status)`, and the project's own that extend them. */
export function exceptionAnswer(machine: Machine, value: Value, of?: FunctionValue): Response | undefined {
  const built = foreignConstruction(machine, value)
  return built === undefined ? undefined : answerOf(machine, built, of)
}

function answerOf(machine: Machine, built: CallValue, of: FunctionValue | undefined): Response | undefined {
  if (built.callee.kind !== "external" || !roots.test(built.callee.path)) return undefined
  const model = machine.library(built.callee.path)
  const fixed = model?.kind === "refusing-error" ? model.status : undefined
  if (fixed === undefined && !built.callee.path.endsWith(".HttpException")) return undefined
  const body = argument(built.arguments, 0, "response")
  const status = fixed === undefined ? argument(built.arguments, 1, "status") : undefined
  return {
    status: status === undefined ? { kind: "constant", value: fixed ?? 500, at: built.at } : status.value,
    defaultStatus: fixed ?? 500,
    headers: undefined,
    built: withoutEffects(built),
    body: body.value === undefined ? [] : [body.value],
    open: status?.open ?? false,
    takes: takesOf(of) ?? {
      kind: "arguments",
      status: status === undefined ? undefined : { name: "status", position: 1 },
      headers: undefined,
    },
  }
}

/** Whatever is put on an exception never reaches the client. */
function withoutEffects(built: CallValue): CallValue {
  return { ...built, effects: [] }
}
