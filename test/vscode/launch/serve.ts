import { spawn } from "node:child_process"
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import type { VsCode } from "../../../tools/vscode/install.ts"

export interface Served {
  readonly port: number
  /** Hands a folder out to pages, until it stops. Returns its path on the server. */
  handOut(folder: string): string
  stop(): Promise<void>
}

/** Starts a VS Code server on a free port of this machine, with an empty profile. */
export async function serve({ node, server }: VsCode): Promise<Served> {
  const port = await freePort()
  const home = dirname(dirname(server))
  const profile = mkdtempSync(join(tmpdir(), "gatelint-vscode-"))
  const flags = [
    ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--accept-server-license-terms"],
    ...["--disable-workspace-trust", "--telemetry-level", "off", "--enable-smoke-test-driver"],
    ...["--server-data-dir", profile],
  ]
  const child = spawn(node, [server, ...flags], { stdio: ["ignore", "pipe", "pipe"], env: cleanEnvironment() })
  let output = ""
  const listen = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout.on("data", listen)
  child.stderr.on("data", listen)
  const handedOut: string[] = []
  const handOut = (folder: string) => {
    const name = basename(folder)
    cpSync(folder, join(home, name), { recursive: true })
    handedOut.push(join(home, name))
    return `${staticPath(home)}/${name}`
  }
  const ended = new Promise<void>((resolve) => child.on("exit", () => resolve()))
  const stop = async () => {
    child.kill()
    await ended
    for (const folder of [profile, ...handedOut]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`The VS Code server ended: ${output}`)
    const answer = await fetch(`http://127.0.0.1:${port}/version`).catch(() => undefined)
    if (answer?.ok) return { port, handOut, stop }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await stop()
  throw new Error(`The VS Code server did not answer within a minute: ${output}`)
}

/** Below this path the server hands out its own files. */
function staticPath(home: string): string {
  const { quality, commit } = JSON.parse(readFileSync(join(home, "product.json"), "utf8"))
  return `/${quality ?? "oss"}-${commit}/static`
}

/** The variables of this process without those that a surrounding Node, npm, test runner or VS Code has set. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE_|VITEST|VSCODE_|ELECTRON_)/i.test(name)),
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address()
      probe.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))))
    })
  })
}
