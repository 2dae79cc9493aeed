import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../root.ts"

/** A VS Code that runs without a window, and the browser that shows it. */
export interface VsCode {
  /** The Node that it was built for. */
  readonly node: string
  /** Its `server-main.js`. */
  readonly server: string
  /** The extensions that come with it. */
  readonly extensions: string
  readonly chromium: string
}

/** What could not be installed here, and what a person can do about it. */
export class NotInstallable extends Error {}

// VS Code 1.139, as the package that serves it to browsers ships it.
const codeServer = "code-server@4.139.1"
const node = `node-linux-${process.arch === "arm64" ? "arm64" : "x64"}`
const nodeVersion = "24.9.0"

/**
 * Installs what the tests in a real VS Code need, once: VS Code and its Node from the npm registry into `.vscode-test/`,
 * and, as root on Debian, Chromium.
 * @param say is told what is being done, as it may take minutes
 * @throws NotInstallable with what to do
 */
export function installVsCode(say: (line: string) => void): VsCode {
  const chromium = findChromium() ?? installChromium(say)
  if (process.platform !== "linux")
    throw new NotInstallable("VS Code without a window runs on Linux only; set VSCODE_PATH.")
  const folder = join(root, ".vscode-test", `${codeServer.replace("@", "-")}-node-${nodeVersion}`)
  if (!existsSync(folder)) installInto(folder, say)
  const home = join(folder, "server/lib/vscode")
  return {
    chromium,
    node: join(folder, `node/node_modules/${node}/bin/node`),
    server: join(home, "out/server-main.js"),
    extensions: join(home, "extensions"),
  }
}

/** A folder is there whole or not at all: it is filled under another name. */
function installInto(folder: string, say: (line: string) => void): void {
  const partial = `${folder}.partial`
  rmSync(partial, { recursive: true, force: true })
  const server = join(partial, "server")
  mkdirSync(server, { recursive: true })
  // A manifest of its own keeps npm from looking for one further up.
  writeFileSync(join(partial, "package.json"), "{}")
  say(`Installing ${codeServer} from the npm registry (about a minute)…`)
  npm(partial, "pack", codeServer, "--silent")
  const archive = readdirSync(partial).find((file) => file.endsWith(".tgz")) ?? ""
  execFileSync("tar", ["xzf", join(partial, archive), "--strip-components=1", "-C", server])
  rmSync(join(partial, archive))
  npm(join(server, "lib/vscode"), "install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund")
  say(`Installing Node ${nodeVersion} for it…`)
  npm(partial, "install", "--prefix", "node", "--no-save", "--ignore-scripts", `${node}@${nodeVersion}`)
  renameSync(partial, folder)
}

/** Runs npm as a person would in that folder, not as a step of the script that called us; tries again once. */
function npm(cwd: string, ...args: readonly string[]): void {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))
  const run = () => execFileSync("npm", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] })
  try {
    run()
  } catch {
    try {
      run()
    } catch (error) {
      const { stderr } = error as { readonly stderr?: Buffer }
      throw new NotInstallable(`npm ${args.join(" ")} failed: ${stderr?.toString().trim().slice(-500) ?? error}`)
    }
  }
}

function findChromium(): string | undefined {
  const named = process.env["CHROMIUM_PATH"]
  if (named !== undefined) return named
  const folders = (process.env["PATH"] ?? "").split(":")
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}

function installChromium(say: (line: string) => void): string {
  const advice = "Install Chromium (Debian: `apt-get install chromium`) or set CHROMIUM_PATH."
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get"))
    throw new NotInstallable(`No Chromium found. ${advice}`)
  say("Installing Debian's Chromium…")
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  const apt = (...args: readonly string[]) => execFileSync("apt-get", ["-qq", ...args], { env, stdio: "pipe" })
  try {
    apt("update")
    apt("install", "--yes", "--no-install-recommends", "chromium")
  } catch (error) {
    throw new NotInstallable(`apt-get could not install Chromium (${error}). ${advice}`)
  }
  const found = findChromium()
  if (found === undefined) throw new NotInstallable(`Chromium was installed and is not there. ${advice}`)
  return found
}
