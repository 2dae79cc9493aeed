import type { Chunk, Comment } from "../../ir/module.ts"
import type { Statement } from "../../ir/statement.ts"
import { lowerStatement } from "./lower-statement.ts"
import type { ParsedFile } from "./parsed.ts"
import { createSource, type Syntax } from "./source.ts"

/** What a chunk was lowered from. */
export interface Origin {
  readonly text: string
  /** Names that it asked the file about, and whether the file gave them a value. */
  readonly asked: ReadonlyMap<string, boolean>
}

/** One chunk per top-level statement. Those of the last reading that would come out the same are kept, moved. */
export function readChunks(
  { program, errors }: ParsedFile,
  text: string,
  known: Map<string, Chunk[]>,
  origins: WeakMap<Chunk, Origin>,
): readonly Chunk[] {
  const values = valuesOf(program.body)
  return program.body.map((statement, index) => {
    const [start, end] = statement.range
    const next = program.body[index + 1]?.range[0] ?? Number.POSITIVE_INFINITY
    const broken = errors.some((error) => error >= start && error < next)
    const own = text.slice(start, end)
    const same = broken ? undefined : known.get(own)?.shift()
    if (same !== undefined && !same.broken && holds(origins.get(same), values)) {
      same.offset = start
      return same
    }
    const asked = new Map<string, boolean>()
    const body: readonly Statement[] = lowerStatement(statement, createSource(start, values, asked))
    const chunk: Chunk = { offset: start, length: end - start, body, broken, revision: 0 }
    origins.set(chunk, { text: own, asked })
    return chunk
  })
}

/** What the rest of the file gives values to is still the same, as far as it mattered. */
function holds(origin: Origin | undefined, values: ReadonlySet<string>): boolean {
  return [...(origin?.asked ?? [])].every(([name, hasValue]) => values.has(name) === hasValue)
}

/** Comments with their markers left out. */
export function readComments({ program }: ParsedFile): readonly Comment[] {
  return (program.comments ?? []).map(({ range: [start, end], value }) => ({ start, end, text: value }))
}

/** Names that a file's top level gives a value, imports among them: types of the same name stand back. */
function valuesOf(statements: readonly Syntax[]): ReadonlySet<string> {
  const names = new Set<string>()
  const add = (node: Syntax | null) => {
    if (node?.type === "ExportNamedDeclaration" || node?.type === "ExportDefaultDeclaration") add(node.declaration)
    if (
      node?.type === "FunctionDeclaration" ||
      node?.type === "ClassDeclaration" ||
      node?.type === "TSEnumDeclaration"
    ) {
      if (node.id) names.add(node.id.name)
    }
    if (node?.type === "ImportDeclaration") for (const { local } of node.specifiers) names.add(local.name)
    if (node?.type !== "VariableDeclaration") return
    for (const { id } of node.declarations) if (id.type === "Identifier") names.add(id.name)
  }
  for (const statement of statements) add(statement)
  return names
}
