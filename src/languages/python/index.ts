import { Language as Grammar, Parser } from "web-tree-sitter"
import type { Chunk, Comment, Language, Module } from "../../ir/module.ts"
import type { FrontEnd } from "../../model/front-end.ts"
import { type Origin, readChunks } from "./chunks.ts"
import { resolveModule, submoduleOf } from "./modules.ts"
import { outlinePython } from "./outline.ts"
import { revised } from "./revision.ts"
import { readGrammar } from "./syntax.ts"
import { Trees } from "./trees.ts"
import { writePython } from "./writer/index.ts"

const PYTHON: Language = {
  name: "python",
  constructorName: "__init__",
  callName: "__call__",
  superName: "super",
  emptyIsFalse: true,
  missingItemFails: true,
  errorsAreData: false,
  globalModule: "builtins",
  mainExport: undefined,
  broadErrors: ["Exception", "BaseException"],
  loaders: [
    "import_module",
    "__import__",
    "iter_modules",
    "walk_packages",
    "spec_from_file_location",
    "autodiscover_tasks",
  ],
}

/**
 * The Python front-end. It needs no file system: the host hands the parser in.
 * @param wasm the bytes of `web-tree-sitter.wasm` (core) and `tree-sitter-python.wasm` (python)
 */
export async function createPython(wasm: { core: Uint8Array; python: Uint8Array }): Promise<FrontEnd> {
  const language = await loadGrammar(wasm)
  const grammar = readGrammar(language)
  const origins = new WeakMap<Chunk, Origin>()
  const trees = new Trees()
  let parser = createParser(language)

  function read(path: string, text: string, previous: Module | undefined): Module {
    const chunks: Chunk[] = []
    const comments: Comment[] = []
    try {
      // What is read again is being edited.
      const kept = previous === undefined ? undefined : trees.parse(parser, path, text)
      readChunks({ parser, grammar, text, kept, known: knownChunks(previous, origins), origins, chunks, comments })
    } catch (error) {
      trees.drop(path)
      // A parser that ran out of memory or stack is not used again.
      parser = createParser(language)
      throw new RangeError(`${path} nests deeper than the parser's stack.`, { cause: error })
    }
    return {
      path,
      language: PYTHON,
      chunks: revised(previous, chunks, origins),
      comments: comments.map(withoutReturn),
    }
  }

  return {
    language: PYTHON,
    extensions: [".py"],
    lineComment: "#",
    outline: outlinePython,
    read,
    write: writePython,
    resolve: resolveModule,
    submodule: submoduleOf,
  }
}

/** The grammar takes the `\r` of a `\r\n` into the comment before it. */
function withoutReturn(comment: Comment): Comment {
  const { start, end, text } = comment
  return text.endsWith("\r") ? { start, end: end - 1, text: text.slice(0, -1) } : comment
}

function createParser(language: Grammar): Parser {
  return new Parser().setLanguage(language)
}

/** The chunks of the last reading by their text; equal ones in order. */
function knownChunks(previous: Module | undefined, origins: WeakMap<Chunk, Origin>): Map<string, Chunk[]> {
  const known = new Map<string, Chunk[]>()
  for (const chunk of previous?.chunks ?? []) {
    const text = origins.get(chunk)?.text
    if (text === undefined) continue
    const same = known.get(text)
    if (same === undefined) known.set(text, [chunk])
    else same.push(chunk)
  }
  return known
}

let loading: Promise<Grammar> | undefined

/**
 * The grammar, loaded once: a second load while the first goes on would put another parser in the place of the one that
 * the first grammar lives in.
 */
async function loadGrammar(wasm: { core: Uint8Array; python: Uint8Array }): Promise<Grammar> {
  // The bytes go to Emscripten as its option wasmBinary; its declaration asks for more than a plain view has.
  // It wants to know where its bytes would be, although it has them; left to itself it asks its module's own address.
  const options = { wasmBinary: wasm.core.slice().buffer, locateFile: (name: string) => name }
  loading ??= Parser.init(options).then(() => Grammar.load(wasm.python))
  try {
    return await loading
  } catch (error) {
    loading = undefined
    throw error
  }
}
