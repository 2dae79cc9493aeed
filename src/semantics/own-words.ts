import type { Language } from "../ir/module.ts"
import { around, isOf, nodeAt } from "../ir/walk.ts"
import type { LibraryMember } from "../model/library.ts"
import { contains } from "../model/place.ts"
import { bindArguments } from "./arguments.ts"
import { isReporting } from "./error-vocabulary.ts"
import { evaluate } from "./evaluate.ts"
import { calleeName, foreignPath } from "./foreign-path.ts"
import { foreignConstruction } from "./instance.ts"
import { isMarker, lineage, ownMember } from "./lineage.ts"
import { calledFunction, isContradicted, settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import { mayLack } from "./may-lack.ts"
import { substitute, substituteConditions } from "./substitute.ts"
import type { CallValue, ClassValue, Condition, Failure, FunctionValue, Value } from "./value.ts"

/** How far calls of the project's own functions are followed. */
const frameLimit = 6
/** More calls than anybody reads for one handler. */
const callLimit = 200
const depthLimit = 12

/**
 * Whether all that may fail in front of a handler can be read, and says what the project wrote: its functions take what
 * fails outside of the project themselves, and raise nothing but errors with words of their own.
 * @param isAnswer whether a call only makes or sends an answer
 * @returns false where anything is called that may raise what nobody of the project has worded
 */
export function failsInOwnWords(machine: Machine, failure: Failure, isAnswer: (made: CallValue) => boolean): boolean {
  const language = machine.module(failure.at.file)?.language
  if (language === undefined) return false
  return machine.recall("own-words", failure, () => new OwnWords(machine, language, isAnswer).failure(failure))
}

class OwnWords {
  readonly #machine: Machine
  readonly #language: Language
  readonly #isAnswer: (made: CallValue) => boolean
  #frames = 0
  #calls = 0

  constructor(machine: Machine, language: Language, isAnswer: (made: CallValue) => boolean) {
    this.#machine = machine
    this.#language = language
    this.#isAnswer = isAnswer
  }

  failure({ tried, at }: Failure): boolean {
    const handled = [...around(at.chunk.body, at)].findLast(
      (node) => isOf(node, "try") && node.handlers.some(({ start }) => start === at.start),
    )
    const body = handled !== undefined && isOf(handled, "try") ? handled.body : []
    if (tried.length === 0 || mayLack(body, this.#language)) return false
    const answers = new Set(tried.filter(this.#isAnswer).flatMap(chainOf))
    return answers.size < tried.length && tried.every((made) => answers.has(made) || this.#call(made))
  }

  #call(made: CallValue): boolean {
    if (++this.#calls > callLimit) return false
    if (isReporting(nameOf(made))) return true
    const callee = settle(this.#machine, made.callee)
    if (callee.kind === "class") return this.#construction(callee, made)
    const called = calledFunction(this.#machine, made)
    if (called === undefined) return this.#isHarmless(made)
    return !isOfAnybody(made.callee) && called.receiver?.kind !== "parameter" && this.#function(called, made)
  }

  /** Every constructor in the line, and nothing of anybody else's. */
  #construction(owner: ClassValue, made: CallValue): boolean {
    return lineage(this.#machine, owner).every((one) => {
      if (one === undefined) return false
      if (one.kind === "external") return isMarker(this.#machine, one) || this.#isOfLanguage(one.path)
      if (!this.#isSetUp(one)) return false
      const method = ownMember(this.#machine, one, this.#language.constructorName, made, owner)
      return method?.kind !== "function" || this.#function(method, made)
    })
  }

  /** Fields are set up before a constructor runs: `client = new Client()`. */
  #isSetUp({ declaration, closure }: ClassValue): boolean {
    return declaration.body.every((member) => {
      if (member.kind !== "assign" || member.value?.kind !== "call") return true
      const made = evaluate(this.#machine, member.value, closure)
      return made.kind === "call" ? this.#call(made) : made.kind !== "unknown"
    })
  }

  #function(called: FunctionValue, made: CallValue): boolean {
    const machine = this.#machine
    const { declaration } = called
    // What a decorator makes of a function fails in ways of its own.
    const isPlain = declaration.decorators.length === 0 || /^(static|class)$/.test(declaration.role)
    if (!isPlain || this.#frames >= frameLimit || mayLack(declaration.body, this.#language)) return false
    const { raises, calls, receiver } = machine.trace(called)
    const bindings = bindArguments(machine, called, made)
    const isReached = (path: readonly Condition[]) =>
      !substituteConditions(machine, path, bindings, made.at).some(isContradicted)
    // The constructors further up are looked at by themselves.
    const delegated = (receiver?.effects ?? []).filter(({ name }) => name === this.#language.constructorName)
    this.#frames++
    try {
      return (
        raises.every(
          ({ value, path, handledBy }) =>
            handledBy !== undefined || !isReached(path) || this.#raised(substitute(machine, value, bindings, made.at)),
        ) &&
        calls.every(({ call, path, at, within }) => {
          if (within.some(({ failure }) => failure.broad) || !isReached(path)) return true
          if (delegated.some((one) => contains(one.at, at))) return true
          const given = substitute(machine, call, bindings, made.at)
          return given.kind === "call" ? this.#call(given) : given.kind !== "unknown"
        })
      )
    } finally {
      this.#frames--
    }
  }

  /** An error of the project's, or of the language's or a framework's with nothing but the project's words in it. */
  #raised(value: Value): boolean {
    const error = settle(this.#machine, value)
    if (error.kind === "caught") return this.failure(error.failure)
    if (error.kind === "choice") return error.options.every((option) => this.#raised(option.value))
    const base = foreignConstruction(this.#machine, error)
    if (error.kind !== "call" || base?.callee.kind !== "external") return false
    const isOwn = error.callee.kind === "class"
    const { path } = base.callee
    if (!this.#isOfLanguage(path) && !isWorded(this.#machine.library(path))) return false
    const given = [...base.arguments, ...error.arguments].map((one) => one.value)
    return given.every((one) => !isRetold(one, 0)) && this.#isAuthored(base, isOwn)
  }

  /** @param isOwn of a class of the project's: whoever raises it may say what it is about */
  #isAuthored({ arguments: given }: CallValue, isOwn: boolean): boolean {
    const [text, ...more] = given.filter(({ value }) => value.kind !== "record")
    return [text, ...more].every(
      (one) => one === undefined || (!one.kind.startsWith("spread") && isSaid(one.value, isOwn, 0)),
    )
  }

  #isOfLanguage(path: string): boolean {
    return path.startsWith(`${this.#language.globalModule}.`)
  }

  /** What is made of the project's own constants: `new URL(`${harbours}/list`)`, and what is done with that. */
  #isHarmless({ callee, arguments: given }: CallValue): boolean {
    const path = callee.kind === "external" ? foreignPath(this.#machine, callee) : undefined
    const model = path === undefined ? undefined : this.#machine.library(path)
    if (model?.kind === "type-test" || model?.kind === "member-access" || model?.kind === "record") return true
    if (model?.kind === "conversion") return model.total === true || given.every(({ value }) => isSaid(value, false, 0))
    if (callee.kind === "external") return path === `${this.#language.globalModule}.${this.#language.superName}`
    return callee.kind === "member" && this.#isMade(callee.object, 0)
  }

  #isMade(value: Value, depth: number): boolean {
    if (depth > depthLimit) return false
    if (value.kind === "member") return this.#isMade(value.object, depth + 1)
    if (value.kind === "call") return value.callee.kind === "external" && this.#isHarmless(value)
    return isSaid(value, false, depth)
  }
}

/** A method of what is handed in: whatever its type says, a class that extends it may do something else there. */
function isOfAnybody(callee: Value): boolean {
  if (callee.kind === "member") return isOfAnybody(callee.object)
  return callee.kind === "parameter"
}

/** A call, and those that it is chained to: `res.status(200)` of `res.status(200).json(list)`. */
function chainOf(made: CallValue): readonly CallValue[] {
  const object = made.callee.kind === "member" ? made.callee.object : undefined
  return object?.kind === "call" ? [made, ...chainOf(object)] : [made]
}

/** As it is written: a method that is bound or handed on has lost its name. */
function nameOf(made: CallValue): string {
  const callee = nodeAt(made.at.chunk.body, made.at, "call")?.callee
  const written = callee?.kind === "member" || callee?.kind === "name" ? callee.name : undefined
  return written ?? calleeName(made) ?? ""
}

function isWorded(model: LibraryMember | undefined): boolean {
  return model?.kind === "refusing-error" || (model?.kind === "failure" && model.of === "authored")
}

/** Whether a value is made of what the project itself says. */
function isSaid(value: Value, withHoles: boolean, depth: number): boolean {
  if (depth > depthLimit) return false
  const inside = (one: Value) => isSaid(one, withHoles, depth + 1)
  switch (value.kind) {
    case "constant":
      return true
    case "text":
      return value.parts.every(inside)
    case "list":
      return !value.open && value.items.every(inside)
    case "operation":
      return value.operands.every(inside)
    case "choice":
      return value.options.every((option) => inside(option.value))
    case "member":
      return withHoles && inside(value.object)
    case "parameter":
      return withHoles
    default:
      return false
  }
}

/** Whether an error that was caught is in there, but for what is kept as its cause. */
function isRetold(value: Value, depth: number): boolean {
  if (depth > depthLimit) return true
  const inside = (one: Value) => isRetold(one, depth + 1)
  switch (value.kind) {
    case "caught":
      return true
    case "text":
      return value.parts.some(inside)
    case "list":
      return value.items.some(inside)
    case "record":
      return value.spread.some(inside) || value.entries.some((entry) => entry.key !== "cause" && inside(entry.value))
    case "operation":
      return value.operands.some(inside)
    case "choice":
      return value.options.some((option) => inside(option.value))
    case "member":
    case "element":
      return inside(value.object)
    case "call":
      return value.arguments.some((one) => inside(one.value)) || inside(value.callee)
    default:
      return false
  }
}
