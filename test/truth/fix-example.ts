import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onTestFinished } from "vitest"
import { root } from "../../tools/root.ts"
import { runReal } from "../cli/real-engine.ts"

/** A copy of an example, and one that `gatelint fix --unsafe` went over. */
export async function fixedExample(name: string): Promise<{ readonly before: string; readonly after: string }> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "gatelint-truth-")))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const before = join(folder, "before")
  const after = join(folder, "after")
  for (const one of [before, after]) cpSync(join(root, "examples", name), one, { recursive: true })
  const { err, out } = await runReal(after, "fix --unsafe")
  // What is left is what has no fix.
  const again = await runReal(after, "fix --unsafe --dry-run")
  if (err !== "" || again.out.includes("@@")) throw new Error(`The example was not fixed: ${err}${out}${again.out}`)
  return { before, after }
}
