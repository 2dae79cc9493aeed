import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { setImmediate } from "node:timers/promises"
import { createConnection, ProposedFeatures } from "vscode-languageserver/node"
import * as engine from "../gatelint.ts"
import { createDiskFiles } from "./disk-files.ts"
import type { Host } from "./host.ts"
import { serve } from "./server.ts"

/** Serves the client at the other end of the transport that the process's arguments name: `--stdio`, `--node-ipc`. */
export function serveProcess(): void {
  serve(createConnection(ProposedFeatures.all), () => createNodeHost())
}

/** A host that reads this machine's disk. */
export function createNodeHost(): Host {
  const pause = () => setImmediate()
  return {
    engine,
    files: createDiskFiles(pause),
    pause,
    readGrammars: async () => ({
      core: await readFile(besides("web-tree-sitter.wasm", "web-tree-sitter/web-tree-sitter.wasm")),
      python: await readFile(besides("tree-sitter-python.wasm", "tree-sitter-python/tree-sitter-python.wasm")),
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
