import type { Finding, Fix, Report } from "../model/report.ts"
import { applied } from "./file-edits.ts"
import type { Workbench } from "./fix-all.ts"
import { judge } from "./judge.ts"

/**
 * Applies one fix alone, in memory, says what is wrong with it, and takes it back.
 * @param before the report that offers it
 * @param broken how many statements of a text do not parse
 * @returns one line per fault; none for a fix that cures
 */
export function verify(
  bench: Workbench,
  before: Report,
  finding: Finding,
  fix: Fix,
  broken: (file: string, text: string) => number,
): readonly string[] {
  const files = [...new Set(fix.edits.map(({ file }) => file))]
  const old = new Map(files.map((file) => [file, bench.text(file)]))
  const now = new Map(
    files.map((file) => [
      file,
      applied(
        old.get(file) ?? "",
        fix.edits.filter((edit) => edit.file === file),
      ),
    ]),
  )
  const faults = files.flatMap((file) => textFaults(file, old.get(file) ?? "", now.get(file) ?? "", broken))
  bench.change(now)
  const after = bench.report()
  const textBefore = (file: string) => old.get(file) ?? bench.text(file)
  const { uncured, added } = judge(before, after, [{ finding, fix }], textBefore, (file) => bench.text(file))
  bench.change(old)
  return [
    ...faults,
    ...(uncured.length > 0 ? ["the finding is still there"] : []),
    ...added.map(({ rule, file, range }) => `brings ${rule} at ${file}:${range.start.line}`),
  ]
}

function textFaults(
  file: string,
  before: string,
  after: string,
  broken: (file: string, text: string) => number,
): readonly string[] {
  const faults: string[] = []
  if (before === after) faults.push("changes nothing")
  if (broken(file, after) > broken(file, before)) faults.push("does not parse")
  const isUniform = (text: string) => !/\r\n/.test(text) || !/(^|[^\r])\n/.test(text)
  if (isUniform(before) && !isUniform(after)) faults.push("mixes line endings")
  return faults
}
