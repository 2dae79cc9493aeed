import type { Chunk } from "../../../ir/module.ts"
import type { Block, Statement } from "../../../ir/statement.ts"
import { around, isOf, statementsAround, walk } from "../../../ir/walk.ts"
import type { Leave } from "../../../model/edit.ts"
import type { Place } from "../../../model/place.ts"
import { codeText } from "./code.ts"
import { change, chunkOf, type Draft, lineEnd, lineStart, textOf, Unwritable } from "./draft.ts"

/** The statement that a place is, or lies in. */
export function statementAt(draft: Draft, place: Place): { readonly chunk: Chunk; readonly statement: Statement } {
  const chunk = chunkOf(draft, place)
  const statement = statementsAround(chunk.body, place).at(-1)
  if (statement === undefined) throw new Unwritable("the statement is not where it was")
  return { chunk, statement }
}

/** Puts lines in front of a statement, at its indentation. */
export function insertBefore(draft: Draft, place: Place, code: string): void {
  const { chunk, statement } = statementAt(draft, place)
  const at = chunk.offset + firstOf(statement)
  const { text, newline } = draft
  const head = text.slice(lineStart(text, at), at)
  // `except ValueError: raise …` on one line.
  if (head.trim() !== "") {
    if (/[\r\n]/.test(code)) throw new Unwritable("there is no line of its own")
    draft.edits.push({ start: at, end: at, newText: `${code}; ` })
    return
  }
  draft.edits.push({ start: at, end: at, newText: `${fitted(draft, code, head)}${newline}${head}` })
}

/** Puts lines behind a statement, at its indentation. */
export function insertAfter(draft: Draft, place: Place, code: string): void {
  const { chunk, statement } = statementAt(draft, place)
  const { text, newline } = draft
  const start = chunk.offset + firstOf(statement)
  const head = text.slice(lineStart(text, start), start)
  const end = chunk.offset + statement.end
  if (head.trim() !== "") {
    if (/[\r\n]/.test(code)) throw new Unwritable("there is no line of its own")
    draft.edits.push({ start: end, end, newText: `; ${code}` })
    return
  }
  const at = lineEnd(text, end)
  draft.edits.push({ start: at, end: at, newText: `${newline}${fitted(draft, `${head}${code}`, head, true)}` })
}

/** Puts lines at the start of a function's body, behind its docstring. */
export function insertInside(draft: Draft, place: Place, code: string): void {
  const chunk = chunkOf(draft, place)
  const declaration = [...around(chunk.body, place)]
    .filter((node) => isOf(node, "function"))
    .findLast(({ start }) => start === place.start)
  const [first, second] = declaration?.body ?? []
  if (first === undefined) throw new Unwritable("the function is not where it was")
  const isDocumented = first.kind === "expression" && first.value.kind === "literal" && second !== undefined
  insertBefore(draft, { ...place, ...spanOf(isDocumented ? second : first) }, code)
}

/** Turns `return x` into `raise x`, or leaves with something else. */
export function writeLeave(draft: Draft, { at, how, code }: Leave): void {
  const { chunk, statement } = statementAt(draft, at)
  if (statement.kind !== "return" && statement.kind !== "raise") throw new Unwritable("nothing leaves here")
  if (code !== undefined) {
    change(draft, chunk, statement, `${how} ${codeText(draft, code)}`)
    return
  }
  const { value } = statement
  if (value === undefined || (value.kind !== "call" && value.kind !== "name"))
    throw new Unwritable("it is not one value")
  const word = /^(return|raise)\b/.exec(textOf(draft, chunk, statement))?.[0]
  if (word === undefined) throw new Unwritable("nothing leaves here")
  change(draft, chunk, { start: statement.start, end: statement.start + word.length }, how)
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

function blocksOf(node: object): readonly Block[] {
  return Object.values(node).filter((value): value is Block => Array.isArray(value))
}

/** A decorated function begins with its first decorator. */
function firstOf(statement: Statement): number {
  if (statement.kind !== "function" && statement.kind !== "class") return statement.start
  return Math.min(statement.start, ...statement.decorators.map(({ start }) => start - 1))
}

function spanOf({ start, end }: Statement) {
  return { start, end }
}

/** Lines that were written with four spaces per level, in the file's own indentation and line breaks. */
function fitted({ indent, newline }: Draft, code: string, head: string, isWhole = false): string {
  return code
    .split("\n")
    .map((line, index) => {
      const body =
        index === 0 && isWhole ? line : line.replace(/^( {4})+/, (spaces) => indent.repeat(spaces.length / 4))
      return index === 0 || body === "" ? body : `${head}${body}`
    })
    .join(newline)
}
