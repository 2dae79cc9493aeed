import type { Chunk, Comment } from "../../ir/module.ts"
import type { Statement } from "../../ir/statement.ts"
import { lowerStatement } from "./lower-statement.ts"
import type { ParsedFile } from "./parsed.ts"
import { createSource, type Source, type Syntax } from "./source.ts"

/** What a chunk was lowered from. */
export interface Origin {
  readonly text: string
  /** Names that it asked the file about, and whether the file gave them a value. */
  readonly asked: ReadonlyMap<string, boolean>
  /** Names that it gives a value itself. */
  readonly given: readonly string[]
}

/** One chunk per top-level statement. Those of the last reading that would come out the same are kept, moved. */
export function readChunks(
  { program, errors }: ParsedFile,
  text: string,
  known: Map<string, Chunk[]>,
  origins: WeakMap<Chunk, Origin>,
): readonly Chunk[] {
  const values = new Set(program.body.flatMap(namesGiven))
  return program.body.map((statement, index) => {
    const { start, end } = stretchOf(statement)
    const following = program.body[index + 1]
    const next = following === undefined ? Number.POSITIVE_INFINITY : stretchOf(following).start
    // What a statement lacks is missed where the next one starts.
    const broken = errors.some((error) => error >= start && error <= next)
    const own = text.slice(start, end)
    const same = broken ? undefined : known.get(own)?.shift()
    if (same !== undefined && !same.broken && holds(origins.get(same), values)) {
      same.offset = start
      return same
    }
    return lowerChunk(statement, own, { values, broken }, origins)
  })
}

/**
 * @param own the statement's text
 * @param file what is to be known of the file around: the names that have a value, and whether there was an error here
 */
export function lowerChunk(
  statement: Syntax,
  own: string,
  { values, broken }: { readonly values: ReadonlySet<string>; readonly broken: boolean },
  origins: WeakMap<Chunk, Origin>,
): Chunk {
  const { start: offset, end } = stretchOf(statement)
  const asked = new Map<string, boolean>()
  const body = lowered(statement, createSource(offset, values, asked))
  const chunk: Chunk = {
    offset,
    length: end - offset,
    body: body ?? [],
    broken: broken || body === undefined,
    revision: 0,
  }
  origins.set(chunk, { text: own, asked, given: namesGiven(statement) })
  return chunk
}

/** Where a statement stands in its text, with the decorators that may stand before its `export`. */
export function stretchOf(statement: Syntax): { readonly start: number; readonly end: number } {
  const [start, end] = statement.range
  const isExport = statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration"
  const declared = isExport ? statement.declaration : undefined
  const first = declared?.type === "ClassDeclaration" ? declared.decorators[0]?.range[0] : undefined
  return { start: Math.min(start, first ?? start), end }
}

/** @returns `undefined` where half-typed code lacks parts that the types of its tree promise: `import()` */
function lowered(statement: Syntax, source: Source): readonly Statement[] | undefined {
  try {
    return lowerStatement(statement, source)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** What the rest of the file gives values to is still the same, as far as it mattered. */
function holds(origin: Origin | undefined, values: ReadonlySet<string>): boolean {
  return [...(origin?.asked ?? [])].every(([name, hasValue]) => values.has(name) === hasValue)
}

/** Comments with their markers left out. */
export function readComments(program: ParsedFile["program"]): readonly Comment[] {
  return (program.comments ?? []).map(({ range: [start, end], value }) => ({ start, end, text: value }))
}

/** Names that a statement of a file's top level gives a value, imports among them: types of the same name stand back. */
export function namesGiven(node: Syntax): readonly string[] {
  switch (node.type) {
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      return node.declaration === null ? [] : namesGiven(node.declaration)
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSEnumDeclaration":
      return node.id === null ? [] : [node.id.name]
    case "ImportDeclaration":
      return node.specifiers.map(({ local }) => local.name)
    case "VariableDeclaration":
      return node.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []))
    default:
      return []
  }
}
