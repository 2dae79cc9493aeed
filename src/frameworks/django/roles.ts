import type { Dead } from "../../model/answer.ts"
import type { Role } from "../../semantics/framework.ts"
import { lineage } from "../../semantics/lineage.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { ClassValue, FunctionValue, ParameterValue, Value } from "../../semantics/value.ts"
import { importsOneOf } from "../imports.ts"
import { misplacedStatus } from "./answers.ts"
import { errorAnswer } from "./errors.ts"
import { isOfRest, packages } from "./paths.ts"

const gates = new Set(["authenticate", "has_permission", "has_object_permission"])
const middleware = new Set(["__call__", "process_request", "process_view", "process_response"])
const verbs = new Set(["get", "post", "put", "patch", "delete", "list", "create", "retrieve", "update", "destroy"])

/** What a method is by the class it stands in. */
export function roleOf(machine: Machine, { declaration, owner }: FunctionValue): Role | undefined {
  if (owner === undefined) return undefined
  const { name } = declaration
  if (gates.has(name) && extendsOne(machine, owner, /^rest_framework.*\.(Base\w+|\w*Authentication|\w*Permission\w*)$/))
    return "dependency"
  if (middleware.has(name) && isMiddleware(machine, owner)) return "middleware"
  const isView = extendsOne(machine, owner, /^(django\.views|rest_framework)\..*(View|ViewSet|Mixin)$/)
  return isView && verbs.has(name) ? "handler" : undefined
}

/** A class whose constructor takes what comes next, or that extends Django's own mixin. */
export function isMiddleware(machine: Machine, owner: ClassValue): boolean {
  const { constructorName } = owner.closure.language
  const takesNext = owner.declaration.body.some(
    (member) =>
      member.kind === "function" &&
      member.name === constructorName &&
      member.parameters.some(({ name }) => name === "get_response"),
  )
  return takesNext || extendsOne(machine, owner, /^django\.utils\.deprecation\.MiddlewareMixin$/)
}

function extendsOne(machine: Machine, owner: ClassValue, pattern: RegExp): boolean {
  return lineage(machine, owner).some((one) => one?.kind === "external" && pattern.test(one.path))
}

/** Refusals that no client gets as one. */
export function lost(
  machine: Machine,
  role: Role,
  how: string,
  value: Value,
): Omit<Dead, "repair" | "headers"> | undefined {
  if (how === "return" && misplacedStatus(machine, value) !== undefined)
    return { kind: "misplaced-status", instead: "200" }
  if (how === "raise") {
    // Django's middleware knows Django's errors alone.
    const path = value.kind === "call" && value.callee.kind === "external" ? value.callee.path : undefined
    const isLost =
      role === "middleware" && path !== undefined && isOfRest(path) && errorAnswer(machine, value) !== undefined
    return isLost ? { kind: "outside-handlers", instead: "500" } : undefined
  }
  if (how !== "return" || errorAnswer(machine, value) === undefined) return undefined
  if (role === "handler") return { kind: "returned-error", instead: "500" }
  // An object is true: whoever gets it is let in.
  return role === "dependency" ? { kind: "ignored-result", instead: "the view's own answer" } : undefined
}

/** The request, and the view that keeps it. */
export function typeOf(machine: Machine, parameter: ParameterValue): string | undefined {
  const { declaration, owner, closure } = parameter.of
  const { name } = parameter.parameter
  const isReceiver = owner !== undefined && declaration.parameters[0] === parameter.parameter
  if (isReceiver)
    return extendsOne(machine, owner, /^(django\.views|rest_framework)\..*(View|ViewSet|Mixin)$/)
      ? "django.views.View"
      : undefined
  if (!/^(request|req)$/.test(name) || !importsOneOf(machine, closure.file, packages)) return undefined
  return "django.http.HttpRequest"
}
