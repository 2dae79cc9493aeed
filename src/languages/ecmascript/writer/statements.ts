import { around, isOf } from "../../../ir/walk.ts"
import type { Leave } from "../../../model/edit.ts"
import type { Place } from "../../../model/place.ts"
import { change, chunkOf, lineEnd, lineStart, textOf, Unwritable } from "../../writing/draft.ts"
import { firstOf, fitted, isFirst, statementAt } from "../../writing/statements.ts"
import { codeText } from "./code.ts"
import { type EcmascriptDraft, terminated } from "./style.ts"

/** Puts lines in front of a statement, at its indentation; one that stands alone behind its `if` gets a block. */
export function insertBefore(draft: EcmascriptDraft, place: Place, given: string): void {
  // One empty line stands between definitions.
  const code = given.replace(/\n+$/, "\n")
  const { chunk, statement } = statementAt(draft, place)
  const { text, newline, indent } = draft
  const at = startOf(draft, chunk.offset + firstOf(statement))
  const end = chunk.offset + statement.end
  const head = text.slice(lineStart(text, at), at)
  const before = text.slice(0, at).trimEnd()
  if (before.endsWith("=>")) throw new Unwritable("there is no statement to stand in front of")
  // Without semicolons, the statement in front of it may end like an `if`.
  if (/(\)|\belse)$/.test(before) && isFirst(chunk, statement)) {
    const line = lineStart(text, before.length)
    const outer = /^[ \t]*/.exec(text.slice(line))?.[0] ?? ""
    const inner = `${outer}${indent}`
    const lines = fitted(draft, terminated(draft, code), inner)
    draft.edits.push({ start: before.length, end: at, newText: ` {${newline}${inner}${lines}${newline}${inner}` })
    draft.edits.push({ start: end, end, newText: `${newline}${outer}}` })
    return
  }
  if (head.trim() === "") {
    draft.edits.push({
      start: at,
      end: at,
      newText: `${fitted(draft, terminated(draft, code), head)}${newline}${head}`,
    })
    return
  }
  // `if (e) { return x }`, on one line.
  if (!/[{;]$/.test(before) || /[\r\n]/.test(code)) throw new Unwritable("there is no line of its own")
  draft.edits.push({ start: at, end: at, newText: `${code}; ` })
}

/** Puts lines behind a statement, at its indentation. */
export function insertAfter(draft: EcmascriptDraft, place: Place, code: string): void {
  const { chunk, statement } = statementAt(draft, place)
  const { text, newline } = draft
  const start = startOf(draft, chunk.offset + firstOf(statement))
  const head = text.slice(lineStart(text, start), start)
  if (head.trim() !== "") throw new Unwritable("there is no line of its own")
  const at = lineEnd(text, chunk.offset + statement.end)
  draft.edits.push({
    start: at,
    end: at,
    newText: `${newline}${fitted(draft, `${head}${terminated(draft, code)}`, head, true)}`,
  })
}

/** Puts lines at the start of a function's body. */
export function insertInside(draft: EcmascriptDraft, place: Place, code: string): void {
  const chunk = chunkOf(draft, place)
  const declaration = [...around(chunk.body, place)]
    .flatMap((node) => (isOf(node, "function") ? [node] : isOf(node, "lambda") ? [node.function] : []))
    .findLast(({ start, end }) => start === place.start && end === place.end)
  if (declaration === undefined) throw new Unwritable("the function is not where it was")
  // What takes parameters apart stands among them.
  const behind = Math.max(declaration.start, ...declaration.parameters.map(({ end }) => end))
  const first = declaration.body.find(({ start }) => start >= behind)
  const between = textOf(draft, chunk, { start: behind, end: first?.start ?? behind })
  if (first === undefined || !/\{\s*(\/[/*][\s\S]*)?$/.test(between.replace(/\b(const|let|var)\s+$/, "")))
    throw new Unwritable("the function has no block")
  insertBefore(draft, { ...place, start: first.start, end: first.end }, code)
}

/** Turns `return x` into `throw x`, or leaves with something else. */
export function writeLeave(draft: EcmascriptDraft, { at, how, code }: Leave): void {
  const { chunk, statement } = statementAt(draft, at)
  const word = /^(return|throw)\b/.exec(textOf(draft, chunk, statement))?.[0]
  if ((statement.kind !== "return" && statement.kind !== "raise") || word === undefined)
    throw new Unwritable("nothing leaves here")
  const keyword = how === "raise" ? "throw" : "return"
  const { value } = statement
  if (code !== undefined) {
    if (value === undefined) throw new Unwritable("it leaves with nothing")
    change(draft, chunk, { start: statement.start, end: value.end }, `${keyword} ${codeText(draft, code)}`)
    return
  }
  if (value === undefined || (value.kind !== "call" && value.kind !== "name"))
    throw new Unwritable("it is not one value")
  change(draft, chunk, { start: statement.start, end: statement.start + word.length }, keyword)
}

/** A declaration is told by what it declares: its statement begins with `const`, `export` or their likes. */
function startOf({ text }: EcmascriptDraft, at: number): number {
  const line = lineStart(text, at)
  const lead = /^([ \t]*)((export|default|const|let|var|async)\s+)+$/.exec(text.slice(line, at))
  return lead === null ? at : line + (lead[1]?.length ?? 0)
}
