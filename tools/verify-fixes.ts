import { readdirSync, readFileSync, statSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import { resolveConfig } from "../src/config/resolve.ts"
import { findFiles } from "../src/disk/files.ts"
import { readSource } from "../src/disk/read.ts"
import type { Workbench } from "../src/fixing/fix-all.ts"
import { verify } from "../src/fixing/verify.ts"
import { createProject, isManifest, ruleCatalogue, sourceExtensions } from "../src/gatelint.ts"
import { createPython } from "../src/languages/python/index.ts"
import { root } from "./root.ts"

// Usage: npm run verify-fixes -- PATH… [--at-most N]. Every fix offered on a folder (or, of a folder of repositories, on
// each of them), applied alone in memory: the files parse, the finding is gone, nothing new has come.
const words = process.argv.slice(2)
const limit = words.includes("--at-most") ? Number(words[words.indexOf("--at-most") + 1]) : Number.POSITIVE_INFINITY
const paths = words.filter((word, index) => !word.startsWith("-") && words[index - 1] !== "--at-most")
const grammars = {
  core: readFileSync(join(root, "dist/web-tree-sitter.wasm")),
  python: readFileSync(join(root, "dist/tree-sitter-python.wasm")),
}
const python = await createPython(grammars)
const tried = new Map<string, { fixes: number; failed: number; without: number }>()

for (const path of paths)
  for (const folder of repositoriesOf(resolve(process.env["INIT_CWD"] ?? ".", path))) await run(folder)
for (const [rule, { fixes, failed, without }] of [...tried].toSorted())
  process.stdout.write(`${rule}: ${fixes} fixes, ${failed} failed; ${without} findings without a fix\n`)
process.exitCode = [...tried.values()].some(({ failed }) => failed > 0) ? 1 : 0

function repositoriesOf(folder: string): readonly string[] {
  const inner = readdirSync(folder).map((name) => join(folder, name))
  const isCorpus = basename(folder).startsWith("corpus") && inner.every((one) => statSync(one).isDirectory())
  return isCorpus ? inner : [folder]
}

async function run(folder: string): Promise<void> {
  const wants = (path: string) => sourceExtensions.some((extension) => path.endsWith(extension)) || isManifest(path)
  const { files } = findFiles({ root: folder, wants, honoursIgnore: true })
  const config = resolveConfig(undefined, ruleCatalogue)
  const project = await createProject({ config, root: folder, grammars, examples: false })
  const encoder = new TextEncoder()
  const settle = () => {
    for (let step = project.work(5000); !step.done; step = project.work(5000)) {
      for (const path of step.needs) project.put(path, readSource(join(folder, path), { anySize: isManifest(path) }))
    }
  }
  project.list(files)
  const bench: Workbench = {
    report() {
      settle()
      return project.report()
    },
    text: (file) => project.source(file) ?? "",
    change(texts) {
      for (const [file, text] of texts) project.put(file, encoder.encode(text))
    },
  }
  const before = bench.report()
  let count = 0
  const started = performance.now()
  for (const finding of before.findings) {
    const total = tried.get(finding.rule) ?? { fixes: 0, failed: 0, without: 0 }
    tried.set(finding.rule, total)
    if (finding.fixes.length === 0) total.without++
    for (const fix of finding.fixes) {
      if (count++ >= limit) continue
      const faults = verify(bench, before, finding, fix, broken)
      total.fixes++
      if (faults.length === 0) continue
      total.failed++
      const at = `${basename(folder)} ${finding.file}:${finding.range.start.line}`
      process.stdout.write(`${at} ${finding.rule} “${fix.title}”: ${faults.join(", ")}\n`)
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  process.stderr.write(`${basename(folder)}: ${Math.min(count, limit)} of ${count} fixes tried in ${seconds} s\n`)
}

/** Statements that do not parse. */
function broken(file: string, text: string): number {
  if (!file.endsWith(".py")) return 0
  return python.read(file, text, undefined).chunks.filter((chunk) => chunk.broken).length
}
