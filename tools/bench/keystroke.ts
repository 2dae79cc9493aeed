import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import type { DocumentDiagnosticReport } from "vscode-languageserver"
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node"
import { Language, Parser } from "web-tree-sitter"
import type { EcmascriptParser } from "../../src/languages/ecmascript/parsed.ts"
import { longFile } from "./long-file.ts"
import { longTypescriptFile } from "./long-typescript-file.ts"

// Types a statement into a long file before the eyes of the language server: from each keystroke to the diagnostics,
// and a full parse of the same text, in turns. Arguments: the command line, an empty folder, the language. Stdout is JSON.
const [cli = "", folder = ".", language = "python"] = process.argv.slice(2)
const wasm = dirname(fileURLToPath(import.meta.url))

interface Subject {
  readonly file: string
  readonly text: string
  readonly typed: string
  /** The ends of lines behind which it is typed. */
  readonly behind: readonly string[]
  readonly parse: (text: string) => void
}

async function python(): Promise<Subject> {
  await Parser.init({ wasmBinary: readFileSync(join(wasm, "web-tree-sitter.wasm")).slice().buffer })
  const parser = new Parser()
  parser.setLanguage(await Language.load(readFileSync(join(wasm, "tree-sitter-python.wasm"))))
  return {
    file: "main.py",
    text: longFile(),
    typed: '\n    name = order.owner\n    if name == "":\n        raise HTTPException(404, "gone")',
    behind: [20, 45, 70].map((kind) => `kind=${kind})`),
    parse: (text) => parser.parse(text)?.delete(),
  }
}

/** Parsed by the very file that the language server loads. */
function typescript(): Subject {
  const { ecmascriptParser }: { ecmascriptParser: EcmascriptParser } = createRequire(import.meta.url)(
    join(dirname(cli), "ecmascript-parser.cjs"),
  )
  return {
    file: "main.ts",
    text: longTypescriptFile(),
    typed: '\n  const name = order.owner\n  if (name === "") return res.status(404).json({ error: "Gone." })',
    behind: [20, 45, 70].map((kind) => `kind: ${kind}, id`),
    parse: (text) => {
      ecmascriptParser.parse("main.ts", text)
    },
  }
}

const { file, text: written, typed, behind, parse } = language === "python" ? await python() : typescript()

const server = spawn(process.execPath, [cli, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] })
const connection = createProtocolConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
)
connection.onRequest("client/registerCapability", () => null)
connection.listen()
await connection.sendRequest("initialize", {
  processId: process.pid,
  rootUri: null,
  capabilities: { textDocument: { diagnostic: {} } },
  workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "bench" }],
})
connection.sendNotification("initialized", {})

const uri = pathToFileURL(join(folder, file)).href
let text = written
let version = 1
connection.sendNotification("textDocument/didOpen", {
  textDocument: { uri, languageId: language, version, text },
})
const found = await diagnostics()

const keystrokes: number[] = []
const parses: number[] = []
for (const place of behind) {
  let at = text.indexOf(place)
  at = text.indexOf("\n", at)
  for (const character of typed) {
    const line = text.slice(0, at).split("\n")
    const position = { line: line.length - 1, character: line.at(-1)?.length ?? 0 }
    text = text.slice(0, at) + character + text.slice(at)
    at++
    const start = performance.now()
    connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: ++version },
      contentChanges: [{ range: { start: position, end: position }, text: character }],
    })
    await diagnostics()
    keystrokes.push(performance.now() - start)
    const parsing = performance.now()
    parse(text)
    parses.push(performance.now() - parsing)
  }
}
await connection.sendRequest("shutdown")
connection.sendNotification("exit")
process.stdout.write(`${JSON.stringify({ lines: text.split("\n").length, found, keystrokes, parses })}\n`)

/** How many there are, once they are there. */
async function diagnostics(): Promise<number> {
  const report: DocumentDiagnosticReport = await connection.sendRequest("textDocument/diagnostic", {
    textDocument: { uri },
  })
  return report.kind === "full" ? report.items.length : 0
}
