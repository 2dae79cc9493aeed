import type { Parser, Tree, TreeCursor } from "web-tree-sitter"
import type { Chunk, Comment } from "../../ir/module.ts"
import type { Statement } from "../../ir/statement.ts"
import { appendStatement } from "./lower-statement.ts"
import { cutPieces, endsInDecorator, findBalance, type Stretch } from "./pieces.ts"
import { createSource } from "./source.ts"
import { copyTree, type Grammar } from "./syntax.ts"

/** What a chunk was made from, kept beside it so that it is known again. Comments count from the chunk's start. */
export interface Origin {
  readonly text: string
  /** The parser met an error inside. */
  readonly failed: boolean
  readonly comments: readonly Comment[]
}

/** Reads one file into chunks. */
export interface Reading {
  readonly parser: Parser
  readonly grammar: Grammar
  readonly text: string
  /** The tree of the whole text, where there is one already; it is lent. */
  readonly kept: Tree | undefined
  /** Chunks of the file's last reading, by text; taken out as they are used. */
  readonly known: Map<string, Chunk[]>
  readonly origins: WeakMap<Chunk, Origin>
  readonly chunks: Chunk[]
  readonly comments: Comment[]
}

/** What stands at the top level of a module; in an ERROR, loose parts stand beside it. */
const WHOLE = /(?:_statement|_definition|^comment|^;)$/
const CONTINUATION = /^(?:else|elif|except|finally|case)\b/

/** Fills `chunks` and `comments` from the whole text. */
export function readChunks(reading: Reading): void {
  const { text, kept } = reading
  const use = (tree: Tree, cursor: TreeCursor) => {
    if (tree.rootNode.hasError) readAroundErrors(cursor, reading)
    else readStatements(cursor, undefined, reading)
  }
  if (kept === undefined) parse(reading, { start: 0, end: text.length }, use)
  else lend(kept, use)
}

/**
 * Every top-level statement becomes a chunk. The cursor is on the root of a tree without errors.
 * @param piece what was parsed; undefined for the whole file
 */
function readStatements(cursor: TreeCursor, piece: Stretch | undefined, reading: Reading): void {
  if (!cursor.gotoFirstChild()) return
  do addStatement(cursor, piece, reading)
  while (cursor.gotoNextSibling())
}

/**
 * The parser smears one half-typed statement over its neighbours. What stands outside of its errors is taken as it is;
 * the rest is cut at lines that start a statement, and each piece is parsed on its own.
 */
function readAroundErrors(cursor: TreeCursor, reading: Reading): void {
  const { text } = reading
  if (!cursor.gotoFirstChild()) return
  let region: { start: number; end: number } | undefined
  do {
    const { startIndex: start, endIndex: end, hasError, type } = cursor.currentNode
    if (
      hasError ||
      !WHOLE.test(type) ||
      isIndented(text, start) ||
      (region !== undefined && isDragged(text, region, start))
    ) {
      region ??= { start: openRegion(start, reading), end }
      region.end = Math.max(region.end, end)
      continue
    }
    if (region !== undefined) readPieces(region, reading)
    region = undefined
    addStatement(cursor, undefined, reading)
  } while (cursor.gotoNextSibling())
  if (region !== undefined) readPieces(region, reading)
}

/** The statement before an error is not whole when the error is on its line, or a stray `else`. */
function openRegion(start: number, reading: Reading): number {
  const { chunks, comments, text } = reading
  const last = chunks.at(-1)
  if (last === undefined) return start
  const between = text.slice(last.offset + last.length, start)
  const continued = CONTINUATION.test(text.slice(start, start + 8)) || last.broken
  if (!continued && (/[\n\r;]/.test(between) || text.charAt(last.offset + last.length - 1) === ";")) return start
  chunks.pop()
  while ((comments.at(-1)?.start ?? -1) > last.offset) comments.pop()
  return last.offset
}

/** What stands behind an error on its line, and what its decorators decorate, goes with it. */
function isDragged(text: string, region: Stretch, start: number): boolean {
  return !/[\n\r]/.test(text.slice(region.end, start)) || endsInDecorator(text, { start: region.start, end: start })
}

