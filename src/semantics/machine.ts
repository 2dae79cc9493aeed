import type { Module } from "../ir/module.ts"
import type { Resolution } from "../model/front-end.ts"
import type { LibraryMember } from "../model/library.ts"
import type { Trace } from "./trace.ts"
import type { CallValue, FunctionValue, ParameterValue, Value } from "./value.ts"

/** What the semantics need of the world around them: modules, memory, and what libraries and frameworks mean. */
export interface Machine {
  /** A module of the project; `undefined` while it has not been read (the question is asked again once it has). */
  module(file: string): Module | undefined
  /** Notes in the open questions that they rest on a file, and on what it imports, without reading any. */
  note(file: string, imports: boolean): void
  /** Whether a module may give others a name; `false` only where its text surely has none, and then it is not read. */
  mayExport(file: string, name: string): boolean
  resolve(specifier: string, from: string): Resolution
  submodule(specifier: string, from: string, name: string): string | undefined
  /** A module of the project by its folder and a name in it: `("app", "errors")`. */
  inFolder(folder: string, name: string): Resolution
  /** Answers a question once; re-entry gives `onCycle`. */
  ask<T>(key: string, compute: () => T, onCycle: () => T): T
  trace(callee: FunctionValue): Trace
  /** What an external path means: `jwt.decode` is a verification. */
  library(path: string): LibraryMember | undefined
  /** What a framework puts into a parameter: the result of its dependency. */
  injected(parameter: ParameterValue): Injection | undefined
  /** What a framework's own object holds under a name: `HTTPException(401).status_code`. */
  attribute(object: CallValue, name: string): Value | undefined
  /** The same, where the constructor sets it whatever a subclass says in its body. */
  set(object: CallValue, name: string): Value | undefined
  /** The error that a call of a framework's raises by itself: `abort(401)`. */
  thrown(call: CallValue): Value | undefined
  /** The error that a call of a framework's raises unless something holds: `ctx.assert(user, 401)`. */
  asserted(call: CallValue): { readonly test: Value; readonly error: Value } | undefined
  /** The arguments that a function's parameter is called with, as far as its callers are known. */
  given(parameter: ParameterValue): readonly Value[]
  /** The foreign class that a parameter is declared to be: `starlette.requests.Request`. */
  typeOf(parameter: ParameterValue): string | undefined
  /**
   * Remembers what was worked out of a subject until something changes that it looked at: a file, or who calls what.
   * @param kind which question about the subject: `"settled"`
   * @param subject a value, or the part of the source that it is about
   */
  recall<T>(kind: string, subject: object, compute: () => T): T
  /** How deep calls of the project are being looked through, and how deep they may be. */
  readonly frames: Frames
}

/** A value that a framework computes before it calls the function. */
export interface Injection {
  readonly value: Value
  /** `gate`: the result of something that may refuse first. */
  readonly kind: "gate" | "credential" | "input"
  /** What it is called in evidence: `Depends(get_current_user)`. */
  readonly name: string
  /** The scheme of a credential, where the injection says it. */
  readonly scheme: "Bearer" | "Basic" | "Digest" | "APIKey" | undefined
  /** What a gate is told to ask for: `Security(user, scopes=["orders:read"])`. */
  readonly scopes?: readonly string[]
}

export interface Frames {
  depth: number
  readonly limit: number
  /** Objects whose constructors are running, with the attributes set so far. */
  readonly building: Map<CallValue, ReadonlyMap<string, Value>>
}
