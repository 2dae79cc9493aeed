import { writeFileSync } from "node:fs"
import { Parser } from "web-tree-sitter"
import { textKey } from "./text-key.ts"

// Counts the texts that are parsed, by their key, and leaves the counts in the file that the environment names.
const counts = new Map<string, number>()
const { parse } = Parser.prototype

Parser.prototype.parse = function (...given) {
  const [text] = given
  if (typeof text === "string") {
    const key = textKey(text)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return parse.apply(this, given)
}

process.on("exit", () => {
  const path = process.env["GATELINT_BENCH_PARSED"]
  if (path !== undefined) writeFileSync(path, JSON.stringify([...counts]))
})