function readPieces(region: Stretch, reading: Reading): void {
  const { text } = reading
  const pieces = cutPieces(text, region)
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]
    if (piece === undefined || readPiece(piece, reading, false)) continue
    const last = findBalance(text, pieces, i)
    const end = last === undefined ? undefined : pieces[last]?.end
    if (last !== undefined && end !== undefined && readPiece({ start: piece.start, end }, reading, false)) i = last
    else readPiece(piece, reading, true)
  }
}

/**
 * @param broken take the piece in spite of its errors, as one chunk
 * @returns whether the piece was taken
 */
function readPiece(piece: Stretch, reading: Reading, broken: boolean): boolean {
  return parse(reading, piece, (tree, cursor) => {
    const { hasError } = tree.rootNode
    if (!hasError) readStatements(cursor, piece, reading)
    else if (broken) addBroken(cursor, piece, reading)
    return !hasError || broken
  })
}

/** The statement or comment under the cursor. */
function addStatement(cursor: TreeCursor, piece: Stretch | undefined, reading: Reading): void {
  const shift = piece?.start ?? 0
  const start = cursor.startIndex
  const end = cursor.endIndex
  const { text, grammar } = reading
  if (cursor.nodeType === "comment") {
    const from = shift + start
    const to = shift + end
    reading.comments.push({ start: from, end: to, text: text.slice(from + 1, to) })
    return
  }
  // A semicolon between two statements.
  if (!cursor.nodeIsNamed) return
  const offset = shift + start
  const own = text.slice(offset, shift + end)
  if (reuse(offset, own, false, reading)) return
  const comments: Comment[] = []
  const body: Statement[] = []
  const source = createSource(own)
  const parsed = shift === 0 ? text : text.slice(shift)
  appendStatement(copyTree(cursor, grammar, parsed, start, comments), source, body)
  const stretch = { start: offset, end: shift + end }
  if (source.incomplete && piece === undefined && cutPieces(text, stretch).length > 1) readPieces(stretch, reading)
  else
    add(
      { offset, length: own.length, body, broken: source.incomplete, revision: 0 },
      { text: own, failed: false, comments },
      reading,
    )
}

/** All of a piece as one chunk. The cursor is on the root of its tree. */
function addBroken(cursor: TreeCursor, piece: Stretch, reading: Reading): void {
  const comments: Comment[] = []
  const all = reading.text.slice(piece.start, piece.end)
  const root = copyTree(cursor, reading.grammar, all, 0, comments)
  const own = all.slice(0, root.children.at(-1)?.end ?? all.trimEnd().length)
  if (own.trim() === "" || reuse(piece.start, own, true, reading)) return
  const body: Statement[] = []
  const source = createSource(own)
  for (const child of root.children) appendStatement(child, source, body)
  add(
    { offset: piece.start, length: own.length, body, broken: true, revision: 0 },
    { text: own, failed: true, comments },
    reading,
  )
}

/** Takes the chunk of the last reading that has this text, if there is one left. */
function reuse(offset: number, own: string, failed: boolean, reading: Reading): boolean {
  const candidates = reading.known.get(own)
  const chunk = candidates?.[0]
  const origin = chunk && reading.origins.get(chunk)
  if (chunk === undefined || origin === undefined || origin.failed !== failed) return false
  candidates?.shift()
  chunk.offset = offset
  add(chunk, origin, reading)
  return true
}

function add(chunk: Chunk, origin: Origin, reading: Reading): void {
  reading.chunks.push(chunk)
  reading.origins.set(chunk, origin)
  for (const { start, end, text } of origin.comments)
    reading.comments.push({ start: chunk.offset + start, end: chunk.offset + end, text })
}

/** Parses a stretch of the text, lends the tree and frees it. */
function parse<T>(reading: Reading, { start, end }: Stretch, use: (tree: Tree, cursor: TreeCursor) => T): T {
  const tree = reading.parser.parse(reading.text.slice(start, end))
  if (tree === null) throw new RangeError("The parser gave up.")
  try {
    return lend(tree, use)
  } finally {
    tree.delete()
  }
}

function lend<T>(tree: Tree, use: (tree: Tree, cursor: TreeCursor) => T): T {
  const cursor = tree.walk()
  try {
    return use(tree, cursor)
  } finally {
    cursor.delete()
  }
}

function isIndented(text: string, start: number): boolean {
  const before = text.charAt(start - 1)
  if (before !== " " && before !== "\t") return false
  const line = text.slice(Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1, start)
  return line.trim() === ""
}
