import type { Dependency, ErrorHandler, Route } from "../../semantics/app.ts"
import { classMember } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { ClassValue, FunctionValue, Value } from "../../semantics/value.ts"
import { classDecorators, type Decorator, given, itemsOf, methodDecorators } from "./decorators.ts"
import { filterOf } from "./filters.ts"
import { guardOf } from "./guards.ts"

// https://docs.nestjs.com/controllers: guards of the app run first, then those of the class, then those of the method.

const verbs: Readonly<Record<string, string>> = {
  Get: "GET",
  Post: "POST",
  Put: "PUT",
  Patch: "PATCH",
  Delete: "DELETE",
  Options: "OPTIONS",
  Head: "HEAD",
  Sse: "GET",
  All: "",
}

/** The routes of a controller behind the guards that are around it. */
export function routesOf(
  machine: Machine,
  controller: ClassValue,
  prefix: string,
  around: readonly Dependency[],
): readonly Route[] {
  const decorators = classDecorators(machine, controller)
  const guards = [...around, ...guardsIn(machine, decorators)]
  const filters = filtersIn(machine, decorators)
  const paths = pathsOf(machine, controllerPath(machine, decorators))
  return controller.declaration.body.flatMap((member) => {
    const method = member.kind === "function" ? classMember(machine, controller, member.name, undefined) : undefined
    if (method?.kind !== "function") return []
    const own = methodDecorators(machine, method)
    const dependencies = [...guards, ...guardsIn(machine, own)]
    const handlers = [...filters, ...filtersIn(machine, own)]
    return registrations(own).flatMap(({ methods, made }) =>
      pathsOf(machine, made.call.arguments[0]?.value).flatMap((path) =>
        paths.map((base): Route => {
          const fullPath = joined(joined(prefix, base), path)
          return { methods, path, fullPath, handler: method, dependencies, handlers, at: made.call.at }
        }),
      ),
    )
  })
}

/** Whether a method answers requests: `@Get()`, or something that is made of it. */
export function isHandler(machine: Machine, method: FunctionValue): boolean {
  return registrations(methodDecorators(machine, method)).length > 0
}

/** The paths under which a controller's routes stand. */
export function prefixesOf(machine: Machine, controller: ClassValue): readonly string[] {
  return pathsOf(machine, controllerPath(machine, classDecorators(machine, controller)))
}

function registrations(decorators: readonly Decorator[]) {
  return decorators.flatMap((made) => {
    const name = made.path.startsWith("@nestjs/common.") ? made.path.slice("@nestjs/common.".length) : ""
    const verb = name in verbs ? verbs[name] : undefined
    return verb === undefined ? [] : [{ methods: verb === "" ? undefined : [verb], made }]
  })
}

function controllerPath(machine: Machine, decorators: readonly Decorator[]): Value | undefined {
  const [first] = given(decorators, "Controller")
  const settled = first === undefined ? undefined : settle(machine, first)
  return settled?.kind === "record" ? settled.entries.findLast(({ key }) => key === "path")?.value : settled
}

function pathsOf(machine: Machine, value: Value | undefined): readonly string[] {
  if (value === undefined) return [""]
  return itemsOf(machine, value).map((one) =>
    one.kind === "constant" && typeof one.value === "string" ? one.value : "…",
  )
}

function guardsIn(machine: Machine, decorators: readonly Decorator[]): readonly Dependency[] {
  return given(decorators, "UseGuards").flatMap((value) => guardOf(machine, value))
}

function filtersIn(machine: Machine, decorators: readonly Decorator[]): readonly ErrorHandler[] {
  return given(decorators, "UseFilters").flatMap((value) => filterOf(machine, value))
}

/** `/api` and `orders` are `/api/orders`. */
export function joined(prefix: string, path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, "")
  return trimmed === "" ? prefix : `${prefix}/${trimmed}`
}
