import type { Framework, OwnGate, Role } from "../../semantics/framework.ts"
import { lineage } from "../../semantics/lineage.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, ParameterValue, Value } from "../../semantics/value.ts"
import { continues, headerEffects, lastingEffects, passedError, sentAnswer } from "../express/answers.ts"
import { errorAttribute, statusError } from "../node-errors.ts"
import { nestCors, openCors } from "../open-cors.ts"
import { returnedErrors } from "../returned-error.ts"
import { arrange } from "./arrange.ts"
import { isHandler } from "./controllers.ts"
import { undocumentedRefusals } from "./documented.ts"
import { isCalledElsewhere } from "./elsewhere.ts"
import { exceptionAnswer } from "./exceptions.ts"
import { isElsewhere, isPassportGuard, logsIn, returnedRefusal, strategyOf } from "./guards.ts"
import { injectedInput, inputType } from "./inputs.ts"
import { optionalGate } from "./optional.ts"
import { repairs } from "./repairs.ts"

/** What calls a provider of these kinds, by the interface that its method fulfils. */
const roles: Readonly<Record<string, Role>> = { canActivate: "dependency", use: "middleware", catch: "error-handler" }

export const nestjs: Framework = {
  name: "nestjs",
  language: "ecmascript",
  packages: ["@nestjs/common", "@nestjs/core"],
  builders: { "@nestjs/core.NestFactory.create": "app" },
  error: (machine, value, of) => exceptionAnswer(machine, value, of) ?? statusError(machine, value),
  lost: returnedErrors(exceptionAnswer, "200"),
  response: returnedRefusal,
  sent: sentAnswer,
  passed: passedError,
  continues,
  headerEffects,
  lasting: lastingEffects,
  typeOf,
  injected: injectedInput,
  attribute: errorAttribute,
  roleOf,
  logsIn,
  inert: ["@nestjs/common.Injectable"],
  gate,
  arrange,
  wiring: (machine, setup) => [...openCors(machine, setup, [nestCors]), ...undocumentedRefusals(machine, setup)],
  repairs,
  challenged: refused,
  optional: optionalGate,
}

/** What a guard throws, for a filter of everything. Exceptions carry no headers, so that it has only its status to lose. */
function refused(takes: Value, at: Value["at"]): CallValue | undefined {
  if (takes.kind !== "external" || !takes.path.endsWith(".Error")) return undefined
  const callee: Value = { kind: "external", path: "@nestjs/common.UnauthorizedException", at }
  return { kind: "call", callee, arguments: [], effects: [], via: [], at }
}

/** On the Fastify adapter a request's headers are read by the same names. */
function typeOf(machine: Machine, given: ParameterValue): string | undefined {
  const input = inputType(machine, given)
  if (input !== undefined) return input
  const { parameter } = given
  if (parameter.annotation !== undefined) return undefined
  if (/^(req|request)$/.test(parameter.name)) return "express.Request"
  return /^(context|host|ctx)$/.test(parameter.name) ? "@nestjs/common.ExecutionContext" : undefined
}

/** Guards, middleware and filters are known by the method that Nest calls. */
function roleOf(machine: Machine, of: FunctionValue): Role | undefined {
  const { declaration, owner } = of
  if (owner === undefined) return undefined
  const role = declaration.name in roles ? roles[declaration.name] : undefined
  if (role === undefined) {
    if (isHandler(machine, of)) return "handler"
    return isCalledElsewhere(machine, of, owner) ? "outside" : undefined
  }
  const isOurs = owner.declaration.decorators.length > 0 || lineage(machine, owner).length > 1
  if (!isOurs) return undefined
  return isElsewhere(machine, of) ? "outside" : role
}

const schemes: Readonly<Record<string, OwnGate["scheme"]>> = { jwt: "Bearer", bearer: "Bearer", basic: "Basic" }

/** `AuthGuard("jwt")` calls passport with a callback, so that no strategy's challenge reaches the client. */
function gate(machine: Machine, value: Value): OwnGate | undefined {
  if (!isPassportGuard(value)) return undefined
  const strategy = strategyOf(machine, value)
  return {
    name: strategy === undefined ? "AuthGuard" : `AuthGuard(${JSON.stringify(strategy)})`,
    at: value.at,
    scheme: strategy === undefined ? undefined : schemes[strategy],
    scopes: [],
    refusal: {
      status: 401,
      challenge: { presence: "never", text: undefined },
      asks: "authentication",
      why: "AuthGuard answers by itself",
    },
  }
}
