import type { Chunk } from "../ir/module.ts"
import type { FunctionDeclaration } from "../ir/statement.ts"
import { type Place, placeKey } from "../model/place.ts"
import { moduleEnvironment } from "./binding.ts"
import { Environment } from "./environment.ts"
import { Execution } from "./execute.ts"
import type { Machine } from "./machine.ts"
import type { CallValue, Condition, FailureCondition, FunctionValue, ParameterValue, Value } from "./value.ts"

/** What one run through a function may do, symbolic in its parameters. */
export interface Trace {
  readonly returns: readonly Returning[]
  /** Ways out of functions that run inside of its calls: of a transaction's callback. */
  readonly returnsInside: readonly Returning[]
  readonly raises: readonly Raising[]
  /** Every call, in the order of execution; decorators are calls too. */
  readonly calls: readonly Called[]
  /** Names at the end; for a module's top level, its names. */
  readonly names: ReadonlyMap<string, Value>
  /** The receiver with everything that was done to it. */
  readonly receiver: ParameterValue | undefined
  /** Parameters with what was done to them. */
  readonly parameters: readonly ParameterValue[]
  /** Functions and classes defined inside. */
  readonly inner: readonly Value[]
}

/** One way out. */
export interface Leaving {
  readonly value: Value
  readonly path: readonly Condition[]
  readonly at: Place
}

export interface Returning extends Leaving {
  /** Parameters to which something was done on the way: `response.status_code = 401`. */
  readonly written: readonly ParameterValue[]
}

export interface Raising extends Leaving {
  /** A handler of the same function takes it, so that it does not leave as it is. */
  readonly handledBy: FailureCondition | undefined
  /** The error that is being handled goes on: `raise` alone, or `raise e`. */
  readonly again: boolean
  /** Raised after a value was handed out and used: whoever used it is done. */
  readonly late: boolean
}

export interface Called {
  readonly call: CallValue
  readonly path: readonly Condition[]
  readonly at: Place
  /** The handlers around it, innermost first. */
  readonly within: readonly FailureCondition[]
  /** The statement that it is all of, so that its result is dropped. */
  readonly isStatement: boolean
  /** The object that a chain of calls starts at, with all that was done to it so far: `res` of `res.status(401).end()`. */
  readonly on: Value | undefined
  /** How many calls it runs inside of: a callback's statements stand one deeper than the function's own. */
  readonly inside: number
}

const nothing: Trace = {
  returns: [],
  returnsInside: [],
  raises: [],
  calls: [],
  names: new Map(),
  receiver: undefined,
  parameters: [],
  inner: [],
}

/** Runs a function once, on symbols. A recursive call traces to nothing. */
export function traceFunction(machine: Machine, callee: FunctionValue): Trace {
  const { closure } = callee
  const declaration = currentDeclaration(callee)
  const key = `trace:${placeKey(closure.place(declaration))}:${declaration.nameSpan.start}:${closure.chunk.revision}`
  return machine.ask(
    key,
    () => {
      // What the file defines and imports at its top is in the closure, and is not looked up again.
      machine.note(closure.file, true)
      const environment = new Environment(closure, closure, callee)
      for (const parameter of declaration.parameters) {
        environment.names.set(parameter.name, {
          kind: "parameter",
          parameter,
          of: callee,
          effects: [],
          at: environment.place(parameter),
        })
      }
      return new Execution(machine, environment).run(declaration.body)
    },
    () => nothing,
  )
}

/** A function as it stands now: its chunk may have been revised since the value was made. */
export function currentDeclaration({ declaration, closure: { chunk } }: FunctionValue): FunctionDeclaration {
  const [statement] = chunk.body
  const isTop = statement?.kind === "function" && statement.nameSpan.start === declaration.nameSpan.start
  return isTop ? statement : declaration
}

/** Runs a module's top level. */
export function traceModule(machine: Machine, file: string): Trace {
  return machine.ask(
    `top:${file}`,
    () => {
      const module = machine.module(file)
      const [first] = module?.chunks ?? []
      if (module === undefined || first === undefined) return nothing
      const execution = new Execution(machine, moduleEnvironment(module, first))
      for (const chunk of liveChunks(module.chunks)) execution.inChunk(chunk)
      return execution.finish()
    },
    () => nothing,
  )
}

function liveChunks(chunks: readonly Chunk[]): readonly Chunk[] {
  return chunks.filter(({ broken }) => !broken)
}
