import { describe, expect, it } from "vitest"
import { applied } from "../../src/fixing/file-edits.ts"
import { hiding, judge } from "../../src/fixing/judge.ts"
import { ruleCatalogue } from "../../src/gatelint.ts"
import type { Finding, Fix, Report } from "../../src/model/report.ts"
import { check } from "./check.ts"

export interface FixCase {
  /** Several files are one string with `── path` lines; the prelude goes in front of each. */
  readonly code: string
  /** Every changed file as it is then; without the prelude where that did not change. */
  readonly after: string
  /** The fix's title; its first one unless it is said. */
  readonly title?: string
}

/** Takes a fix of the rule's first finding: the text is as said, the finding is gone, and nothing new has come. */
export function fixTest(
  rule: string,
  { prelude, cases, file = "main.py" }: { prelude: string; cases: readonly FixCase[]; file?: string },
): void {
  describe(`fixes of ${rule}`, () => {
    it.each(cases.map((one) => [titleOf(one), one] as const))("%s", async (_, { code, after, title }) => {
      const files = parse(code, prelude, file)
      const before = await check(files)
      const finding = before.findings.find((one) => one.rule === rule && one.severity !== "hint")
      expect(finding, "nothing is found").toBeDefined()
      if (finding === undefined) return
      const fix = fixOf(finding, title)
      const changed = changedBy(fix, files)
      expect(withoutPrelude(changed, prelude)).toEqual(parse(after, "", file))
      await holds(before, finding, fix, files)
    })
  })
}

/** Whether a fix cures and brings nothing new. */
export async function holds(
  before: Report,
  finding: Finding,
  fix: Fix,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const now = { ...files, ...changedBy(fix, files) }
  const after = await check(now)
  const verdict = judge(
    before,
    after,
    [{ finding, fix }],
    (file) => files[file] ?? "",
    (file) => now[file] ?? "",
    hiding(ruleCatalogue),
  )
  expect(
    verdict.uncured.map((one) => one.fix.title),
    "the finding is still there",
  ).toEqual([])
  expect(
    verdict.added.map(({ rule, message }) => `${rule}: ${message}`),
    "something new has come",
  ).toEqual([])
}

function fixOf({ fixes }: Finding, title: string | undefined): Fix {
  const fix = title === undefined ? fixes[0] : fixes.find((one) => one.title === title)
  if (fix === undefined) throw new Error(`no such fix among: ${fixes.map((one) => one.title).join(", ")}`)
  return fix
}

function changedBy({ edits }: Fix, files: Readonly<Record<string, string>>): Record<string, string> {
  const paths = [...new Set(edits.map(({ file }) => file))]
  return Object.fromEntries(
    paths.map((path) => [
      path,
      applied(
        files[path] ?? "",
        edits.filter(({ file }) => file === path),
      ),
    ]),
  )
}

function titleOf({ after, title }: FixCase): string {
  const lines = after.split("\n").filter((line) => line.trim() !== "")
  return title ?? (lines.at(-1) ?? "").trim()
}

/** A file whose prelude is as it was is compared without it. */
function withoutPrelude(files: Readonly<Record<string, string>>, prelude: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.startsWith(prelude) ? text.slice(prelude.length) : text]),
  )
}

function parse(code: string, prelude: string, file: string): Record<string, string> {
  const parts = code.split(/^── (.+)\n/m)
  if (parts.length === 1) return { [file]: prelude + code }
  const files: Record<string, string> = {}
  for (let index = 1; index < parts.length; index += 2) {
    const path = parts[index] ?? ""
    files[path] = (path.endsWith(file.slice(file.lastIndexOf("."))) ? prelude : "") + (parts[index + 1] ?? "")
  }
  return files
}
