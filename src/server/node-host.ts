import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { setImmediate } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { type Connection, createConnection, ProposedFeatures } from "vscode-languageserver/node"
import type { Grammars } from "../gatelint.ts"
import * as engine from "../gatelint.ts"
import { createClientFiles } from "./client-files.ts"
import { createDiskFiles } from "./disk-files.ts"
import { chooseFiles } from "./files.ts"
import type { Host } from "./host.ts"
import { serve } from "./server.ts"

/** Serves the client at the other end of the transport that the process's arguments name: `--stdio`, `--node-ipc`. */
export function serveProcess(): void {
  const connection = createConnection(ProposedFeatures.all)
  serve(connection, () => createNodeHost(connection))
}

/** A host that reads this machine's disk, and through its client what lies in other file systems. */
function createNodeHost(connection: Connection): Host {
  const pause = () => setImmediate()
  return {
    engine,
    files: chooseFiles(createDiskFiles(pause), createClientFiles(connection)),
    pause,
    readGrammars: async () => ({
      core: await readFile(besides("web-tree-sitter.wasm", "web-tree-sitter/web-tree-sitter.wasm")),
      python: await readFile(besides("tree-sitter-python.wasm", "tree-sitter-python/tree-sitter-python.wasm")),
      ecmascript: () => load(besides("ecmascript-parser.cjs", "../src/languages/ecmascript/parser.ts")),
    }),
    pages: ["../docs/rules/", "../../docs/rules/"]
      .map((folder) => new URL(folder, import.meta.url))
      .find((folder) => existsSync(folder))?.href,
  }
}

/** The bundler lays the wasm files beside the bundle; run from its source, the program takes the packages' own. */
function besides(name: string, inPackages: string): URL {
  const url = new URL(name, import.meta.url)
  return existsSync(url) ? url : new URL(`../../node_modules/${inPackages}`, import.meta.url)
}

/** At once, since the engine waits for nothing: a file has to be parsed. */
function load(url: URL): ReturnType<Grammars["ecmascript"]> {
  const { ecmascriptParser } = createRequire(import.meta.url)(fileURLToPath(url))
  return ecmascriptParser
}
