import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import { root } from "../../tools/root.ts"

/**
 * A Python with packages, made once per list of them and kept outside of what is tracked.
 * @param requirements as pip takes them, pinned so that a new release of a framework does not change what is tested
 * @returns the interpreter's path
 */
export function pythonWith(requirements: readonly string[]): string {
  const name = createHash("sha256").update(requirements.join("\n")).digest("hex").slice(0, 16)
  const folder = join(root, "node_modules/.cache/gatelint-python", name)
  if (existsSync(folder)) return join(folder, "bin/python")
  const making = `${folder}.${process.pid}`
  mkdirSync(join(making, ".."), { recursive: true })
  try {
    execFileSync("python3", ["-m", "venv", making], { stdio: "pipe" })
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"]
    execFileSync(join(making, "bin/python"), [...pip, ...requirements], { stdio: "pipe" })
    renameSync(making, folder)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error)
    throw new Error(`These tests need Python 3.10 or later with venv and pip: ${said.trim()}`, { cause: error })
  }
  return join(folder, "bin/python")
}

/** One request, as the script of a framework takes it. `{name}` in a header stands for what an earlier answer gave. */
export interface Request {
  readonly app: string
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  /** Keeps a member of the answer's JSON for later requests: `{ token: "access_token" }`. */
  readonly keep?: Readonly<Record<string, string>>
}

export interface Answered {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Lets a script answer requests in a folder, under the real framework. */
export function ask(
  python: string,
  script: string,
  folder: string,
  requests: readonly Request[],
  env: Readonly<Record<string, string>>,
): readonly Answered[] {
  const out = execFileSync(python, [join(root, "test/truth", script)], {
    cwd: folder,
    input: JSON.stringify(requests),
    env: { PATH: process.env["PATH"] ?? "", PYTHONDONTWRITEBYTECODE: "1", ...env },
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe"],
  })
  return JSON.parse(out)
}
