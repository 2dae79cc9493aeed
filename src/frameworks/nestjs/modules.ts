import { optionsOf } from "../../semantics/choice.ts"
import { classMember } from "../../semantics/lineage.ts"
import { result, settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { call } from "../../semantics/reduce.ts"
import type { ClassValue, FunctionValue, RecordValue, Value } from "../../semantics/value.ts"
import { classDecorators, itemsOf } from "./decorators.ts"

// https://docs.nestjs.com/modules and https://docs.nestjs.com/fundamentals/dynamic-modules

/** What the modules of an app say, in the order in which they are reached. */
export interface Modules {
  readonly controllers: readonly ClassValue[]
  /** `{ provide: APP_GUARD, useClass: RolesGuard }`. */
  readonly providers: readonly RecordValue[]
  /** `configure(consumer)` of every module that has one. */
  readonly configures: readonly FunctionValue[]
}

/** Everything that a root module brings along. */
export function modulesFrom(machine: Machine, root: Value): Modules {
  const walk = new Walk(machine)
  walk.module(root)
  return walk
}

class Walk implements Modules {
  readonly controllers: ClassValue[] = []
  readonly providers: RecordValue[] = []
  readonly configures: FunctionValue[] = []
  readonly #machine: Machine
  readonly #seen = new Set<unknown>()

  constructor(machine: Machine) {
    this.#machine = machine
  }

  /** A class with `@Module`, `X.forRoot()` of the project, or `forwardRef(() => X)`. */
  module(value: Value): void {
    for (const { value: one } of optionsOf(settle(this.#machine, value))) {
      if (one.kind === "class") this.#class(one)
      if (one.kind === "record") this.#dynamic(one)
      if (one.kind === "call" && one.callee.kind === "external" && one.callee.path === "@nestjs/common.forwardRef")
        this.#forward(one.arguments[0]?.value)
    }
  }

  #forward(value: Value | undefined): void {
    if (value?.kind !== "function") return
    const made = call(this.#machine, value, [], value.at)
    if (made.kind === "call") this.module(result(this.#machine, made))
  }

  #class(module: ClassValue): void {
    if (this.#seen.has(module.declaration)) return
    this.#seen.add(module.declaration)
    for (const { path, call: made } of classDecorators(this.#machine, module)) {
      const parts = made.arguments[0]?.value
      const settled = parts === undefined ? undefined : settle(this.#machine, parts)
      if (path === "@nestjs/common.Module" && settled?.kind === "record") this.#parts(settled)
    }
    const configure = classMember(this.#machine, module, "configure", undefined)
    if (configure?.kind === "function") this.configures.push(configure)
  }

  #dynamic(record: RecordValue): void {
    const module = entry(record, "module")
    if (module === undefined) return
    this.module(module)
    this.#parts(record)
  }

  #parts(record: RecordValue): void {
    for (const imported of itemsOf(this.#machine, entry(record, "imports"))) this.module(imported)
    for (const one of itemsOf(this.#machine, entry(record, "controllers"))) {
      if (one.kind === "class") this.controllers.push(one)
    }
    for (const one of itemsOf(this.#machine, entry(record, "providers"))) {
      if (one.kind === "record") this.providers.push(one)
    }
  }
}

export function entry({ entries }: RecordValue, name: string): Value | undefined {
  return entries.findLast(({ key }) => key === name)?.value
}

/** What is provided under one of the app's own tokens, in order: `APP_GUARD`. */
export function provided(machine: Machine, { providers }: Modules, token: string): readonly Value[] {
  return providers.flatMap((provider) => {
    const provide = entry(provider, "provide")
    if (provide?.kind !== "external" || provide.path !== `@nestjs/core.${token}`) return []
    const named = entry(provider, "useClass") ?? entry(provider, "useExisting") ?? entry(provider, "useValue")
    const factory = entry(provider, "useFactory")
    if (named !== undefined) return [named]
    const made = factory === undefined ? undefined : call(machine, settle(machine, factory), [], factory.at)
    return made?.kind === "call" ? [result(machine, made)] : []
  })
}
