import type { Chunk } from "../../ir/module.ts"
import type { Block, Statement } from "../../ir/statement.ts"
import { isOf, statementsAround, walk } from "../../ir/walk.ts"
import type { Place } from "../../model/place.ts"
import { chunkOf, type Draft, lineEnd, lineStart, Unwritable } from "./draft.ts"

/** The statement that a place is, or lies in. */
export function statementAt(draft: Draft, place: Place): { readonly chunk: Chunk; readonly statement: Statement } {
  const chunk = chunkOf(draft, place)
  const statement = statementsAround(chunk.body, place).at(-1)
  if (statement === undefined) throw new Unwritable("the statement is not where it was")
  return { chunk, statement }
}

/** Moves a whole statement behind another of the same block. */
export function moveAfter(draft: Draft, place: Place, after: Place): void {
  const moved = statementAt(draft, place)
  const target = statementAt(draft, after)
  const { text, newline } = draft
  const from = moved.chunk.offset + firstOf(moved.statement)
  const start = lineStart(text, from)
  const until = lineEnd(text, moved.chunk.offset + moved.statement.end)
  const head = text.slice(start, from)
  const targetStart = target.chunk.offset + firstOf(target.statement)
  const isAlone = head.trim() === "" && head === text.slice(lineStart(text, targetStart), targetStart)
  if (!isAlone || !areSiblings(moved, target)) throw new Unwritable("they are not in one block")
  const block = text.slice(start, until)
  const breakEnd = until + (/^(\r\n|\n|\r)/.exec(text.slice(until))?.[0].length ?? 0)
  // The blank lines that stood around it stay one gap.
  const blankAbove = /(?:\r\n|\n|\r)([ \t]*(?:\r\n|\n|\r))+$/.test(text.slice(0, start))
  const blankBelow = /^(?:[ \t]*(?:\r\n|\n|\r))+/.exec(text.slice(breakEnd))?.[0] ?? ""
  draft.edits.push({ start, end: breakEnd + (blankAbove ? blankBelow.length : 0), newText: "" })
  const at = lineEnd(text, target.chunk.offset + target.statement.end)
  const gap = isOf(target.statement, "function") || isOf(target.statement, "class") ? `${newline}${newline}` : ""
  const lead = head === "" ? gap : gap.slice(newline.length)
  draft.edits.push({ start: at, end: at, newText: `${newline}${lead}${block}` })
}

interface Located {
  readonly chunk: Chunk
  readonly statement: Statement
}

/** Whether two statements stand in one block. */
function areSiblings(a: Located, b: Located): boolean {
  const isTop = ({ chunk, statement }: Located) => chunk.body.includes(statement)
  if (isTop(a) || isTop(b)) return isTop(a) && isTop(b)
  if (a.chunk !== b.chunk) return false
  const blocks = a.chunk.body.flatMap((statement) => [...walk(statement)].flatMap(blocksOf))
  return blocks.some((block) => block.includes(a.statement) && block.includes(b.statement))
}

/** Whether a statement is the first of its block, or all of it. */
export function isFirst({ body }: Chunk, statement: Statement): boolean {
  const blocks = [body, ...body.flatMap((one) => [...walk(one)].flatMap(blocksOf))]
  return blocks.find((block) => block.includes(statement))?.[0] === statement
}

function blocksOf(node: object): readonly Block[] {
  return Object.values(node).filter((value): value is Block => Array.isArray(value))
}

/** A decorated function begins with its first decorator. */
export function firstOf(statement: Statement): number {
  if (statement.kind !== "function" && statement.kind !== "class") return statement.start
  return Math.min(statement.start, ...statement.decorators.map(({ start }) => start - 1))
}

/** Lines that were written with four spaces per level, in the file's own indentation and line breaks. */
export function fitted({ indent, newline }: Draft, code: string, head: string, isWhole = false): string {
  return code
    .split("\n")
    .map((line, index) => {
      const body =
        index === 0 && isWhole ? line : line.replace(/^( {4})+/, (spaces) => indent.repeat(spaces.length / 4))
      return index === 0 || body === "" ? body : `${head}${body}`
    })
    .join(newline)
}
