import type { Layer, Operation } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { instanceMember, isInstance } from "../../semantics/instance.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { ArgumentValue, Value } from "../../semantics/value.ts"
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

function layer(
  machine: Machine,
  given: Value,
  args: readonly ArgumentValue[],
  at: Layer["at"],
  when: Layer["when"],
): Layer {
  const value = settle(machine, given)
  if (value.kind === "external") {
    const name = nameOf(value.path)
    if (name === "CORSMiddleware") return { kind: "cors", value, arguments: args, at, when }
    const dispatch = argument(args, undefined, "dispatch").value
    const own = dispatch === undefined ? undefined : settle(machine, dispatch)
    if (name === "BaseHTTPMiddleware" && own?.kind === "function") {
      return { kind: "function", value: own, arguments: args, at, when }
    }
    const backend = name === "AuthenticationMiddleware" ? authenticate(machine, args) : undefined
    if (backend !== undefined) return { kind: "function", value: backend, arguments: args, at, when }
    return { kind: "foreign", value, arguments: args, at, when }
  }
  if (value.kind === "function") return { kind: "function", value, arguments: args, at, when }
  if (value.kind !== "class") return { kind: "foreign", value, arguments: args, at, when }
  // A subclass of CORSMiddleware is one.
  const isCors = value.declaration.bases.some(
    ({ value: base }) => base.kind === "name" && base.name === "CORSMiddleware",
  )
  return { kind: isCors ? "cors" : "class", value, arguments: args, at, when }
}

/** `AuthenticationMiddleware(backend=Tokens())` runs `Tokens().authenticate` for each request. */
function authenticate(machine: Machine, args: readonly ArgumentValue[]): Value | undefined {
  const given = argument(args, 0, "backend").value
  const backend = given === undefined ? undefined : settle(machine, given)
  if (backend === undefined || !isInstance(backend)) return undefined
  const method = instanceMember(machine, backend, "authenticate", backend.at)
  return method?.kind === "function" ? method : undefined
}
