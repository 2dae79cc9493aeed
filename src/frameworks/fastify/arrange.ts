import { placeKey } from "../../model/place.ts"
import type { App, Dependency, ErrorHandler, Layer, Operation, Route } from "../../semantics/app.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { flattened, functionsIn } from "../express/functions.ts"
import { entryOf } from "../options.ts"
import { isPlugin, packageOf, pluginOf, type Step, stepsOf } from "./contexts.ts"

// https://fastify.dev/docs/latest/Reference/Hooks and Lifecycle: hooks run by phase, within a phase in the order of their
// registration. Those of a child context run for its own routes alone, which the preflight of a root @fastify/cors is none of.

const phases = ["onRequest", "preParsing", "preValidation", "preHandler"]
const verbs = new Set(["get", "post", "put", "patch", "delete", "options", "head", "all"])

/** What runs: one app for each `fastify()`, and one for each plugin that no code registers which was read. */
export function arrange(
  machine: Machine,
  operations: readonly Operation[],
  functions: readonly FunctionValue[],
): readonly App[] {
  const byApp = new Map<string, Operation[]>()
  for (const operation of operations) {
    const key = placeKey(operation.object.at)
    byApp.set(key, [...(byApp.get(key) ?? []), operation])
  }
  const plugins = functions.filter((of) => isPlugin(machine, of))
  const decorations = new Map<string, Value>()
  for (const step of [...operations, ...plugins.flatMap((of) => stepsOf(machine, of))]) {
    const [name, value] = step.arguments.map((given) => given.value)
    if (/^decorate(Request|Reply)?$/.test(step.name) && name?.kind === "constant" && value !== undefined)
      decorations.set(String(name.value), value)
  }
  const played = new Set<unknown>()
  const apps = [...byApp.values()].flatMap((own): readonly App[] => {
    const [first] = own
    return first === undefined ? [] : [new Arrangement(machine, decorations, played).app(first.object, own, true)]
  })
  const loose = plugins
    .filter(({ declaration }) => !played.has(declaration))
    .flatMap((of): readonly App[] => {
      if (played.has(of.declaration)) return []
      played.add(of.declaration)
      const made: CallValue = { kind: "call", callee: of, arguments: [], effects: [], via: [], at: of.at }
      return [new Arrangement(machine, decorations, played).app(made, stepsOf(machine, of), false)]
    })
  return [...apps, ...loose]
}

/** What a context's routes have in front of them and around them. */
interface Context {
  readonly prefix: string
  /** Hooks of child contexts. */
  readonly hooks: Dependency[]
  /** Error handlers of child contexts. */
  readonly handlers: ErrorHandler[]
  readonly isRoot: boolean
}

class Arrangement {
  readonly #machine: Machine
  readonly #decorations: ReadonlyMap<string, Value>
  readonly #played: Set<unknown>
  readonly #layers: { readonly layer: Layer; readonly phase: number }[] = []
  readonly #handlers: ErrorHandler[] = []
  readonly #routes: Route[] = []
  #complete = true

  constructor(machine: Machine, decorations: ReadonlyMap<string, Value>, played: Set<unknown>) {
    this.#machine = machine
    this.#decorations = decorations
    this.#played = played
  }

  app(object: CallValue, steps: readonly Step[], complete: boolean): App {
    this.#play(steps, { prefix: "", hooks: [], handlers: [], isRoot: true })
    return {
      name: "",
      object,
      at: object.at,
      layers: this.#layers.toSorted((a, b) => a.phase - b.phase).map(({ layer }) => layer),
      handlers: this.#handlers,
      routes: this.#routes,
      complete: complete && this.#complete,
    }
  }

