import type { Statement } from "../../../ir/statement.ts"
import { around, isOf } from "../../../ir/walk.ts"
import type { Leave } from "../../../model/edit.ts"
import type { Place } from "../../../model/place.ts"
import { change, chunkOf, type Draft, lineEnd, lineStart, textOf, Unwritable } from "../../writing/draft.ts"
import { firstOf, fitted, statementAt } from "../../writing/statements.ts"
import { codeText } from "./code.ts"

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

function spanOf({ start, end }: Statement) {
  return { start, end }
}
