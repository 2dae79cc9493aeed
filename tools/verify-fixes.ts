import { readdirSync, readFileSync, statSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import { ecmascriptParser } from "../src/languages/ecmascript/parser.ts"
import { root } from "./root.ts"
import { verifyFolder } from "./verify-folder.ts"

// Usage: npm run verify-fixes -- PATH… [--at-most N] [--strict]. Every fix offered on a folder (or, of a folder of
// repositories, on each of them), or at most N of each rule, applied alone in memory: the files parse, the finding is
// gone, nothing new has come.
const words = process.argv.slice(2)
const limit = words.includes("--at-most") ? Number(words[words.indexOf("--at-most") + 1]) : Number.POSITIVE_INFINITY
const strict = words.includes("--strict")
const paths = words.filter((word, index) => !word.startsWith("-") && words[index - 1] !== "--at-most")
const grammars = {
  core: readFileSync(join(root, "dist/web-tree-sitter.wasm")),
  python: readFileSync(join(root, "dist/tree-sitter-python.wasm")),
  ecmascript: () => ecmascriptParser,
}
const total = new Map<string, { fixes: number; failed: number; without: number }>()

for (const path of paths)
  for (const folder of repositoriesOf(resolve(process.env["INIT_CWD"] ?? ".", path))) await run(folder)
for (const [rule, { fixes, failed, without }] of [...total].toSorted())
  process.stdout.write(`${rule}: ${fixes} fixes, ${failed} failed; ${without} findings without a fix\n`)
process.exitCode = [...total.values()].some(({ failed }) => failed > 0) ? 1 : 0

function repositoriesOf(folder: string): readonly string[] {
  const inner = readdirSync(folder).map((name) => join(folder, name))
  const isCorpus = basename(folder).startsWith("corpus") && inner.every((one) => statSync(one).isDirectory())
  return isCorpus ? inner : [folder]
}

async function run(folder: string): Promise<void> {
  const started = performance.now()
  const verified = await verifyFolder(folder, { grammars, limit, strict })
  for (const { rule, fixes, without, faults } of verified) {
    const sum = total.get(rule) ?? { fixes: 0, failed: 0, without: 0 }
    total.set(rule, { fixes: sum.fixes + fixes, failed: sum.failed + faults.length, without: sum.without + without })
    for (const fault of faults) process.stdout.write(`${basename(folder)} ${rule} ${fault}\n`)
  }
  const count = verified.reduce((sum, { fixes }) => sum + fixes, 0)
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  process.stderr.write(`${basename(folder)}: ${count} fixes tried in ${seconds} s\n`)
}
