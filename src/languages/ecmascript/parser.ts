import type { TSESTree } from "@typescript-eslint/typescript-estree"
import { astConverter } from "@typescript-eslint/typescript-estree/use-at-your-own-risk"
import ts from "typescript"
import type { EcmascriptParser, ParsedFile } from "./parsed.ts"

/**
 * The parser proper: TypeScript's, converted to ESTree by typescript-eslint. It is a megabyte, so it is bundled on its
 * own and loaded where a project has a file for it.
 */
export const ecmascriptParser: EcmascriptParser = { parse }

// What typescript-estree itself passes to its converter; code that is being typed is no reason to throw.
const settings = {
  allowInvalidAST: true,
  comment: true,
  comments: [],
  errorOnUnknownASTType: false,
  loc: true,
  range: true,
  suppressDeprecatedPropertyWarnings: true,
  tokens: null,
} as unknown as Parameters<typeof astConverter>[1]

function parse(path: string, text: string): ParsedFile {
  const file: ts.SourceFile & { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] } = ts.createSourceFile(
    path,
    text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    true,
    scriptKind(path),
  )
  const errors = (file.parseDiagnostics ?? []).map(({ start }) => start)
  // The converter throws for the first of them; the tree that TypeScript mended is what is wanted.
  file.parseDiagnostics = []
  return { program: convertMended(file), errors }
}

/** The converter fails over some code that is half-typed, such as `new Map<`; then what stands around it counts. */
function convertMended(file: ts.SourceFile): TSESTree.Program {
  const { statements } = file
  const program = convert(file)
  if (program !== undefined) return program
  const only = (some: readonly ts.Statement[]) =>
    convert(Object.assign(file, { statements: ts.factory.createNodeArray(some) }))
  return only(statements.filter((statement) => only([statement]) !== undefined)) ?? fail(file)
}

/** @returns `undefined` where the converter fails */
function convert(file: ts.SourceFile): TSESTree.Program | undefined {
  try {
    return astConverter(file, settings, false).estree as TSESTree.Program
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function fail({ fileName }: ts.SourceFile): never {
  throw new RangeError(`${fileName} can't be converted.`)
}

/** JavaScript may hold JSX in any of its files, TypeScript only in `.tsx`, where `<T>x` is no cast. */
function scriptKind(path: string): ts.ScriptKind {
  if (/\.[cm]?js$/i.test(path)) return ts.ScriptKind.JS
  if (/\.jsx$/i.test(path)) return ts.ScriptKind.JSX
  return /\.tsx$/i.test(path) ? ts.ScriptKind.TSX : ts.ScriptKind.TS
}
