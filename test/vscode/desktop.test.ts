import { existsSync, readFileSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron"
import { describe, it } from "vitest"
import { stageForTest } from "./launch/run-suite.ts"
import { layWorkspace } from "./launch/workspace.ts"
import { type Outcome, outcomeFile } from "./suite/outcome.ts"

// The same suite in a desktop VS Code: one that VSCODE_PATH names, or one that can be downloaded.
const named = process.env["VSCODE_PATH"]
const why = await reasonToSkip()

if (why !== undefined) {
  process.stdout.write(`  The desktop's VS Code was skipped: ${why}\n`)
  it.skip(`in a desktop VS Code (skipped: ${why})`)
} else {
  const { version, tests } = await runOnDesktop()
  describe(`in the desktop's VS Code ${version}`, () => {
    for (const { title, state, error } of tests) {
      it.skipIf(state === "pending")(title, () => {
        if (state === "failed") throw new Error(error)
      })
    }
  })
}

async function reasonToSkip(): Promise<string | undefined> {
  if (process.platform === "linux" && process.env["DISPLAY"] === undefined) {
    return "there is no display; run the tests below `xvfb-run`"
  }
  if (named !== undefined) return existsSync(named) ? undefined : `VSCODE_PATH names ${named}, which is not there`
  const releases = "https://update.code.visualstudio.com/api/releases/stable"
  const answer = await fetch(releases, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined)
  return answer?.ok ? undefined : "it cannot be downloaded here; name one with VSCODE_PATH"
}

async function runOnDesktop(): Promise<Outcome> {
  const extension = await stageForTest()
  const open = layWorkspace()
  try {
    await runTests({
      vscodeExecutablePath: named ?? (await downloadAndUnzipVSCode()),
      extensionDevelopmentPath: extension,
      extensionTestsPath: join(extension, "suite.js"),
      launchArgs: [open, "--disable-extensions", "--disable-workspace-trust", "--skip-welcome"],
    })
    return JSON.parse(readFileSync(join(dirname(open), outcomeFile), "utf8"))
  } finally {
    for (const folder of [dirname(open), extension]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
