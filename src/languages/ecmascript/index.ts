import type { Chunk, Language, Module } from "../../ir/module.ts"
import type { FrontEnd } from "../../model/front-end.ts"
import { type Origin, readChunks, readComments } from "./chunks.ts"
import { resolveModule } from "./modules.ts"
import { outlineEcmascript } from "./outline.ts"
import type { EcmascriptParser, ParsedFile } from "./parsed.ts"
import { type LastReading, reread } from "./reread.ts"
import { writeEcmascript } from "./writer/index.ts"

export type { EcmascriptParser } from "./parsed.ts"

const ECMASCRIPT: Language = {
  name: "ecmascript",
  constructorName: "constructor",
  callName: undefined,
  superName: "super",
  emptyIsFalse: false,
  missingItemFails: false,
  errorsAreData: true,
  globalModule: "globalThis",
  mainExport: "default",
  broadErrors: ["Error"],
  loaders: ["readdirSync", "readdir", "globSync", "glob", "autoload"],
}

/**
 * JavaScript and TypeScript.
 * @param load gives the parser: it is large, and many projects have no file for it
 */
export function createEcmascript(load: () => EcmascriptParser): FrontEnd {
  let parser: EcmascriptParser | undefined
  const origins = new WeakMap<Chunk, Origin>()
  const texts = new WeakMap<Module, string>()

  function read(path: string, text: string, previous: Module | undefined): Module {
    parser ??= load()
    const loaded = parser
    const tree = (part: string) => parse(loaded, path, part)
    const last = previous && lastReading(previous)
    const module = (last && reread(tree, text, last, origins)) ?? readWhole(path, text, tree(text), previous)
    texts.set(module, text)
    return module
  }

  function lastReading(module: Module): LastReading | undefined {
    const text = texts.get(module)
    return text === undefined ? undefined : { module, text }
  }

  function readWhole(path: string, text: string, parsed: ParsedFile, previous: Module | undefined): Module {
    const chunks = readChunks(parsed, text, knownChunks(previous, origins), origins)
    return { path, language: ECMASCRIPT, chunks, comments: readComments(parsed.program) }
  }

  return {
    language: ECMASCRIPT,
    extensions: ecmascriptExtensions,
    lineComment: "//",
    outline: outlineEcmascript,
    read,
    resolve: resolveModule,
    write: writeEcmascript,
    submodule: () => undefined,
  }
}

export const ecmascriptExtensions: readonly string[] = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"]

function parse(parser: EcmascriptParser, path: string, text: string): ParsedFile {
  try {
    return parser.parse(path, text)
  } catch (error) {
    throw new RangeError(`${path} nests deeper than the parser's stack.`, { cause: error })
  }
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
