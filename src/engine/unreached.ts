import type { Block } from "../ir/statement.ts"
import type { App } from "../semantics/app.ts"
import type { Environment } from "../semantics/environment.ts"
import { evaluate } from "../semantics/evaluate.ts"
import { foreignPath } from "../semantics/foreign-path.ts"
import type { Framework } from "../semantics/framework.ts"
import { lineage } from "../semantics/lineage.ts"
import type { Machine } from "../semantics/machine.ts"
import type { ClassValue, FunctionValue } from "../semantics/value.ts"
import { functionKey } from "./functions.ts"
import type { Premises } from "./linked.ts"
import type { Roles } from "./roles.ts"

export interface UnreachedParts {
  readonly machine: Machine
  readonly frameworks: readonly Framework[]
  /** Filled by the time that it is asked. */
  readonly apps: readonly App[]
  readonly roles: Roles
  readonly premises: Premises
}

/** Which functions no request comes by: nobody names them, or their module, though the project makes an app. */
export class Unreached {
  readonly #parts: UnreachedParts
  readonly #files = new Map<string, boolean>()
  readonly #known = new Map<string, boolean>()

  constructor(parts: UnreachedParts) {
    this.#parts = parts
  }

  has(of: FunctionValue): boolean {
    const key = functionKey(of)
    const known = this.#known.get(key) ?? this.#has(of)
    this.#known.set(key, known)
    return known
  }

  #has(of: FunctionValue): boolean {
    const { apps, machine, roles, premises } = this.#parts
    const { language } = of.closure
    if (premises.mentions === undefined) return false
    if (!apps.some(({ at }) => machine.module(at.file)?.language === language)) return false
    const all = enclosing(of)
    if (all.some((one) => roles.appsOf(one).length > 0)) return false
    return all.some((one) => this.#isUnnamed(one)) || this.#isOfNobody(of.closure)
  }

  /** A function or class at a module's top whose name stands where it is defined, and nowhere else. */
  #isUnnamed({ declaration, closure, owner }: FunctionValue): boolean {
    const { mentions } = this.#parts.premises
    const named = owner?.declaration ?? declaration
    const { chunk, file } = closure
    if (mentions === undefined || named.name === "" || !isAtTop(chunk.body, named)) return false
    // What a decorator or a loader finds has no need of its name.
    if (chunk.body.some((one) => one.kind === "export" && one.name !== named.name)) return false
    if (owner === undefined ? declaration.decorators.length > 0 : !this.#isPlain(owner)) return false
    return mentions.isImported(file) && mentions.isOnlyDefined(named.name, file)
  }

  /** Nothing takes it up by what it extends or is decorated with. */
  #isPlain(of: ClassValue): boolean {
    const { machine, frameworks } = this.#parts
    const inert = new Set(frameworks.flatMap((one) => one.inert ?? []))
    const isInert = of.declaration.decorators.every((decorator) => {
      const value = evaluate(machine, decorator, of.closure)
      const path = foreignPath(machine, value.kind === "call" ? value.callee : value)
      return path !== undefined && inert.has(path)
    })
    return isInert && lineage(machine, of).every((one, index) => index === 0 || one?.kind === "external")
  }

  /** A module that nobody imports, in a project that loads none by a name that it makes up. */
  #isOfNobody({ file, language }: Environment): boolean {
    const known = this.#files.get(file)
    if (known !== undefined) return known
    const { apps, premises } = this.#parts
    const { mentions } = premises
    const isNobodys =
      mentions !== undefined &&
      // Where a module may stand for one thing that it exports, a platform may run it: `api/health.ts`.
      language.mainExport === undefined &&
      !mentions.isTakenUp(file) &&
      !apps.some(({ at, routes }) => [at, ...routes.map((route) => route.at)].some((place) => place.file === file)) &&
      language.loaders.every((loader) => mentions.of(loader).size === 0)
    this.#files.set(file, isNobodys)
    return isNobodys
  }
}

/** A function and those that it is defined in. */
function enclosing(of: FunctionValue): readonly FunctionValue[] {
  const found = [of]
  for (let outer: Environment | undefined = of.closure; outer !== undefined; outer = outer.parent) {
    if (outer.function !== undefined) found.push(outer.function)
  }
  return found
}

/** Whether a definition is a statement of its module's top, or what a name is assigned there. */
function isAtTop(body: Block, { name, nameSpan }: FunctionValue["declaration"] | ClassValue["declaration"]): boolean {
  return body.some((one) => {
    if (one.kind === "function" || one.kind === "class") return one.nameSpan.start === nameSpan.start
    if (one.kind !== "assign") return false
    const [target] = one.targets
    return target?.kind === "name" && target.name === name && one.value?.kind === "lambda"
  })
}
