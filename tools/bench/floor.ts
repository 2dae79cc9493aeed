import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { findFiles } from "../../src/disk/files.ts"
import { outlineOf } from "../../src/engine/outline.ts"
import { createPython } from "../../src/languages/python/index.ts"
import { textKey } from "./text-key.ts"

// The least that any run could do: look at every file once, parse and lower once what the real run parsed.
// Arguments: the folder, and the spy's counts. The last line of stdout is the totals as JSON.
const [folder = ".", parsedFile = ""] = process.argv.slice(2)
const parsed = new Map<string, number>(JSON.parse(readFileSync(parsedFile, "utf8")))
const wasm = dirname(fileURLToPath(import.meta.url))

const start = performance.now()
const python = await createPython({
  core: readFileSync(join(wasm, "web-tree-sitter.wasm")),
  python: readFileSync(join(wasm, "tree-sitter-python.wasm")),
})
const totals = { files: 0, bytes: 0, parsedFiles: 0, parsedBytes: 0, parses: 0, keys: 0, ms: 0 }
const { files } = findFiles({ root: folder, wants: (path) => path.endsWith(".py"), honoursIgnore: true })
for (const path of files) {
  const bytes = readFileSync(join(folder, path))
  const options = { examples: true, serverPackages: ["fastapi", "starlette"], words: [/\b40[13]\b/] }
  const { text } = outlineOf(path, bytes, [python], options)
  totals.files++
  totals.bytes += bytes.length
  if (text === undefined) continue
  const hashing = performance.now()
  const key = textKey(text)
  const parses = parsed.get(key)
  totals.keys += performance.now() - hashing
  if (parses === undefined) continue
  python.read(path, text, undefined)
  // Files with the same text share one count.
  totals.parses += parses
  parsed.set(key, 0)
  totals.parsedFiles++
  totals.parsedBytes += bytes.length
}
totals.ms = performance.now() - start - totals.keys
process.stdout.write(`${JSON.stringify(totals)}\n`)
