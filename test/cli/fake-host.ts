import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { onTestFinished } from "vitest"
import type { Host } from "../../src/cli/host.ts"
import { run } from "../../src/cli/run.ts"
import { fakeEngine } from "./fake-engine.ts"

/** A folder with these files (path → text) that is gone after the test; a path that ends with `/` is a folder. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "gatelint-")))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path.endsWith("/") ? path : dirname(path)), { recursive: true })
    if (!path.endsWith("/")) writeFileSync(join(folder, path), text)
  }
  return folder
}

export interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly made: ReturnType<typeof fakeEngine>["made"]
}

/** Runs a command line (words separated by spaces) with an engine in memory. */
export async function runIn(cwd: string, line: string, fields: Partial<Host> = {}): Promise<Outcome> {
  const engine = fakeEngine()
  const out: string[] = []
  const err: string[] = []
  const host: Host = {
    engine,
    cwd,
    env: { LANG: "C.UTF-8", PATH: process.env["PATH"] },
    platform: "linux",
    stdout: { write: (text) => out.push(text), isTTY: false, columns: undefined },
    stderr: { write: (text) => err.push(text), isTTY: false, columns: undefined },
    schemaPath: "/elsewhere/docs/config.schema.json",
    readStdin: async () => new Uint8Array(),
    readGrammars: async () => ({
      core: new Uint8Array(),
      python: new Uint8Array(),
      ecmascript: () => ({
        parse: () => {
          throw new Error("nothing to parse")
        },
      }),
    }),
    readPage: async (rule) => (rule === "missing-challenge" ? "# missing-challenge\n\nSay *how*.\n" : undefined),
    serve: async () => {
      out.push("serving\n")
    },
    peakMemory: () => 50_000_000,
    ...fields,
  }
  const code = await run(host, line.split(" ").filter(Boolean))
  return { code, out: out.join(""), err: err.join(""), made: engine.made }
}
