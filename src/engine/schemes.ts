import type { Answer, ChallengeChoice, Scheme } from "../model/answer.ts"
import { type Config, configOf, type FileConfig } from "../model/config.ts"
import type { App } from "../semantics/app.ts"
import { calledFunction } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { FunctionValue } from "../semantics/value.ts"
import type { Callers } from "./callers.ts"
import { functionKey } from "./functions.ts"

/** How far gates of gates and callers of callers are followed. */
const depthLimit = 3

/** Which authentication scheme is in use where, and the challenge that goes with it. */
export class Schemes {
  readonly #machine: Machine
  readonly #callers: Callers
  readonly #config: Config
  readonly #known = new Map<string, ReadonlySet<Scheme>>()
  readonly #ofApps = new Map<App, ReadonlySet<Scheme>>()

  constructor(machine: Machine, callers: Callers, config: Config) {
    this.#machine = machine
    this.#callers = callers
    this.#config = config
  }

  /** The scheme of a function's own gates, else of its callers', else the only one that its apps use. */
  of(of: FunctionValue, apps: readonly App[]): Scheme | undefined {
    const near = this.#only(this.#near(of, 0))
    if (near !== undefined) return near
    return this.#only(new Set(apps.flatMap((app) => [...this.#inApp(app)])))
  }

  /**
   * The challenges that may be written for an answer, the likeliest first.
   * @param written challenges that the project writes elsewhere, by scheme
   * @param file where the answer is made: its project's settings count
   */
  choices(scheme: Scheme | undefined, written: ReadonlyMap<string, string>, file: string): readonly ChallengeChoice[] {
    // A digest needs a nonce, which nobody can write by hand.
    if (scheme === "Digest") return []
    const config = configOf(this.#config, file)
    const first = scheme ?? config.scheme ?? "Bearer"
    const others = ["Bearer", "APIKey"].filter((other) => other !== first)
    return [first, ...others].map((one) => ({
      scheme: one,
      value: valueOf(one, written, config),
      inUse: one === scheme || (scheme === undefined && one === config.scheme),
    }))
  }

  #near(of: FunctionValue, depth: number): ReadonlySet<Scheme> {
    const own = this.#inGates(of, 0)
    if (own.size > 0 || depth >= depthLimit) return own
    return new Set(this.#callers.sitesOf(of).flatMap(({ from }) => [...this.#near(from, depth + 1)]))
  }

  /** The schemes of what is injected into a function, and into its gates. */
  #inGates(of: FunctionValue, depth: number): ReadonlySet<Scheme> {
    const key = functionKey(of)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const found = new Set<Scheme>()
    this.#known.set(key, found)
    for (const parameter of this.#machine.trace(of).parameters) {
      const injection = this.#machine.injected(parameter)
      if (injection?.scheme !== undefined) found.add(injection.scheme)
      else if (injection?.kind === "gate" && injection.value.kind === "call" && depth < depthLimit) {
        const gate = calledFunction(this.#machine, injection.value)
        if (gate !== undefined) for (const scheme of this.#inGates(gate, depth + 1)) found.add(scheme)
      }
    }
    return found
  }

  #inApp(app: App): ReadonlySet<Scheme> {
    const known = this.#ofApps.get(app)
    if (known !== undefined) return known
    const gates = app.routes.flatMap(({ handler, dependencies }) => [
      handler,
      ...dependencies.flatMap(({ value }) => (value.kind === "function" ? [value] : [])),
    ])
    const found = new Set(gates.flatMap((gate) => [...this.#inGates(gate, 0)]))
    this.#ofApps.set(app, found)
    return found
  }

  #only(schemes: ReadonlySet<Scheme>): Scheme | undefined {
    const [first] = schemes
    return schemes.size === 1 ? first : undefined
  }
}

/** The challenges that a project writes already, whole and without an error code, by scheme in lower case. */
export function writtenChallenges(answers: readonly Pick<Answer, "exit">[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>()
  for (const { exit } of answers) {
    const { text } = exit.challenge
    if (text === undefined || text.includes("…") || /\berror\s*=/.test(text)) continue
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  const written = new Map<string, string>()
  for (const [text] of [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
    const scheme = (text.split(" ")[0] ?? "").toLowerCase()
    if (!written.has(scheme)) written.set(scheme, text)
  }
  return written
}

function valueOf(scheme: string, written: ReadonlyMap<string, string>, { realm }: FileConfig): string {
  if (realm !== undefined) return `${scheme} realm="${realm}"`
  return written.get(scheme.toLowerCase()) ?? (scheme === "Basic" ? 'Basic realm="api"' : scheme)
}
