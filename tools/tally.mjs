// Prints what the last test run counted, in one line, and fails unless tests ran and all of them passed.
// Plain JavaScript: it has to speak even where nothing could be installed.
import { readFileSync } from "node:fs"

const { numPassedTests, numFailedTests, success } = readReport("coverage/tests.json")
process.stdout.write(`${numPassedTests} passed, ${numFailedTests} failed\n`)
if (!success || numPassedTests === 0) process.exitCode = 1

/** The counts of vitest's JSON reporter; nothing passed where it wrote no file. */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"))
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, success: false }
  }
}
