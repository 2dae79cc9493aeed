import type { Layer, Operation } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { instanceMember, isInstance } from "../../semantics/instance.ts"
import { classMember, lineage } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { ArgumentValue, ClassValue, FunctionValue, Value } from "../../semantics/value.ts"
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
  const list = value === undefined ? undefined : settle(machine, value)
  if (list?.kind !== "list") return []
  return list.items.flatMap((item): readonly Layer[] => {
    const entry = settle(machine, item)
    if (entry.kind !== "call" || entry.callee.kind !== "external" || nameOf(entry.callee.path) !== "Middleware")
      return []
    const inner = argument(entry.arguments, 0, "cls").value
    return inner === undefined ? [] : [layer(machine, inner, entry.arguments.slice(1), entry.at, [])]
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
  const runs = runsOf(machine, value, args)
  return { name: name || (runs?.declaration.name ?? ""), kind: runs === undefined ? "foreign" : "own", runs, at, when }
}

function layerName(value: Value): string {
  if (value.kind === "class" || value.kind === "function") return value.declaration.name
  return value.kind === "external" ? value.path.slice(value.path.lastIndexOf(".") + 1) : ""
}

/** CORSMiddleware or a subclass of it. */
function isCors(machine: Machine, value: Value): boolean {
  const line = value.kind === "class" ? lineage(machine, value) : [value]
  return line.some((one) => one?.kind === "external" && nameOf(one.path) === "CORSMiddleware")
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
  return name === "AuthenticationMiddleware" ? authenticate(machine, args) : undefined
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
