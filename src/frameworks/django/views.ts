import type { Place } from "../../model/place.ts"
import type { Dependency, Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { decoratorsOf } from "../../semantics/decorators.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import { classMember } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, ClassValue, FunctionValue, Value } from "../../semantics/value.ts"
import { wrapping } from "../wrapping.ts"
import { classGates, isOfRestView } from "./class-gates.ts"
import { given, methodDecorators } from "./decorators.ts"
import { type Defaults, permissionsOf, permissionsOfBase } from "./permissions.ts"

// https://docs.djangoproject.com/en/stable/topics/class-based-views/ and
// https://www.django-rest-framework.org/api-guide/viewsets/

const verbs = ["get", "post", "put", "patch", "delete", "options", "head"]

/** What a router makes of a viewset: the verb of each method, and whether it is about one of them. */
const actions = {
  list: ["GET", false],
  create: ["POST", false],
  retrieve: ["GET", true],
  update: ["PUT", true],
  partial_update: ["PATCH", true],
  destroy: ["DELETE", true],
} as const

/** How often a view may be wrapped. */
const wrapLimit = 6

interface Around {
  readonly path: string
  readonly at: Place
}

/** The routes of a view: a function, or the methods of a class, whatever decorators are around it where it is listed. */
export function viewRoutes(machine: Machine, view: Value, around: Around, defaults: Defaults): readonly Route[] {
  const wrappers: Value[] = []
  let current = view
  for (let turns = 0; turns < wrapLimit; turns++) {
    if (current.kind === "function") return [functionRoute(machine, current, wrappers, around, defaults)]
    if (current.kind !== "call") return []
    const { callee, arguments: given } = current
    if (callee.kind === "member" && callee.name === "as_view") {
      const owner = settle(machine, callee.object)
      return owner.kind === "class" ? classRoutes(machine, owner, current, wrappers, around, defaults) : []
    }
    const [inner] = given
    if (inner === undefined || given.length > 1) return []
    wrappers.push(callee)
    current =
      inner.value.kind === "call" || inner.value.kind === "function" ? inner.value : settle(machine, inner.value)
  }
  return []
}

function functionRoute(
  machine: Machine,
  handler: FunctionValue,
  wrappers: readonly Value[],
  { path, at }: Around,
  defaults: Defaults,
): Route {
  const decorators = decoratorsOf(machine, handler)
  const listed = given(decorators, "rest_framework.decorators.api_view")
  const names = listed === undefined ? undefined : textsOf(machine, listed.arguments[0]?.value)
  const methods = names?.map((name) => name.toUpperCase())
  const own = given(decorators, "rest_framework.decorators.permission_classes")?.arguments[0]?.value
  const authenticators = given(decorators, "rest_framework.decorators.authentication_classes")?.arguments[0]?.value
  const permissions =
    listed === undefined ? [] : permissionsOf(machine, own, authenticators, defaults, methods ?? ["GET"])
  const dependencies = [...wrapping(machine, wrappers, handler), ...permissions]
  return {
    methods: methods ?? (listed === undefined ? undefined : ["GET"]),
    path,
    fullPath: path,
    handler,
    dependencies,
    at,
  }
}

/** `as_view()` takes the verbs as the methods are called, `as_view({"get": "list"})` says them. */
function classRoutes(
  machine: Machine,
  owner: ClassValue,
  made: CallValue,
  wrappers: readonly Value[],
  around: Around,
  defaults: Defaults,
): readonly Route[] {
  const mapped = made.arguments[0]?.kind === "positional" ? settle(machine, made.arguments[0].value) : undefined
  const pairs =
    mapped?.kind === "record"
      ? mapped.entries.flatMap(({ key, value }) =>
          value.kind === "constant" ? [[key, String(value.value)] as const] : [],
        )
      : verbs.map((verb) => [verb, verb] as const)
  return pairs.flatMap(([verb, name]): readonly Route[] => {
    const handler = classMember(machine, owner, name, undefined)
    if (handler?.kind !== "function") return []
    const methods = [verb.toUpperCase()]
    const inside = methodRoute(machine, owner, handler, methods, around, defaults)
    return [{ ...inside, dependencies: [...wrapping(machine, wrappers, handler), ...inside.dependencies] }]
  })
}

/** What a router makes of a viewset: its actions, and what else it marks with `@action`. */
export function viewSetRoutes(
  machine: Machine,
  owner: ClassValue,
  { path, at }: Around,
  defaults: Defaults,
): readonly Route[] {
  const base = path.endsWith("/") ? path : `${path}/`
  const usual = Object.entries(actions).flatMap(([name, [verb, isOfOne]]): readonly Route[] => {
    const handler = classMember(machine, owner, name, undefined)
    if (handler?.kind !== "function") return []
    const full = isOfOne ? `${base}{pk}/` : base
    return [methodRoute(machine, owner, handler, [verb], { path: full, at }, defaults)]
  })
  const more = owner.declaration.body.flatMap((member): readonly Route[] => {
    const handler = member.kind === "function" ? classMember(machine, owner, member.name, undefined) : undefined
    if (handler?.kind !== "function") return []
    const action = given(decoratorsOf(machine, handler), "rest_framework.decorators.action")
    if (action === undefined) return []
    const said = (name: string) => argument(action.arguments, undefined, name).value
    const methods = textsOf(machine, argument(action.arguments, 0, "methods").value).map((name) => name.toUpperCase())
    const detail = said("detail")
    const isOfOne = detail?.kind === "constant" && detail.value === true
    const [last = handler.declaration.name] = textsOf(machine, said("url_path"))
    const full = `${base}${isOfOne ? "{pk}/" : ""}${last}/`
    const around = { path: full, at: action.at }
    return [methodRoute(machine, owner, handler, methods.length === 0 ? ["GET"] : methods, around, defaults, action)]
  })
  return [...usual, ...more]
}

/** @param action its own decorator, which may say other permissions than the class */
function methodRoute(
  machine: Machine,
  owner: ClassValue,
  handler: FunctionValue,
  methods: readonly string[],
  { path, at }: Around,
  defaults: Defaults,
  action?: CallValue,
): Route {
  const said = (name: string) =>
    (action === undefined ? undefined : argument(action.arguments, undefined, name).value) ??
    classMember(machine, owner, name, undefined)
  const own = said("permission_classes") ?? permissionsOfBase(machine, owner)
  const permissions = isOfRestView(machine, owner)
    ? permissionsOf(machine, own, said("authentication_classes"), defaults, methods)
    : []
  const dependencies: readonly Dependency[] = [
    ...classGates(machine, owner, handler),
    ...permissions,
    ...wrapping(machine, ownDecorators(machine, handler), handler),
  ]
  return { methods, path, fullPath: path, handler, dependencies, at }
}

/** `@method_decorator(crew_only)` is `@crew_only` of a method. */
function ownDecorators(machine: Machine, { declaration, closure }: FunctionValue): readonly Value[] {
  return declaration.decorators.flatMap((one) => {
    const decorator = evaluate(machine, one, closure)
    const inner = methodDecorators(machine, decorator)
    return inner ?? (isOfFramework(decorator) ? [] : [decorator])
  })
}

/** `@action(detail=True)` and what else only says what a method is for. */
function isOfFramework(decorator: Value): boolean {
  const callee = decorator.kind === "call" ? decorator.callee : decorator
  return callee.kind === "external" && callee.path.startsWith("rest_framework.decorators.")
}

function textsOf(machine: Machine, value: Value | undefined): readonly string[] {
  const settled = value === undefined ? undefined : settle(machine, value)
  if (settled?.kind === "list") return settled.items.flatMap((item) => textsOf(machine, item))
  return settled?.kind === "constant" && typeof settled.value === "string" ? [settled.value] : []
}
