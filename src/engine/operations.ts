import { placeKey } from "../model/place.ts"
import type { Operation } from "../semantics/app.ts"
import { bindArguments } from "../semantics/arguments.ts"
import { optionsOf } from "../semantics/choice.ts"
import { foreignPath } from "../semantics/foreign-path.ts"
import type { Framework } from "../semantics/framework.ts"
import { lineage } from "../semantics/lineage.ts"
import { calledFunction, settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { substitute, substituteConditions } from "../semantics/substitute.ts"
import type { Called, Trace } from "../semantics/trace.ts"
import type { Bindings, CallValue, Value } from "../semantics/value.ts"

const depthLimit = 4

/** Plays the construction scripts: every call on a builder object, in the order of execution. */
export class Operations {
  readonly all: Operation[] = []
  /** Builders whose operations were found in more than one place that nothing orders. */
  readonly scattered = new Set<string>()
  readonly #machine: Machine
  readonly #framework: Framework
  readonly #seen = new Set<string>()
  /** Last names of builders. */
  readonly #methods: ReadonlySet<string>
  readonly #rootOf = new Map<string, Trace>()
  readonly #tops = new Map<Trace, string>()

  constructor(machine: Machine, framework: Framework) {
    this.#machine = machine
    this.#framework = framework
    this.#methods = new Set(Object.keys(framework.builders).map((path) => path.slice(path.lastIndexOf(".") + 1)))
  }

  /** Plays a module's top level. */
  playTop(trace: Trace, file: string): void {
    this.#tops.set(trace, file)
    this.play(trace)
  }

  /** Plays a function that nothing played so far. */
  play(trace: Trace): void {
    for (const called of trace.calls) this.#event(called, trace, 0)
  }

  #event(called: Called, root: Trace, depth: number): void {
    const { call } = called
    // An app that was made in either branch is used as both.
    if (call.callee.kind === "choice") {
      for (const { value: callee } of call.callee.options)
        this.#event({ ...called, call: { ...call, callee } }, root, depth)
      return
    }
    const made = this.#builderKind(call)
    if (made !== undefined) {
      const rest = { arguments: call.arguments, applied: undefined, at: call.at, when: called.path }
      this.#add({ object: call, kind: made, name: "", ...rest }, root)
      return
    }
    const [first] = call.arguments
    if (call.callee.kind === "member") {
      const { object, name } = call.callee
      this.#onBuilder(object, name, call, undefined, called, root)
      // `app.router.add_get("/", home)`
      if (object.kind === "member")
        this.#onBuilder(object.object, `${object.name}.${name}`, call, undefined, called, root)
    } else if (call.callee.kind === "call" && call.callee.callee.kind === "member" && call.arguments.length === 1) {
      const { callee: method } = call.callee
      if (method.kind === "member") this.#onBuilder(method.object, method.name, call.callee, first?.value, called, root)
    }
    this.#handedOn(called, root, depth)
  }

  /** `app.include_router(…)`, `app.get("/")(home)`. */
  #onBuilder(
    object: Value,
    name: string,
    { arguments: given }: CallValue,
    applied: Value | undefined,
    called: Called,
    root: Trace,
  ): void {
    for (const { value } of optionsOf(settle(this.#machine, object))) {
      const { object: builder, within } = this.#chained(this.#unwrapped(value))
      const kind = this.#builderKind(builder)
      if (kind === undefined || builder.kind !== "call") continue
      this.#add(
        { object: builder, kind, name, arguments: given, applied, within, at: called.at, when: called.path },
        root,
      )
    }
  }

  /** `app = cors(app)`: what is done to it afterwards is done to the app. */
  #unwrapped(value: Value): Value {
    if (value.kind !== "call" || this.#builderKind(value) !== undefined) return value
    const [inner] = value.arguments
    const isWrap = inner !== undefined && this.#framework.wraps?.(this.#machine, value.callee) === true
    return isWrap ? this.#unwrapped(settle(this.#machine, inner.value)) : value
  }

  /** `app.route("/x").get(show)` is done to the app. */
  #chained(value: Value): { readonly object: Value; readonly within: CallValue | undefined } {
    let object = value
    let within: CallValue | undefined
    if (this.#framework.chains !== true) return { object, within }
    while (object.kind === "call" && object.callee.kind === "member" && this.#builderKind(object) === undefined) {
      within = object
      object = settle(this.#machine, object.callee.object)
    }
    return { object, within }
  }

  /** A builder given to a function of the project is followed there; a class or function around it wraps it. */
  #handedOn(called: Called, root: Trace, depth: number): void {
    const { call } = called
    const builders = call.arguments.flatMap(({ value }) => this.#buildersIn(value))
    if (depth < depthLimit && (builders.length > 0 || this.#makesBuilder(call))) {
      const callee =
        call.callee.kind === "class" || call.callee.kind === "external"
          ? undefined
          : calledFunction(this.#machine, call)
      if (callee !== undefined) {
        this.#through(this.#machine.trace(callee), bindArguments(this.#machine, callee, call), called, root, depth)
        return
      }
    }
    for (const object of builders) {
      const kind = this.#builderKind(object) ?? "app"
      if (this.#framework.wraps?.(this.#machine, call.callee) === true) {
        this.#add(
          {
            object,
            kind,
            name: "wrapped",
            arguments: call.arguments.slice(1),
            applied: call.callee,
            at: call.at,
            when: called.path,
          },
          root,
        )
      } else if (call.callee.kind === "unknown") {
        this.#add(
          { object, kind, name: "handed-on", arguments: [], applied: undefined, at: call.at, when: called.path },
          root,
        )
      }
    }
  }

  /** The builders that an argument is, or holds by name: `register({ app, config })`. */
  #buildersIn(value: Value): readonly CallValue[] {
    const settled = value.kind === "member" || value.kind === "call" ? settle(this.#machine, value) : value
    return optionsOf(settled).flatMap(({ value: one }) => {
      const held = one.kind === "record" ? one.entries.map((entry) => entry.value) : [one]
      return held.filter((each) => each.kind === "call").filter((each) => this.#builderKind(each) !== undefined)
    })
  }

  #through({ calls }: Trace, bindings: Bindings, { at, path }: Called, root: Trace, depth: number): void {
    for (const inner of calls) {
      const when = [...path, ...substituteConditions(this.#machine, inner.path, bindings, at)]
      for (const { value: call } of optionsOf(substitute(this.#machine, inner.call, bindings, at))) {
        if (call.kind === "call") this.#event({ ...inner, call, path: when }, root, depth + 1)
      }
    }
  }

  #makesBuilder(call: CallValue): boolean {
    if (call.callee.kind === "external" || call.callee.kind === "class") return false
    const callee = calledFunction(this.#machine, call)
    if (callee === undefined) return false
    return this.#machine.trace(callee).calls.some(({ call: inner }) => this.#builderKind(inner) === "app")
  }

  #builderKind(value: Value): Operation["kind"] | undefined {
    if (value.kind !== "call") return undefined
    const { builders } = this.#framework
    const { callee } = value
    if (callee.kind === "external") return builders[callee.path]
    if (callee.kind === "member") {
      // `server.streamable_http_app()` makes an app, too.
      const path = this.#methods.has(callee.name) ? foreignPath(this.#machine, callee) : undefined
      return path === undefined ? undefined : builders[path]
    }
    if (callee.kind !== "class") return undefined
    // `class Pier(Blueprint)` makes blueprints.
    const foreign = lineage(this.#machine, callee).find((one) => one?.kind === "external" && one.path in builders)
    return foreign?.kind === "external" ? builders[foreign.path] : undefined
  }

  #add(operation: Operation, root: Trace): void {
    const object = placeKey(operation.object.at)
    // A helper that is called twice does two things at one place: what it was given tells them apart.
    const given = [operation.applied, ...operation.arguments.map(({ value }) => value)]
    const key = [
      object,
      placeKey(operation.at),
      operation.name,
      ...given.map((one) => (one ? placeKey(one.at) : "")),
    ].join(" ")
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    // A module's own top is run before any function can use what it made.
    if (this.#tops.get(root) === operation.object.at.file) {
      this.all.push(operation)
      return
    }
    const known = this.#rootOf.get(object)
    if (known === undefined) this.#rootOf.set(object, root)
    else if (known !== root) this.scattered.add(object)
    this.all.push(operation)
  }
}
