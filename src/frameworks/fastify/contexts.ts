import type { Place } from "../../model/place.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { ArgumentValue, Condition, FunctionValue, Value } from "../../semantics/value.ts"

// https://fastify.dev/docs/latest/Reference/Plugins and https://fastify.dev/docs/latest/Reference/Encapsulation

/** One call on an app, or on the context that a plugin is given. */
export interface Step {
  readonly name: string
  readonly arguments: readonly ArgumentValue[]
  readonly at: Place
  readonly when: readonly Condition[]
}

/** A plugin: what it runs, and whether what it registers is its parent's: `fp(async (fastify) => …)`. */
export interface Plugin {
  readonly runs: FunctionValue
  readonly shared: boolean
}

/** The calls of a plugin on the context that it is given, in their order. */
export function stepsOf(machine: Machine, { declaration, ...of }: FunctionValue): readonly Step[] {
  const [context] = declaration.parameters
  if (context === undefined) return []
  return machine.trace({ declaration, ...of }).calls.flatMap(({ call, at, path: when }): readonly Step[] => {
    const { callee, arguments: given } = call
    if (callee.kind !== "member" || rootOf(callee.object)?.parameter !== context) return []
    return [{ name: callee.name, arguments: given, at, when }]
  })
}

/** `fastify.withTypeProvider().get(…)` is done to the context as well. */
function rootOf(value: Value): Extract<Value, { kind: "parameter" }> | undefined {
  if (value.kind === "parameter") return value
  return value.kind === "call" && value.callee.kind === "member" ? rootOf(value.callee.object) : undefined
}

/** The plugin that `register` is given; `undefined` for a package's. */
export function pluginOf(machine: Machine, value: Value): Plugin | undefined {
  const settled = settle(machine, value)
  if (settled.kind === "function") return { runs: settled, shared: skipsOverride(machine, settled) }
  if (settled.kind !== "call" || settled.callee.kind !== "external") return undefined
  const [first] = settled.arguments
  if (!/^fastify-plugin(\.|$)/.test(settled.callee.path) || first === undefined) return undefined
  const runs = settle(machine, first.value)
  return runs.kind === "function" ? { runs, shared: true } : undefined
}

/** `plugin[Symbol.for("skip-override")] = true` is what fastify-plugin does. */
function skipsOverride(machine: Machine, { declaration, closure }: FunctionValue): boolean {
  const statements = machine.module(closure.file)?.chunks.flatMap(({ body }) => body) ?? []
  return statements.some((statement) => {
    const [target] = statement.kind === "assign" ? statement.targets : []
    if (target?.kind !== "subscript" || target.object.kind !== "name") return false
    if (declaration.name === "" || target.object.name !== declaration.name || target.index.kind !== "call") return false
    const [key] = target.index.arguments
    return key?.value.kind === "literal" && key.value.value === "skip-override"
  })
}

/** What a registered value makes of a package: `@fastify/cors`. */
export function packageOf(machine: Machine, value: Value): string | undefined {
  const settled = settle(machine, value)
  if (settled.kind === "external") return settled.path.replace(/\.default$/, "")
  const loaded = settled.kind === "call" ? settled : undefined
  return loaded?.callee.kind === "external" ? loaded.callee.path.replace(/\.default$/, "") : undefined
}

const onContext = new Set(["addHook", "register", "decorate", "decorateRequest", "setErrorHandler", "route"])

/** A function that some loader gives a context: it says so, or does to its first parameter what only one takes. */
export function isPlugin(machine: Machine, of: FunctionValue): boolean {
  const [context] = of.declaration.parameters
  if (context === undefined || of.owner !== undefined || of.closure.language.name !== "ecmascript") return false
  const type = context.annotation
  if (type?.kind === "name" && type.name === "FastifyInstance") return true
  if (!/^(fastify|app|server|instance)$/.test(context.name)) return false
  return stepsOf(machine, of).some(({ name }) => onContext.has(name) && name !== "route")
}
