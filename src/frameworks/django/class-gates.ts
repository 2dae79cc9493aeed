import type { Dependency } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import { classMember, lineage } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { ClassValue, FunctionValue, Value } from "../../semantics/value.ts"
import { wrapping } from "../wrapping.ts"
import { methodDecorators } from "./decorators.ts"

// https://docs.djangoproject.com/en/stable/topics/auth/default/#the-loginrequiredmixin-mixin

/** Bases that ask nobody for anything. */
const open =
  /^(django\.(views|utils|core|forms|contrib\.messages)\b|rest_framework\.(views|viewsets|generics|mixins)\b|typing\b|abc\b|builtins\b|object$)/

/** Methods that run in front of the others, and may refuse. */
const first = [
  "dispatch",
  "setup",
  "initial",
  "initialize_request",
  "check_permissions",
  "get_permissions",
  "permission_denied",
  "perform_authentication",
]

/** Whether a class is a view of Django REST framework, whose permissions stand in front of its methods. */
export function isOfRestView(machine: Machine, owner: ClassValue): boolean {
  return lineage(machine, owner).some((one) => one?.kind === "external" && one.path.startsWith("rest_framework."))
}

/** What stands in front of a method because of the class: decorators of `dispatch`, mixins, what replaces `dispatch`. */
export function classGates(machine: Machine, owner: ClassValue, handler: FunctionValue): readonly Dependency[] {
  const line = lineage(machine, owner)
  return [
    ...line.flatMap((one) => (one?.kind === "class" ? aroundDispatch(machine, one, handler) : [])),
    ...line.flatMap((one): readonly Dependency[] => {
      if (one === undefined) return [unread(owner)]
      if (one.kind === "class" || open.test(one.path)) return []
      // A mixin that a pack knows, or one that may be anything.
      return machine.library(one.path) === undefined ? [unread(one)] : [{ value: one, scopes: [] }]
    }),
    ...first.flatMap((name): readonly Dependency[] => {
      const method = classMember(machine, owner, name, undefined)
      if (method === undefined) return []
      return method.kind === "function" ? [{ value: method, scopes: [] }, unread(method)] : [unread(method)]
    }),
  ]
}

/** `@method_decorator(crew_only, name="dispatch")` */
function aroundDispatch(
  machine: Machine,
  { declaration, closure }: ClassValue,
  handler: FunctionValue,
): readonly Dependency[] {
  return declaration.decorators.flatMap((one): readonly Dependency[] => {
    const decorator = evaluate(machine, one, closure)
    const inner = methodDecorators(machine, decorator)
    if (inner === undefined) return settle(machine, decorator).kind === "function" ? [unread(decorator)] : []
    const name = decorator.kind === "call" ? argument(decorator.arguments, 1, "name").value : undefined
    const target = name?.kind === "constant" ? name.value : undefined
    return target === "dispatch" || target === handler.declaration.name ? wrapping(machine, inner, handler) : []
  })
}

function unread({ at }: Value): Dependency {
  return { value: { kind: "unknown", why: "what stands in front of it", at }, scopes: [] }
}
