import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../../tools/root.ts"
import type { Answered, Request } from "./python.ts"

/**
 * A folder of installed packages, made once per list of them and kept outside of what is tracked.
 * @param packages as npm takes them, pinned so that a new release of a framework does not change what is tested
 * @returns the path of its `node_modules`
 */
export function packagesWith(packages: readonly string[]): string {
  const name = createHash("sha256").update(packages.join("\n")).digest("hex").slice(0, 16)
  const folder = join(root, "node_modules/.cache/gatelint-node", name)
  if (existsSync(folder)) return join(folder, "node_modules")
  const making = `${folder}.${process.pid}`
  mkdirSync(making, { recursive: true })
  try {
    writeFileSync(join(making, "package.json"), "{}")
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...packages], {
      cwd: making,
      stdio: "pipe",
    })
    renameSync(making, folder)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error)
    throw new Error(`These tests need npm and a registry: ${said.trim()}`, { cause: error })
  }
  return join(folder, "node_modules")
}

/**
 * Lets a script answer requests in a folder, under the real framework.
 * @param build a command of an installed package that has to make something of the folder first: `tsc`
 */
export function askNode(
  modules: string,
  script: string,
  folder: string,
  requests: readonly Request[],
  env: Readonly<Record<string, string>>,
  build?: string,
): readonly Answered[] {
  symlinkSync(modules, join(folder, "node_modules"))
  if (build !== undefined) execFileSync(join(modules, ".bin", build), { cwd: folder, stdio: "pipe" })
  const out = execFileSync(process.execPath, [join(root, "test/truth", script)], {
    cwd: folder,
    input: JSON.stringify(requests),
    env: { PATH: process.env["PATH"] ?? "", ...env },
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe"],
  })
  const last = out.trim().split("\n").at(-1) ?? ""
  return JSON.parse(last)
}
