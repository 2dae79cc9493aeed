import type { Node } from "../ir/node.ts"
import { isOf, walk } from "../ir/walk.ts"
import type { Exit } from "../model/answer.ts"
import type { App } from "../semantics/app.ts"
import type { Framework } from "../semantics/framework.ts"
import { headerOf } from "../semantics/headers.ts"
import type { Machine } from "../semantics/machine.ts"
import type { CallValue, Effect, FunctionValue, ParameterValue } from "../semantics/value.ts"
import { isOfChallenge } from "../semantics/vocabulary.ts"

/** Finds the apps of which a layer adds the challenge to what passes through it. */
export class Adders {
  readonly #machine: Machine
  readonly #frameworks: readonly Framework[]
  readonly #adding = new Map<App, boolean>()

  constructor(machine: Machine, frameworks: readonly Framework[]) {
    this.#machine = machine
    this.#frameworks = frameworks
  }

  /** Whether something puts the header on answers that leave an app in this way. */
  in(app: App, how: Exit["how"]): boolean {
    if (app.wipes === true && how === "raise")
      return app.layers.some(({ runs }) => runs !== undefined && addsToErrors(runs))
    return (app.challenges === true && how === "raise") || this.#hasAdding(app)
  }

  /** Whether something may put it on what leaves in this way and is not known to pass the app at all. */
  anywhere(app: App, how: Exit["how"]): boolean {
    return (
      this.in(app, how) || (how === "raise" && app.handlers.some(({ handler }) => saysChallenge(handler.declaration)))
    )
  }

  #hasAdding(app: App): boolean {
    const known = this.#adding.get(app)
    if (known !== undefined) return known
    const adds = app.layers.some((layer) => layer.runs !== undefined && this.#setsChallenge(layer.runs))
    this.#adding.set(app, adds)
    return adds
  }

  #effects(value: CallValue | ParameterValue): readonly Effect[] {
    if (value.kind === "call") return value.effects
    for (const { headerEffects } of this.#frameworks) {
      const effects = headerEffects?.(this.#machine, value)
      if (effects !== undefined) return effects
    }
    return value.effects
  }

  #setsChallenge(of: FunctionValue): boolean {
    const trace = this.#machine.trace(of)
    const isSet = [...trace.names.values(), ...trace.returns.map(({ value }) => value)].some(
      (value) =>
        (value.kind === "call" || value.kind === "parameter") &&
        headerOf(this.#machine, undefined, this.#effects(value), "www-authenticate").presence !== "never" &&
        this.#frameworks.every((framework) => framework.response(this.#machine, value, of) === undefined),
    )
    // What a package runs when the headers go out is not followed: `onHeaders(res, function () { this.setHeader(…) })`.
    const isLate = trace.calls.some(
      ({ call: { callee } }) => callee.kind === "external" && this.#machine.library(callee.path)?.kind === "callback",
    )
    return (
      isSet ||
      (isLate && saysChallenge(of.declaration)) ||
      trace.inner.some((inner) => inner.kind === "function" && this.#setsChallenge(inner))
    )
  }
}

/** `try { await next() } catch (error) { ctx.set("WWW-Authenticate", …) }`, or `error.headers = …` */
function addsToErrors({ declaration }: FunctionValue): boolean {
  return [...walk(declaration)].some((node) => isOf(node, "try") && node.handlers.some(saysChallenge))
}

/** Whether the header is written somewhere below. */
function saysChallenge(below: Node): boolean {
  return [...walk(below)].some(
    (node) =>
      (isOf(node, "literal") && /^www-authenticate$/i.test(String(node.value))) ||
      // What is called there may write it.
      (isOf(node, "name") && isOfChallenge(node.name)),
  )
}
