import { describe, expect, it } from "vitest"
import type { Project } from "../../src/model/project.ts"
import type { Finding, Report } from "../../src/model/report.ts"
import { configWith, createTestProject, finish } from "./check.ts"
import { type MarkedFile, parse, placed } from "./marked-files.ts"

/**
 * Cases of one framework. `«x»` is a finding's exact range, `‹x›` a site that it explains, `⟦x⟧` what it shows as its
 * evidence; all else must be quiet.
 */
export interface RuleCases {
  /** Put in front of every file of a case that is in the language. */
  readonly prelude: string
  /** What a case of one file is called; it says the language. `main.py` where it is left out. */
  readonly file?: string
  /** No rule says anything. */
  readonly quiet: readonly string[]
  /** This rule says nothing, though another one does. */
  readonly others?: readonly string[]
  readonly loud: readonly string[]
}

/**
 * Runs every case three times: all files at once, one file per round, and after an edit that inserts a line above.
 * Several files are one string with `── path` lines.
 */
export function ruleTest(rule: string, frameworks: Readonly<Record<string, RuleCases>>): void {
  for (const [framework, { prelude, file = "main.py", quiet, others = [], loud }] of Object.entries(frameworks)) {
    describe(`${rule} on ${framework}`, () => {
      it.each(loud.map(titled))("is loud: %s", async (_, code) => {
        const files = parse(code, prelude, file)
        expect(files.flatMap(({ findings }) => findings)).not.toEqual([])
        await runs(rule, files)
      })
      it.each(quiet.map(titled))("is quiet: %s", async (_, code) => {
        const { findings } = await runs(rule, parse(code, prelude, file))
        expect(findings.map((finding) => `${finding.rule} ${placed(finding.file, finding.range, 0)}`)).toEqual([])
      })
      if (others.length === 0) return
      it.each(others.map(titled))("leaves to others: %s", async (_, code) => {
        const { findings } = await runs(rule, parse(code, prelude, file))
        expect(findings).not.toEqual([])
      })
    })
  }
}

/** A case is called by its last line, which usually is the one in question. */
function titled(code: string): readonly [title: string, code: string] {
  const lines = code.split("\n").filter((line) => line.trim() !== "")
  return [(lines.find((line) => /[«]/.test(line)) ?? lines.at(-1) ?? "").trim(), code]
}

/** @returns what all rules say of the files, read at once */
async function runs(rule: string, files: readonly MarkedFile[]): Promise<Report> {
  const texts = Object.fromEntries(files.map(({ path, text }) => [path, text]))
  const marks = {
    findings: files.flatMap(({ findings }) => findings).sort(),
    sites: files.flatMap((file) => file.sites).sort(),
    evidence: files.flatMap((file) => file.evidence),
  }

  // A rule of the strict preset is on where it is asked about.
  const config = configWith(rule)
  const atOnce = await createTestProject(config)
  atOnce.list(Object.keys(texts))
  finish(atOnce, texts)
  compare(atOnce, rule, marks, 0)
  const report = atOnce.report()

  const oneByOne = await createTestProject(config)
  oneByOne.list(Object.keys(texts))
  for (let step = oneByOne.work(1); !step.done; step = oneByOne.work(1)) {
    const [path] = step.needs
    if (path !== undefined) oneByOne.put(path, new TextEncoder().encode(texts[path] ?? ""))
  }
  compare(oneByOne, rule, marks, 0)

  for (const [path, text] of Object.entries(texts))
    atOnce.put(path, new TextEncoder().encode(`${path.endsWith(".py") ? "#" : "//"} above\n${text}`))
  finish(atOnce, texts)
  compare(atOnce, rule, marks, 1)
  return report
}

function compare(
  project: Project,
  rule: string,
  marks: Pick<MarkedFile, "findings" | "sites" | "evidence">,
  below: number,
): void {
  const findings = project.report().findings.filter((finding) => finding.rule === rule)
  expect(findings.map((finding) => placed(finding.file, finding.range, below)).sort()).toEqual(marks.findings)
  expect([...new Set(findings.flatMap((finding) => sitesOf(finding, below)))].sort()).toEqual(marks.sites)
  const shown = findings.flatMap((finding) => evidenceOf(finding, below))
  for (const { placed: at, text } of marks.evidence)
    expect(shown.some((one) => one === at || one.includes(`\`${text}\``)) ? text : shown).toEqual(text)
}

/** The places of a finding's evidence, and the words in which it is shown. */
function evidenceOf({ related, evidence }: Finding, below: number): readonly string[] {
  const places = related.filter(({ role }) => role === "evidence")
  return [evidence, ...places.map(({ file, range }) => placed(file, range, below))]
}

function sitesOf({ related }: Finding, below: number): readonly string[] {
  return related.filter(({ role }) => role === "site").map(({ file, range }) => placed(file, range, below))
}
