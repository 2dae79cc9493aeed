import type { Chunk } from "../../../ir/module.ts"
import type { Import } from "../../../ir/statement.ts"
import { walk } from "../../../ir/walk.ts"
import { change, type Draft, indentAt, lineEnd } from "../../writing/draft.ts"

/**
 * The name under which the file knows an import; it is added where the file does not know it yet.
 * @param name empty for the module itself: `import logging`
 */
export function importedFrom(draft: Draft, module: string, name: string): string {
  for (const { statement } of importsOf(draft)) {
    if (statement.specifier !== module || statement.typeOnly) continue
    const binding = statement.bindings.find(({ imported }) =>
      name === "" ? imported === undefined : imported === name,
    )
    if (binding !== undefined) return binding.local
  }
  const local = name === "" ? module : name
  const taken = name !== "" && isTaken(draft, name)
  const alias = taken ? `${capitalised(module.split(".")[0] ?? "")}${name}` : local
  const wanted = draft.imports.get(module) ?? new Set()
  wanted.add(name === "" ? "" : taken ? `${name} as ${alias}` : name)
  draft.imports.set(module, wanted)
  return alias
}

/** Where a name of the file was imported from. */
export function moduleOf({ module }: Draft, name: string): string | undefined {
  for (const { body } of module.chunks) {
    for (const statement of body) {
      if (statement.kind !== "import") continue
      if (statement.bindings.some(({ imported, local }) => imported === name && local === name))
        return statement.specifier
    }
  }
  return undefined
}

/** A name that nothing in the file has: `name`, `name_2`. */
export function freshName(draft: Draft, name: string): string {
  let fresh = name
  for (let count = 2; isTaken(draft, fresh); count++) fresh = `${name}_${count}`
  return fresh
}

/** Puts what is wanted into the file's imports. */
export function writeImports(draft: Draft): void {
  for (const [module, names] of [...draft.imports].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const wanted = [...names].filter((name) => name !== "")
    if (names.has("")) addStatement(draft, `import ${module}`, module)
    const [known] = importsOf(draft).filter(
      ({ statement }) =>
        statement.specifier === module &&
        !statement.typeOnly &&
        statement.bindings.every(({ imported }) => isNamed(imported)),
    )
    if (known !== undefined) for (const name of wanted.toSorted()) addName(draft, known, name)
    else if (wanted.length > 0) addStatement(draft, `from ${module} import ${wanted.toSorted().join(", ")}`, module)
  }
}

interface TopImport {
  readonly chunk: Chunk
  readonly statement: Import
}

function importsOf({ module }: Draft): readonly TopImport[] {
  return module.chunks.flatMap((chunk) =>
    chunk.body.flatMap((statement) => (statement.kind === "import" ? [{ chunk, statement }] : [])),
  )
}

function isNamed(imported: string | undefined): boolean {
  return imported !== undefined && imported !== "*"
}

/** Behind the last name, or in its place where the names are sorted. */
function addName(draft: Draft, { chunk, statement }: TopImport, name: string): void {
  const { bindings } = statement
  const names = bindings.map(({ imported = "" }) => imported)
  const isSorted = names.every((one, index) => index === 0 || order(names[index - 1] ?? "", one) <= 0)
  const next = isSorted ? bindings.find(({ imported = "" }) => order(imported, name) > 0) : undefined
  const last = bindings.at(-1)
  if (last === undefined) return
  const own = next ?? last
  const at = chunk.offset + own.start
  const isOnOwnLine = /[\r\n][ \t]*$/.test(draft.text.slice(0, at))
  const gap = isOnOwnLine ? `,${draft.newline}${indentAt(draft, at)}` : ", "
  if (next !== undefined) change(draft, chunk, { start: next.start, end: next.start }, `${name}${gap}`)
  else change(draft, chunk, { start: last.end, end: last.end }, `${gap}${name}`)
}

/** As isort has it: constants, then classes, then the rest. */
function order(a: string, b: string): number {
  const rank = (name: string) => (/^[A-Z0-9_]+$/.test(name) && name.length > 1 ? 0 : /^[A-Z]/.test(name) ? 1 : 2)
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0)
}

function addStatement(draft: Draft, line: string, module: string): void {
  const imports = importsOf(draft).filter(({ statement }) => !statement.typeOnly)
  const root = rootOf(module)
  const isPlain = line.startsWith("import ")
  const related = imports.filter(({ statement }) => rootOf(statement.specifier) === root).at(-1)
  // A module of the standard library stands with its likes, at the top.
  const plain = isPlain ? imports.filter(({ statement }) => isPlainImport(statement)) : []
  const before = isPlain ? (plain.find(({ statement }) => statement.specifier > module) ?? plain[0]) : undefined
  const beforeAll =
    isPlain && before === undefined ? imports.find(({ statement }) => statement.specifier !== "__future__") : undefined
  const target = before ?? beforeAll
  if (isPlain && target !== undefined) {
    const apart = before === undefined ? draft.newline : ""
    change(draft, target.chunk, { start: 0, end: 0 }, `${line}${draft.newline}${apart}`)
    return
  }
  const after = related ?? imports.at(-1)
  if (after !== undefined) {
    const end = lineEnd(draft.text, after.chunk.offset + after.chunk.length)
    draft.edits.push({ start: end, end, newText: `${draft.newline}${line}` })
    return
  }
  const [first] = draft.module.chunks
  const docstring = first?.body[0]
  const isDocumented = docstring?.kind === "expression" && docstring.value.kind === "literal" && first !== undefined
  if (!isDocumented) {
    const start = first?.offset ?? 0
    draft.edits.push({ start, end: start, newText: `${line}${draft.newline}${draft.newline}` })
    return
  }
  const end = lineEnd(draft.text, first.offset + first.length)
  draft.edits.push({ start: end, end, newText: `${draft.newline}${draft.newline}${line}` })
}

function isPlainImport({ bindings, specifier }: Import): boolean {
  return bindings.every(({ imported }) => imported === undefined) && !specifier.includes(".")
}

function rootOf(specifier: string): string {
  return specifier.split(".")[0] ?? ""
}

/** Whether something in the file has this name already. */
function isTaken({ module }: Draft, name: string): boolean {
  return module.chunks.some(({ body }) =>
    body.some((statement) =>
      [...walk(statement)].some(
        (node) => ("name" in node && node.name === name) || ("local" in node && node.local === name),
      ),
    ),
  )
}

function capitalised(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}
