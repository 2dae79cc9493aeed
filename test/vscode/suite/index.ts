/// <reference types="mocha" />
import "mocha/mocha.js"
import { Uri, version, workspace } from "vscode"
import { notes } from "./notes.ts"
import { type Outcome, outcomeFile, type TestOutcome } from "./outcome.ts"
import { recordOutput } from "./output.ts"

/** VS Code calls this inside its extension host. */
export async function run(): Promise<void> {
  const tests: TestOutcome[] = []
  const output = recordOutput()
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, reporter: reporterInto(tests) })
  mocha.suite.emit("pre-require", globalThis, "", mocha)
  // Only now do `describe` and `it` exist.
  await import("./tests.ts")
  await new Promise<void>((resolve) => mocha.run(() => resolve()))
  await write({ version, tests, notes, output: output() })
}

function reporterInto(tests: TestOutcome[]) {
  return class extends Mocha.reporters.Base {
    constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
      super(runner, options)
      const add = (state: TestOutcome["state"]) => (test: Mocha.Runnable, error?: Error) => {
        const title = test.titlePath().join(" › ")
        tests.push({ title, state, error: error?.stack ?? error?.message, took: test.duration ?? 0 })
      }
      runner.on("pass", add("passed"))
      runner.on("fail", add("failed"))
      runner.on("pending", add("pending"))
    }
  }
}

async function write(outcome: Outcome): Promise<void> {
  const { workspaceFile } = workspace
  if (workspaceFile === undefined) throw new Error("The suite runs in a .code-workspace.")
  const file = Uri.joinPath(workspaceFile, "..", outcomeFile)
  await workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(outcome)))
}
