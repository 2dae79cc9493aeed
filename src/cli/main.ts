import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { buffer } from "node:stream/consumers"
import { fileURLToPath } from "node:url"
import type { Grammars } from "../gatelint.ts"
import * as engine from "../gatelint.ts"
import type { Host, Output } from "./host.ts"
import { run } from "./run.ts"

// `gatelint check | head` closes the pipe early: that is no error, and nobody is left to hear of it.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error
})

const host: Host = {
  engine,
  cwd: process.cwd(),
  env: process.env,
  platform: process.platform,
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  schemaPath: fileURLToPath(inDocs("config.schema.json") ?? new URL("../docs/config.schema.json", import.meta.url)),
  readStdin: async () => new Uint8Array(await buffer(process.stdin)),
  readGrammars: async () => ({
    core: await readFile(besides("web-tree-sitter.wasm", "web-tree-sitter/web-tree-sitter.wasm")),
    python: await readFile(besides("tree-sitter-python.wasm", "tree-sitter-python/tree-sitter-python.wasm")),
    ecmascript: () => load(besides("ecmascript-parser.cjs", "../src/languages/ecmascript/parser.ts")),
  }),
  readPage,
  serve: async () => {
    const { serveProcess } = await import("../server/node-host.ts")
    serveProcess()
  },
  peakMemory: () => process.resourceUsage().maxRSS * 1024,
}

// Not process.exit(): a pipe may still hold what was written.
process.exitCode = await run(host, process.argv.slice(2))

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => {
      stream.write(text)
    },
    isTTY: stream.isTTY === true,
    columns: stream.isTTY === true ? stream.columns : undefined,
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

async function readPage(rule: string): Promise<string | undefined> {
  const url = inDocs(`rules/${rule}.md`)
  return url === undefined ? undefined : readFile(url, "utf8")
}

/** The docs lie beside the bundle's folder, and above the source's. */
function inDocs(path: string): URL | undefined {
  const urls = ["../docs/", "../../docs/"].map((folder) => new URL(folder + path, import.meta.url))
  return urls.find((candidate) => existsSync(candidate))
}