  #play(steps: readonly Step[], context: Context): void {
    for (const step of steps) {
      if (step.name === "handed-on") this.#complete = false
      if (step.name === "addHook") this.#hook(step, context)
      if (step.name === "setErrorHandler") this.#handler(step, context)
      if (step.name === "register") this.#register(step, context)
      if (step.name === "route") this.#record(step, context)
      if (verbs.has(step.name)) this.#verb(step, context)
    }
  }

  #hook({ arguments: given, at, when }: Step, { hooks, isRoot }: Context): void {
    const [name, value] = given.map((one) => one.value)
    const phase = name?.kind === "constant" ? phases.indexOf(String(name.value)) : -1
    for (const runs of this.#functions(value)) {
      if (phase >= 0 && !isRoot) hooks.push({ value: runs, scopes: [] })
      // What runs on the way out stops nobody.
      else this.#layers.push({ layer: layerOf(runs, at, when, phase < 0), phase: phase < 0 ? phases.length : phase })
    }
  }

  #handler({ arguments: given, at }: Step, { handlers, isRoot }: Context): void {
    const [handler] = this.#functions(given[0]?.value)
    if (handler === undefined) return
    const takes: Value = { kind: "external", path: "globalThis.Error", at }
    const one: ErrorHandler = { takes, handler, position: 0, broad: true, handsOn: true, at }
    if (isRoot) this.#handlers.push(one)
    else handlers.push(one)
  }

  #register({ arguments: given, at, when }: Step, context: Context): void {
    const [value, options] = given.map((one) => one.value)
    if (value === undefined) return
    const plugin = pluginOf(this.#machine, value)
    if (plugin === undefined) {
      const name = packageOf(this.#machine, value)
      if (name === "@fastify/cors") this.#cors(options, { at, when })
      else if (name === "@fastify/bearer-auth") this.#bearer(options, context, { at, when })
      else if (name === undefined || name === "@fastify/autoload") this.#complete = false
      return
    }
    if (this.#played.has(plugin.runs.declaration)) return
    this.#played.add(plugin.runs.declaration)
    const prefix = plugin.shared ? context.prefix : joined(context.prefix, textOf(this.#entry(options, "prefix")))
    const inner = { prefix, hooks: [...context.hooks], handlers: [...context.handlers], isRoot: false }
    this.#play(stepsOf(this.#machine, plugin.runs), plugin.shared ? context : inner)
  }

  #cors(options: Value | undefined, where: Pick<Layer, "at" | "when">): void {
    const hook = this.#entry(options, "hook")
    const phase = hook?.kind === "constant" ? phases.indexOf(String(hook.value)) : 0
    const goesOn = this.#entry(options, "preflightContinue")
    const answers = goesOn === undefined || (goesOn.kind === "constant" && goesOn.value === false)
    const layer: Layer = { name: "cors", kind: answers ? "cors" : "cors-headers", runs: undefined, ...where }
    // A preflight that is handed on is answered by whatever comes last.
    this.#layers.push({ layer, phase: answers ? Math.max(0, phase) : phases.length })
  }

  /** https://github.com/fastify/fastify-bearer-auth: a hook of its own that lets no method pass, unless told not to. */
  #bearer(options: Value | undefined, { isRoot }: Context, where: Pick<Layer, "at" | "when">): void {
    const hook = this.#entry(options, "addHook")
    if (!isRoot || (hook?.kind === "constant" && hook.value === false)) return
    const phase = hook?.kind === "constant" ? phases.indexOf(String(hook.value)) : 0
    const layer: Layer = { name: "bearerAuth", kind: "foreign", runs: undefined, refuses: true, ...where }
    this.#layers.push({ layer, phase: Math.max(0, phase) })
  }

  #verb({ name, arguments: given, at }: Step, context: Context): void {
    const [path, ...rest] = given.map((one) => one.value)
    const options = rest.length > 1 || this.#functions(rest[0]).length === 0 ? rest[0] : undefined
    const handler = this.#functions(rest.at(-1))[0] ?? this.#functions(this.#entry(options, "handler"))[0]
    const methods = name === "all" ? undefined : [name.toUpperCase()]
    if (handler !== undefined) this.#route(handler, options, { methods, path: textOf(path), at }, context)
  }

  #record({ arguments: given, at }: Step, context: Context): void {
    const options = given[0]?.value
    const [handler] = this.#functions(this.#entry(options, "handler"))
    const verb = textOf(this.#entry(options, "method"))
    const path = textOf(this.#entry(options, "url")) ?? textOf(this.#entry(options, "path"))
    const methods = verb === undefined ? undefined : [verb.toUpperCase()]
    if (handler !== undefined) this.#route(handler, options, { methods, path, at }, context)
  }

  #route(
    handler: FunctionValue,
    options: Value | undefined,
    own: Pick<Route, "methods" | "path" | "at">,
    { prefix, hooks, handlers }: Context,
  ): void {
    const before = phases.flatMap((phase) => this.#functions(this.#entry(options, phase)))
    const [answering] = this.#functions(this.#entry(options, "errorHandler"))
    const takes: Value = { kind: "external", path: "globalThis.Error", at: own.at }
    this.#routes.push({
      ...own,
      fullPath: joined(prefix, own.path ?? "…"),
      handler,
      dependencies: [...hooks, ...before.map((value) => ({ value, scopes: [] }))],
      handlers:
        answering === undefined
          ? handlers
          : [...handlers, { takes, handler: answering, position: 0, broad: true, handsOn: true, at: answering.at }],
    })
  }

  #entry(options: Value | undefined, name: string): Value | undefined {
    const record = options === undefined ? undefined : settle(this.#machine, options)
    return record?.kind === "record" ? entryOf(record, name) : undefined
  }

  /** The functions of a hook or handler: itself, what a decoration stands for, those that `fastify.auth([…])` asks. */
  #functions(value: Value | undefined): readonly FunctionValue[] {
    if (value === undefined) return []
    return flattened(this.#machine, [value]).flatMap((one): readonly FunctionValue[] => {
      if (one.kind === "member" && this.#decorations.has(one.name))
        return functionsIn(this.#machine, settle(this.#machine, this.#decorations.get(one.name) ?? one))
      const isAuth = one.kind === "call" && one.callee.kind === "member" && one.callee.name === "auth"
      if (isAuth && one.kind === "call") return one.arguments.flatMap((given) => this.#functions(given.value))
      return functionsIn(this.#machine, one)
    })
  }
}

function layerOf(runs: FunctionValue, at: Layer["at"], when: Layer["when"], isOnTheWayOut: boolean): Layer {
  const name = runs.declaration.name
  return { name, kind: "own", runs, at, when, ...(isOnTheWayOut && { methods: [] }) }
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === "constant" && typeof value.value === "string" ? value.value : undefined
}

function joined(prefix: string, path: string | undefined): string {
  if (path === undefined || path === "/" || path === "") return prefix
  return prefix + (path.startsWith("/") || path === "…" ? path : `/${path}`)
}
