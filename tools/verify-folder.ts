import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parseSettings } from "../src/config/parse.ts"
import { resolveConfig } from "../src/config/resolve.ts"
import { findFiles } from "../src/disk/files.ts"
import { readSource } from "../src/disk/read.ts"
import type { Workbench } from "../src/fixing/fix-all.ts"
import { hiding } from "../src/fixing/judge.ts"
import { verify } from "../src/fixing/verify.ts"
import { createProject, isManifest, type ProjectOptions, ruleCatalogue, sourceExtensions } from "../src/gatelint.ts"

export interface Verified {
  readonly rule: string
  /** Fixes that were tried. */
  readonly fixes: number
  /** Findings that offer none. */
  readonly without: number
  /** `app/main.py:3 “title”: what is wrong`, one per fix that failed. */
  readonly faults: readonly string[]
}

/** Tries every fix offered on a folder, each alone and in memory, and counts by rule. */
export async function verifyFolder(folder: string, options: VerifyOptions): Promise<readonly Verified[]> {
  const bench = await benchOf(folder, options)
  const before = bench.report()
  const rules = [...new Set(before.findings.map(({ rule }) => rule))].toSorted()
  return rules.map((rule) => {
    const findings = before.findings.filter((one) => one.rule === rule)
    const offered = findings.flatMap((finding) => finding.fixes.map((fix) => ({ finding, fix })))
    const tried = spread(offered, options.limit ?? offered.length)
    const faults = tried.flatMap(({ finding, fix }) => {
      const found = verify(bench, before, finding, fix)
      const at = `${finding.file}:${finding.range.start.line}`
      return found.length === 0 ? [] : [`${at} “${fix.title}”: ${found.join(", ")}`]
    })
    return { rule, fixes: tried.length, without: findings.filter(({ fixes }) => fixes.length === 0).length, faults }
  })
}

/** At most so many of a list, from its beginning to its end: neighbours resemble each other. */
function spread<T>(all: readonly T[], limit: number): readonly T[] {
  const step = Math.max(1, all.length / limit)
  return all.filter((_one, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
}

interface VerifyOptions {
  readonly grammars: ProjectOptions["grammars"]
  /** At most so many fixes of a rule. */
  readonly limit?: number
  /** With the rules of the strict preset, whatever the folder's settings say. */
  readonly strict?: boolean
}

async function benchOf(folder: string, { grammars, strict }: VerifyOptions): Promise<Workbench> {
  const wants = (path: string) => sourceExtensions.some((extension) => path.endsWith(extension)) || isManifest(path)
  const { files } = findFiles({ root: folder, wants, honoursIgnore: true })
  const manifest = files.includes("pyproject.toml") ? readFileSync(join(folder, "pyproject.toml"), "utf8") : ""
  const settings = parseSettings("pyproject.toml", manifest, ruleCatalogue, [])
  const config = resolveConfig(strict === true ? { preset: "strict" } : settings, ruleCatalogue)
  const isExample = /(^|[\\/])examples[\\/]/.test(folder)
  const project = await createProject({ config, root: folder, grammars, examples: isExample })
  const encoder = new TextEncoder()
  project.list(files)
  return {
    report() {
      for (let step = project.work(5000); !step.done; step = project.work(5000)) {
        for (const path of step.needs) project.put(path, readSource(join(folder, path), { anySize: isManifest(path) }))
      }
      return project.report()
    },
    text: (file) => project.source(file) ?? "",
    broken: (file) => project.broken(file),
    change(texts) {
      for (const [file, text] of texts) project.put(file, encoder.encode(text))
    },
    hides: hiding(ruleCatalogue),
  }
}
