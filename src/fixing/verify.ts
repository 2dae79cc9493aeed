import type { Finding, Fix, Report } from "../model/report.ts"
import { applied } from "./file-edits.ts"
import type { Workbench } from "./fix-all.ts"
import { judge } from "./judge.ts"

/**
 * Applies one fix alone, in memory, says what is wrong with it, and takes it back.
 * @param before the report that offers it
 * @returns one line per fault; none for a fix that cures
 */
export function verify(bench: Workbench, before: Report, finding: Finding, fix: Fix): readonly string[] {
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
  const faults = files.flatMap((file) => textFaults(old.get(file) ?? "", now.get(file) ?? ""))
  const brokenBefore = new Map(files.map((file) => [file, bench.broken(file)]))
  bench.change(now)
  const after = bench.report()
  const isBroken = files.some((file) => bench.broken(file) > (brokenBefore.get(file) ?? 0))
  const textBefore = (file: string) => old.get(file) ?? bench.text(file)
  const { uncured, added } = judge(
    before,
    after,
    [{ finding, fix }],
    textBefore,
    (file) => bench.text(file),
    bench.hides,
  )
  bench.change(old)
  return [
    ...faults,
    ...(isBroken ? ["does not parse"] : []),
    ...(uncured.length > 0 ? ["the finding is still there"] : []),
    ...added.map(({ rule, file, range }) => `brings ${rule} at ${file}:${range.start.line}`),
  ]
}

function textFaults(before: string, after: string): readonly string[] {
  const isUniform = (text: string) => !/\r\n/.test(text) || !/(^|[^\r])\n/.test(text)
  return [
    ...(before === after ? ["changes nothing"] : []),
    ...(isUniform(before) && !isUniform(after) ? ["mixes line endings"] : []),
  ]
}
