import type { Chunk, Comment, Module } from "../../ir/module.ts"
import { differenceOf } from "../../model/difference.ts"
import { lowerChunk, namesGiven, type Origin, readComments, stretchOf } from "./chunks.ts"
import type { ParsedFile } from "./parsed.ts"

/** The last reading of a file. */
export interface LastReading {
  readonly module: Module
  readonly text: string
}

/**
 * Reads a file in which one top-level statement was edited by parsing that statement alone: a parser goes from left to
 * right, so it would read it in the same way between its unchanged neighbours, as long as its first word is the same and
 * it ends by itself.
 * @returns `undefined` where that can't be told, or more than one statement is concerned
 */
export function reread(
  parse: (text: string) => ParsedFile,
  text: string,
  { module, text: before }: LastReading,
  origins: WeakMap<Chunk, Origin>,
): Module | undefined {
  const { start, before: end } = differenceOf(before, text)
  const at = module.chunks.findIndex(({ offset, length }) => offset < start && end < offset + length)
  const old = module.chunks[at]
  const origin = old && origins.get(old)
  // What the parser mended elsewhere may be a part of a statement that it took apart.
  if (module.chunks.some((chunk) => chunk !== old && chunk.broken)) return undefined
  if (old === undefined || origin === undefined || start <= old.offset + firstWord(origin.text)) return undefined
  const grown = text.length - before.length
  const own = text.slice(old.offset, old.offset + old.length + grown)
  const last = module.chunks[at - 1]
  const next = module.chunks[at + 1]
  if (!isBlank(before.slice(last === undefined ? 0 : last.offset + last.length, old.offset))) return undefined
  if (!isBlank(before.slice(old.offset + old.length, next?.offset))) return undefined
  if (!endsByItself(own, text.slice(old.offset + own.length))) return undefined

  // What stands behind it shows whether it is over; an export makes it a part of a module.
  const { program, errors } = parse(`${own}\nexport {}`)
  const [statement, ...others] = program.body
  if (statement === undefined || others.length !== 1) return undefined
  const stretch = stretchOf(statement)
  if (stretch.start !== 0 || stretch.end !== own.length) return undefined
  if (errors.some((error) => error >= own.length)) return undefined
  if (namesGiven(statement).join() !== origin.given.join()) return undefined

  const values = new Set(module.chunks.flatMap((chunk) => origins.get(chunk)?.given ?? []))
  const chunk = lowerChunk(statement, own, { values, broken: errors.length > 0 }, origins)
  chunk.offset = old.offset
  for (const behind of module.chunks.slice(at + 1)) behind.offset += grown
  return {
    ...module,
    chunks: module.chunks.with(at, chunk),
    comments: comments(module.comments, old, readComments(program), grown),
  }
}

/** Those of the edited statement are new, those behind it have moved. */
function comments(known: readonly Comment[], old: Chunk, own: readonly Comment[], grown: number): readonly Comment[] {
  const end = old.offset + old.length
  const move = (comment: Comment, by: number) => ({ ...comment, start: comment.start + by, end: comment.end + by })
  return [
    ...known.filter(({ start }) => start < old.offset),
    ...own.map((comment) => move(comment, old.offset)),
    ...known.filter(({ start }) => start >= end).map((comment) => move(comment, grown)),
  ]
}

/** The length of what decides which kind of statement it is. */
function firstWord(text: string): number {
  return /^[\p{ID_Continue}$@#]*/u.exec(text)?.[0].length ?? 0
}

/** Whether there are at most comments between two statements: no decorators before an `export`, no stray bracket. */
function isBlank(between: string): boolean {
  return withoutComments(between).trim() === ""
}

/** Whether what follows on a line of its own can't be read as going on with the statement. */
function endsByItself(own: string, rest: string): boolean {
  if (own.endsWith(";")) return true
  const next = /^(\s*)(\S?)/.exec(withoutComments(rest))
  return next?.[2] === "" || (/[\n\r]/.test(next?.[1] ?? "") && /[\p{ID_Start}$@"']/u.test(next?.[2] ?? ""))
}

function withoutComments(text: string): string {
  return text.replace(/^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/, (trivia) => (/[\n\r]/.test(trivia) ? "\n" : " "))
}
