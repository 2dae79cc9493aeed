import type { TSESTree } from "@typescript-eslint/typescript-estree"
import type { Span } from "../../ir/node.ts"
import type { Statement } from "../../ir/statement.ts"

export type Syntax = TSESTree.Node

/** What the lowering of one chunk carries along. */
export interface Source {
  /** Where the chunk starts in the file; the parser's offsets are the file's. */
  readonly offset: number
  /** Whether a name of the file holds a value: a type of the same name does not hide it. */
  readonly hasValue: (name: string) => boolean
  depth: number
  /** What an expression needs done before its statement: `require(…)` and classes in the middle of one. */
  before: Statement[]
  /** The function at hand has met a `yield`. */
  yields: boolean
}

/** Deeper nesting becomes `unknown`: no program needs it, and the stack is finite. */
export const DEPTH_LIMIT = 400

/** @param asked gets every question about the rest of the file, with its answer */
export function createSource(offset: number, values: ReadonlySet<string>, asked: Map<string, boolean>): Source {
  const hasValue = (name: string) => {
    const answer = values.has(name)
    asked.set(name, answer)
    return answer
  }
  return { offset, hasValue, depth: 0, before: [], yields: false }
}

/** Where a node stands in its chunk. */
export function spanOf({ range }: Syntax, { offset }: Source): Span {
  return { start: range[0] - offset, end: range[1] - offset }
}

/** The key of a member or property as text: `a.b`, `{ "b": 1 }`, `{ 401: x }`; `undefined` where it is computed. */
export function keyOf(key: Syntax, computed: boolean): string | undefined {
  if (key.type === "Literal") return String(key.value)
  if (key.type === "PrivateIdentifier") return `#${key.name}`
  return key.type === "Identifier" && !computed ? key.name : undefined
}
