import type { Layer, Operation } from "../../semantics/app.ts"
import { classMember } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { flattened, functionsIn } from "../express/functions.ts"
import { joined, prefixesOf } from "./controllers.ts"
import { classOf, itemsOf } from "./decorators.ts"
import { entry } from "./modules.ts"

// https://docs.nestjs.com/middleware

/** The layers of `app.use(…)`, which is the server's own. */
export function used(machine: Machine, { arguments: given, at, when }: Operation): readonly Layer[] {
  const values = given.map(({ value }) => value)
  const paths = values.length > 1 ? pathsIn(machine, values[0]) : undefined
  const handlers = flattened(machine, paths === undefined ? values : values.slice(1))
  return (paths ?? [""]).flatMap((path) =>
    handlers.flatMap((value): readonly Layer[] => {
      if (isCors(value)) return [{ name: "cors", kind: "cors", runs: undefined, at, when, path }]
      return layersOf(functionsIn(machine, value), { at, when, path })
    }),
  )
}

/** The layers that a module's `configure(consumer)` sets up: `consumer.apply(Auth).forRoutes("*")`. */
export function consumed(machine: Machine, configure: FunctionValue): readonly Layer[] {
  return machine.trace(configure).calls.flatMap(({ call, at, path: when }): readonly Layer[] => {
    if (call.callee.kind !== "member" || call.callee.name !== "forRoutes") return []
    const applied = appliedIn(call.callee.object)
    if (applied === undefined) return []
    const targets = call.arguments.flatMap(({ value }) =>
      itemsOf(machine, value).flatMap((one) => targetOf(machine, one)),
    )
    return targets.flatMap(({ path, methods }) =>
      applied.arguments.flatMap(({ value }) => {
        const runs = middlewareOf(machine, value)
        return layersOf(runs === undefined ? functionsIn(machine, settle(machine, value)) : [runs], {
          at,
          when,
          path,
          ...(methods && { methods }),
        })
      }),
    )
  })
}

type Registered = Pick<Layer, "at" | "when" | "path" | "methods">

function layersOf(functions: readonly FunctionValue[], where: Registered): readonly Layer[] {
  if (functions.length === 0) return [{ name: "", kind: "foreign", runs: undefined, ...where }]
  return functions.map((runs) => ({
    name: runs.owner?.declaration.name ?? runs.declaration.name,
    kind: "own",
    runs,
    ...where,
  }))
}

/** The `apply(…)` that a chain goes back to: `apply(A).exclude("x")`. */
function appliedIn(value: Value): CallValue | undefined {
  if (value.kind !== "call" || value.callee.kind !== "member") return undefined
  return value.callee.name === "apply" ? value : appliedIn(value.callee.object)
}

function middlewareOf(machine: Machine, value: Value): FunctionValue | undefined {
  const owner = classOf(machine, value)
  const runs = owner === undefined ? undefined : classMember(machine, owner, "use", undefined)
  return runs?.kind === "function" ? runs : undefined
}

interface Target {
  readonly path: string
  readonly methods: readonly string[] | undefined
}

/** `"orders"`, `{ path: "orders", method: RequestMethod.GET }`, a controller. */
function targetOf(machine: Machine, value: Value): readonly Target[] {
  if (value.kind === "class")
    return prefixesOf(machine, value).map((prefix) => ({ path: joined("", prefix), methods: undefined }))
  if (value.kind === "record") {
    const method = entry(value, "method")
    const verb = method?.kind === "external" ? method.path.slice(method.path.lastIndexOf(".") + 1) : undefined
    const methods = verb === undefined || verb === "ALL" ? undefined : [verb]
    return [{ path: pathOf(entry(value, "path")) ?? "/…", methods }]
  }
  return [{ path: pathOf(value) ?? "/…", methods: undefined }]
}

function pathsIn(machine: Machine, value: Value | undefined): readonly string[] | undefined {
  const paths = itemsOf(machine, value).map(pathOf)
  return paths.length > 0 && paths.every((path) => path !== undefined) ? paths : undefined
}

/** `*`, `(.*)` and `{*splat}` are everything. */
function pathOf(value: Value | undefined): string | undefined {
  if (value?.kind !== "constant" || typeof value.value !== "string") return undefined
  return joined("", value.value.replace(/\/?(\(\.\*\)|\{?\*\w*\}?)$/, ""))
}

function isCors(value: Value): boolean {
  return value.kind === "call" && value.callee.kind === "external" && value.callee.path === "cors"
}
