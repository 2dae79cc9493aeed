import type { Span } from "../../ir/node.ts"
import type { Syntax } from "./syntax.ts"

/** What the lowering of one chunk carries along. */
export interface Source {
  /** The chunk's text; every offset counts from its start. */
  readonly text: string
  depth: number
  /** The statements at hand stand directly in a class. */
  inClass: boolean
  /** The statements at hand stand under `if TYPE_CHECKING:`. */
  typeOnly: boolean
  /** The function at hand has met a `yield`. */
  yields: boolean
  /** The grammar let something pass that Python would not: an empty block, a `try` alone, a line that stops short. */
  incomplete: boolean
}

/** Deeper nesting becomes `unknown`: no program needs it, and the stack is finite. */
export const DEPTH_LIMIT = 400

export function createSource(text: string): Source {
  return { text, depth: 0, inClass: false, typeOnly: false, yields: false, incomplete: false }
}

export function textOf(node: Span, source: Source): string {
  return source.text.slice(node.start, node.end)
}

/** True for a node that stands in the text; tokens were copied without offsets and what the parser made up is empty. */
export function isWritten(node: Syntax): boolean {
  return node.end > node.start
}

export function childOf(node: Syntax, type: string): Syntax | undefined {
  for (const child of node.children) if (child.type === type) return child
  return undefined
}

export function hasToken(node: Syntax, type: string): boolean {
  return childOf(node, type) !== undefined
}
