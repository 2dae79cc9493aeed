import type { Report } from "../model/report.ts"
import type { Session } from "./session.ts"

/**
 * What a run took, for `--stats`.
 * @param peak the most memory held, in bytes
 */
export function statsOf({ work, listed, stopwatch }: Session, { files }: Report, peak: number): string {
  const { find, read, think, report } = stopwatch.spent()
  const total = find + read + think + report
  const questions = work.questions === undefined ? "not counted" : String(work.questions)
  const rows = [
    ["time", `${ms(total)}: find ${ms(find)}, read ${ms(read)}, think ${ms(think)}, report ${ms(report)}`],
    ["files", `${listed} listed, ${work.reads} read (${megabytes(work.bytes)}), ${files.analysed} analysed`],
    ["questions", `${questions}, in ${work.rounds} ${work.rounds === 1 ? "round" : "rounds"} of reading`],
    ["memory", `${megabytes(peak)} at most`],
  ] as const
  return rows.map(([name, text]) => `${name.padEnd(9)}  ${text}\n`).join("")
}

function ms(time: number): string {
  return time < 1000 ? `${Math.round(time)} ms` : `${(time / 1000).toFixed(2)} s`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
