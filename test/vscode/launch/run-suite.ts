import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { root } from "../../../tools/root.ts"
import { bundleSuite } from "../../../tools/vscode/bundle-suite.ts"
import type { VsCode } from "../../../tools/vscode/install.ts"
import { stageExtension } from "../../../tools/vscode/stage.ts"
import { type Outcome, outcomeFile } from "../suite/outcome.ts"
import { openPage } from "./page.ts"
import { serve } from "./serve.ts"
import { layWorkspace } from "./workspace.ts"

/** The longest that a suite may take, in ms. */
const limit = 10 * 60_000

/**
 * Runs the suite inside a real VS Code's extension host, on the extension as it is shipped.
 * @param kind `node`: the remote host; `web`: the browser's worker
 */
export async function runSuite(code: VsCode, kind: "node" | "web"): Promise<Outcome> {
  const extension = await stageForTest()
  const open = layWorkspace()
  const result = join(dirname(open), outcomeFile)
  const served = await serve(code)
  const { browser, page } = await openPage({
    chromium: code.chromium,
    port: served.port,
    extension: kind === "node" ? { folder: extension } : { path: served.handOut(extension) },
    open,
    suite: "suite.js",
  })
  const log: string[] = []
  page.on("console", (message) => log.push(message.text()))
  page.on("pageerror", (error) => log.push(String(error)))
  try {
    for (const end = Date.now() + limit; Date.now() < end; await sleep(250)) {
      if (existsSync(result)) return JSON.parse(readFileSync(result, "utf8")) as Outcome
    }
    const evidence = join(root, "coverage", `vscode-${kind}`)
    mkdirSync(dirname(evidence), { recursive: true })
    await page.screenshot({ path: `${evidence}.png` })
    writeFileSync(`${evidence}.log`, log.join("\n"))
    throw new Error(`The suite did not end within ${limit / 60_000} minutes; see ${evidence}.png and .log`)
  } finally {
    await browser.close()
    await served.stop()
    for (const folder of [dirname(open), extension]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The extension as it is shipped, with the suite in it. */
export async function stageForTest(): Promise<string> {
  const extension = mkdtempSync(join(tmpdir(), "gatelint-extension-"))
  stageExtension(extension)
  await bundleSuite(join(extension, "suite.js"))
  return extension
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
