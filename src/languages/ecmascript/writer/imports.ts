import type { Chunk } from "../../../ir/module.ts"
import type { Import } from "../../../ir/statement.ts"
import { walk } from "../../../ir/walk.ts"
import { change, type Draft, indentAt, lineEnd, quoted, textOf } from "../../writing/draft.ts"
import type { EcmascriptDraft } from "./style.ts"

/**
 * The name under which the file knows an import; it is added where the file does not know it yet.
 * @param name `default` for what a module is as a whole: `import createError from "http-errors"`
 */
export function importedFrom(draft: EcmascriptDraft, module: string, name: string): string {
  for (const { statement } of importsOf(draft)) {
    if (statement.specifier !== module || statement.typeOnly) continue
    const known = statement.bindings.find(
      ({ imported }) => imported === name || (name === "default" && imported === undefined),
    )
    if (known !== undefined && known.local !== "") return known.local
  }
  const local = name === "default" ? nameOfModule(module) : name
  const taken = isTaken(draft, local)
  const alias = taken
    ? freshName(draft, `${nameOfModule(module)}${local.charAt(0).toUpperCase()}${local.slice(1)}`)
    : local
  const wanted = draft.imports.get(module) ?? new Set()
  wanted.add(name === alias ? name : `${name} as ${alias}`)
  draft.imports.set(module, wanted)
  return alias
}

/** Where a name of the file was imported from. */
export function moduleOf(draft: Draft, name: string): string | undefined {
  return importsOf(draft).find(({ statement }) =>
    statement.bindings.some(({ imported, local }) => imported === name && local === name),
  )?.statement.specifier
}

/** A name that nothing in the file has: `name`, `name2`. */
export function freshName(draft: Draft, name: string): string {
  let fresh = name
  for (let count = 2; isTaken(draft, fresh); count++) fresh = `${name}${count}`
  return fresh
}

/** Puts what is wanted into the file's imports. */
export function writeImports(draft: EcmascriptDraft): void {
  for (const [module, names] of [...draft.imports].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const named = [...names].filter((name) => !name.startsWith("default as ")).toSorted()
    const whole = [...names].find((name) => name.startsWith("default as "))?.slice("default as ".length)
    const known = importsOf(draft).find(
      ({ chunk, statement }) =>
        statement.specifier === module && !statement.typeOnly && /\{[^}]*\}/.test(textOf(draft, chunk, statement)),
    )
    if (whole !== undefined) addStatement(draft, module, whole)
    if (known !== undefined) for (const name of named) addName(draft, known, spelled(draft, name))
    else if (named.length > 0)
      addStatement(draft, module, `{ ${named.map((name) => spelled(draft, name)).join(", ")} }`)
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

/** `a as b` is `a: b` where a module is taken apart by `require`. */
function spelled({ modules }: EcmascriptDraft, name: string): string {
  return modules === "require" ? name.replace(" as ", ": ") : name
}

/** In its place where the names are sorted, behind the last one otherwise. */
function addName(draft: Draft, { chunk, statement }: TopImport, name: string): void {
  const brace = statement.start + textOf(draft, chunk, statement).indexOf("{")
  const bindings = statement.bindings.filter(({ start }) => start > brace)
  const last = bindings.at(-1)
  if (last === undefined) {
    change(draft, chunk, { start: brace + 1, end: brace + 1 }, ` ${name} `)
    return
  }
  const names = bindings.map(({ imported = "" }) => imported)
  const isSorted = names.every((one, index) => index === 0 || order(names[index - 1] ?? "", one) <= 0)
  const next = isSorted ? bindings.find(({ imported = "" }) => order(imported, name) > 0) : undefined
  const at = chunk.offset + (next ?? last).start
  const isOnOwnLine = /[\r\n][ \t]*$/.test(draft.text.slice(0, at))
  const gap = isOnOwnLine ? `,${draft.newline}${indentAt(draft, at)}` : ", "
  if (next !== undefined) change(draft, chunk, { start: next.start, end: next.start }, `${name}${gap}`)
  else change(draft, chunk, { start: last.end, end: last.end }, `${gap}${name}`)
}

function order(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()]
  return left < right ? -1 : left > right ? 1 : 0
}

/** A statement of its own: behind the imports, or at the file's top, behind its directives. */
function addStatement(draft: EcmascriptDraft, module: string, names: string): void {
  const from = quoted(draft, module)
  const { newline, terminator, text } = draft
  const line =
    draft.modules === "import"
      ? `import ${names} from ${from}${terminator}`
      : `const ${names} = require(${from})${terminator}`
  const alone = importsOf(draft).filter(({ chunk }) => chunk.body.every(({ kind }) => kind === "import"))
  const last = alone.findLast(({ statement }) => !statement.typeOnly) ?? alone.at(-1)
  if (last !== undefined) {
    const end = lineEnd(text, last.chunk.offset + last.chunk.length)
    draft.edits.push({ start: end, end, newText: `${newline}${line}` })
    return
  }
  const isDirective = ({ body: [only] }: Chunk) =>
    only?.kind === "expression" && only.value.kind === "literal" && typeof only.value.value === "string"
  const directive = draft.module.chunks.findLast(isDirective)
  if (directive !== undefined) {
    const end = lineEnd(text, directive.offset + directive.length)
    draft.edits.push({ start: end, end, newText: `${newline}${newline}${line}` })
    return
  }
  const start = draft.module.chunks[0]?.offset ?? 0
  draft.edits.push({ start, end: start, newText: `${line}${newline}${newline}` })
}

/** `http-errors` is `httpErrors`, `node:crypto` is `crypto`. */
function nameOfModule(module: string): string {
  const last = module.split(/[/:]/).at(-1) ?? module
  return last.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, "")
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
