import { declaredType } from "../../semantics/declared-type.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { ClassValue, FunctionValue } from "../../semantics/value.ts"
import { classDecorators, methodDecorators } from "./decorators.ts"

// https://docs.nestjs.com/websockets/exception-filters, /microservices/exception-filters, /graphql/other-features: what is
// thrown over a socket, for a message, in a job or in a resolver answers no HTTP request with a status of its own.

const transports =
  /^@nestjs\/(websockets|microservices|graphql|schedule|event-emitter|bull|bullmq)\.|^@golevelup\/nestjs-rabbitmq\.|^nest-commander\./

/** Packages that call a class of the project for each HTTP request. */
const web = /^(@nestjs\/|passport|express|fastify|@fastify\/|next-auth)/

/** Whether what a method throws goes to something else than an HTTP client: a socket, a queue, another library. */
export function isCalledElsewhere(machine: Machine, of: FunctionValue, owner: ClassValue): boolean {
  const decorators = [...classDecorators(machine, owner), ...methodDecorators(machine, of)]
  return decorators.some(({ path }) => transports.test(path)) || isHook(machine, of, owner)
}

/** A method that fulfils another library's interface and is given what that library makes. */
function isHook(machine: Machine, of: FunctionValue, { declaration, closure }: ClassValue): boolean {
  const packages = (declaration.fulfils ?? []).flatMap((one) => {
    const fulfilled = evaluate(machine, one, closure)
    return fulfilled.kind === "external" && !web.test(fulfilled.path) ? [packageOf(fulfilled.path)] : []
  })
  if (packages.length === 0) return false
  return machine.trace(of).parameters.some((parameter) => {
    const type = declaredType(machine, parameter)
    return type !== undefined && packages.includes(packageOf(type))
  })
}

/** `@hocuspocus/server.Extension` is of `@hocuspocus/server`. */
function packageOf(path: string): string {
  return path.slice(0, path.lastIndexOf("."))
}
