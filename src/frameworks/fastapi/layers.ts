import type { Place } from "../../model/place.ts"
import type { Layer, Operation } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { instanceMember, isInstance } from "../../semantics/instance.ts"
import { classMember, lineage } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Called } from "../../semantics/trace.ts"
import type { ArgumentValue, ClassValue, FunctionValue, Value } from "../../semantics/value.ts"
import { responseAnswer } from "./answers.ts"
import { nameOf } from "./paths.ts"

// https://www.starlette.io/middleware/

/** The layer that an operation adds; `undefined` for operations that add none. */
export function layerOf(machine: Machine, operation: Operation): Layer | undefined {
  const { name, applied, arguments: given, at, when } = operation
  switch (name) {
    case "middleware":
      return applied === undefined ? undefined : layer(machine, applied, [], at, when)
    case "add_middleware": {
      const value = argument(given, 0, "middleware_class").value
      return value === undefined ? undefined : layer(machine, value, given.slice(1), at, when)
    }
    case "wrapped":
      return applied === undefined ? undefined : layer(machine, applied, given, at, when)
    default:
      return undefined
  }
}

/** `middleware=[Middleware(A, key=1), Middleware(B)]`, first is outermost. */
export function layersIn(machine: Machine, value: Value | undefined): readonly Layer[] {
  return entriesIn(machine, value).map(({ given, args, at }) => layer(machine, given, args, at, []))
}

/**
 * What answers for an AuthenticationError: `AuthenticationMiddleware(backend=…, on_error=show)`.
 * @param listed the list of the app's constructor
 */
export function authenticationHandlers(
  machine: Machine,
  listed: Value | undefined,
  operations: readonly Operation[],
): readonly { readonly handler: Value; readonly at: Place }[] {
  const added = operations.flatMap(({ name, arguments: args, at }): readonly Entry[] => {
    const given = name === "add_middleware" ? argument(args, 0, "middleware_class").value : undefined
    return given === undefined ? [] : [{ given, args: args.slice(1), at }]
  })
  return [...entriesIn(machine, listed), ...added].flatMap(({ given, args, at }) => {
    if (!isAuthentication(machine, settle(machine, given))) return []
    const handler = argument(args, undefined, "on_error").value
    return handler === undefined ? [] : [{ handler, at }]
  })
}

/** A middleware class with what it is made with. */
interface Entry {
  readonly given: Value
  readonly args: readonly ArgumentValue[]
  readonly at: Place
}

function entriesIn(machine: Machine, value: Value | undefined): readonly Entry[] {
  const list = value === undefined ? undefined : settle(machine, value)
  if (list?.kind !== "list") return []
  return list.items.flatMap((item): readonly Entry[] => {
    const entry = settle(machine, item)
    if (entry.kind !== "call" || entry.callee.kind !== "external" || nameOf(entry.callee.path) !== "Middleware")
      return []
    const given = argument(entry.arguments, 0, "cls").value
    return given === undefined ? [] : [{ given, args: entry.arguments.slice(1), at: entry.at }]
  })
}

/** Whether something that is given an app becomes a layer around it: `app = CORSMiddleware(app)`. */
export function wrapsApp(machine: Machine, callee: Value): boolean {
  if (callee.kind === "external") return /(^|\.)\w*Middleware$/.test(callee.path)
  return callee.kind === "class" && perRequest(machine, callee) !== undefined
}

function layer(
  machine: Machine,
  given: Value,
  args: readonly ArgumentValue[],
  at: Layer["at"],
  when: Layer["when"],
): Layer {
  const value = settle(machine, given)
  const name = layerName(value)
  if (isCors(machine, value)) return { name, kind: "cors", runs: undefined, at, when }
  const backend = isAuthentication(machine, value) ? authenticate(machine, args) : undefined
  const runs = backend ?? runsOf(machine, value, args)
  const kind = runs === undefined ? "foreign" : "own"
  return { name: name || (runs?.declaration.name ?? ""), kind, runs, identifies: backend !== undefined, at, when }
}

function layerName(value: Value): string {
  if (value.kind === "class" || value.kind === "function") return value.declaration.name
  return value.kind === "external" ? value.path.slice(value.path.lastIndexOf(".") + 1) : ""
}

/** CORSMiddleware or a subclass of it. */
function isCors(machine: Machine, value: Value): boolean {
  return extendsOwn(machine, value, "CORSMiddleware")
}

function isAuthentication(machine: Machine, value: Value): boolean {
  return extendsOwn(machine, value, "AuthenticationMiddleware")
}

/** One of Starlette's own middleware classes, or a subclass of it. */
function extendsOwn(machine: Machine, value: Value, name: string): boolean {
  const line = value.kind === "class" ? lineage(machine, value) : [value]
  return line.some((one) => one?.kind === "external" && nameOf(one.path) === name)
}

/** The function of the project that a layer runs for each request. */
function runsOf(machine: Machine, value: Value, args: readonly ArgumentValue[]): FunctionValue | undefined {
  if (value.kind === "function") return value
  if (value.kind === "class") return perRequest(machine, value)
  const name = value.kind === "external" ? nameOf(value.path) : undefined
  if (name === "BaseHTTPMiddleware") {
    const dispatch = argument(args, undefined, "dispatch").value
    const own = dispatch === undefined ? undefined : settle(machine, dispatch)
    return own?.kind === "function" ? own : undefined
  }
  return undefined
}

/** `dispatch` of a BaseHTTPMiddleware, `__call__` of pure ASGI. */
function perRequest(machine: Machine, owner: ClassValue): FunctionValue | undefined {
  for (const name of ["dispatch", owner.closure.language.callName]) {
    const method = name === undefined ? undefined : classMember(machine, owner, name, undefined)
    if (method?.kind === "function") return method
  }
  return undefined
}

/** `AuthenticationMiddleware(backend=Tokens())` runs `Tokens().authenticate` for each request. */
function authenticate(machine: Machine, args: readonly ArgumentValue[]): FunctionValue | undefined {
  const given = argument(args, 0, "backend").value
  const backend = given === undefined ? undefined : settle(machine, given)
  if (backend === undefined || !isInstance(backend)) return undefined
  const method = instanceMember(machine, backend, "authenticate", backend.at)
  return method?.kind === "function" ? method : undefined
}

/** `await self.app(scope, receive, send)`: a middleware hands the request on. */
export function continues(machine: Machine, { call }: Called): boolean {
  const names = call.arguments.map(({ value }) => (value.kind === "parameter" ? value.parameter.name : ""))
  return names.join() === "scope,receive,send" && responseAnswer(machine, settle(machine, call.callee)) === undefined
}
