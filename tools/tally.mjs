// Prints what the last test run counted, in one line, and fails unless tests ran and all of them passed.
// Plain JavaScript: it has to speak even where nothing could be installed.
import { readFileSync } from "node:fs"

const reports = ["coverage/tests.json", "coverage/tests.vscode.json"].map(readReport)
const sum = (count) => reports.reduce((total, report) => total + report[count], 0)
process.stdout.write(`${sum("numPassedTests")} passed, ${sum("numFailedTests")} failed\n`)
if (!reports.every(({ success, numTotalTests }) => success && numTotalTests > 0)) process.exitCode = 1

/** The counts of vitest's JSON reporter; nothing passed where it wrote no file. */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"))
  } catch {
    return { numTotalTests: 0, numPassedTests: 0, numFailedTests: 0, success: false }
  }
}
