import type { Chunk, Language, Module } from "../../ir/module.ts"
import type { FrontEnd } from "../../model/front-end.ts"
import { type Origin, readChunks, readComments } from "./chunks.ts"
import { resolveModule } from "./modules.ts"
import { outlineEcmascript } from "./outline.ts"
import type { EcmascriptParser, ParsedFile } from "./parsed.ts"
import { writeEcmascript } from "./writer/index.ts"

export type { EcmascriptParser } from "./parsed.ts"

const ECMASCRIPT: Language = {
  name: "ecmascript",
  constructorName: "constructor",
  callName: undefined,
  superName: "super",
  emptyIsFalse: false,
  globalModule: "globalThis",
  mainExport: "default",
  broadErrors: ["Error"],
}

/**
 * JavaScript and TypeScript.
 * @param load gives the parser: it is large, and many projects have no file for it
 */
export function createEcmascript(load: () => EcmascriptParser): FrontEnd {
  let parser: EcmascriptParser | undefined
  const origins = new WeakMap<Chunk, Origin>()

  function read(path: string, text: string, previous: Module | undefined): Module {
    parser ??= load()
    const parsed = parse(parser, path, text)
    const chunks = readChunks(parsed, text, knownChunks(previous, origins), origins)
    return { path, language: ECMASCRIPT, chunks, comments: readComments(parsed) }
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
