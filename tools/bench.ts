import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { bundle } from "./bundle.ts"
import { root } from "./root.ts"

// Usage: npm run bench -- [FOLDER] [RUNS]. Both programs are bundled alike, start cold and take turns.
const [given, runs = "5"] = process.argv.slice(2)
const folder = given === undefined ? join(root, "examples/fastapi") : resolve(process.env["INIT_CWD"] ?? ".", given)
const scratch = mkdtempSync(join(tmpdir(), "gatelint-bench-"))
try {
  const programs = join(root, "dist/bench")
  await bundle(
    { "spied-cli": "tools/bench/spied-cli.ts", floor: "tools/bench/floor.ts", keystroke: "tools/bench/keystroke.ts" },
    programs,
  )
  const parsed = join(scratch, "parsed.json")
  const check = ["check", folder, "--format", "json", "--output", join(scratch, "report.json")]
  run([join(programs, "spied-cli.js"), ...check], { GATELINT_BENCH_PARSED: parsed })

  const checks: Run[] = []
  const floors: Run[] = []
  for (let turn = 0; turn < Number(runs); turn++) {
    checks.push(run([join(root, "dist/cli.js"), ...check], {}))
    floors.push(run([join(programs, "floor.js"), folder, parsed], {}))
  }
  process.stdout.write(summary(checks, floors))
  for (const language of ["python", "typescript"]) {
    const opened = join(scratch, language)
    mkdirSync(opened)
    process.stdout.write(
      typing(language, run([join(programs, "keystroke.js"), join(root, "dist/cli.js"), opened, language], {})),
    )
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

interface Run {
  /** Wall time with start-up. */
  readonly ms: number
  /** Peak resident memory, bytes. */
  readonly memory: number
  readonly stdout: string
}

/** Runs a Node program to its end. Exit code 1 is a check with findings; anything above is a failure. */
function run(program: readonly string[], env: Readonly<Record<string, string>>): Run {
  const report = 'process.on("exit", () => process.stderr.write("\\npeak " + process.resourceUsage().maxRSS + "\\n"))'
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(report)}`, ...program],
    { encoding: "utf8", env: { ...process.env, ...env }, maxBuffer: 1 << 28 },
  )
  const ms = performance.now() - start
  if (status === null || status > 1) throw new Error(`${program.join(" ")} ended with ${status}:\n${stderr}`)
  const [, kilobytes = "0"] = /^peak (\d+)$/m.exec(stderr) ?? []
  return { ms, memory: Number(kilobytes) * 1024, stdout }
}

function summary(checks: readonly Run[], floors: readonly Run[]): string {
  const totals = JSON.parse(floors[0]?.stdout ?? "{}")
  const check = median(checks.map(({ ms }) => ms))
  const floor = median(floors.map(({ ms }) => ms))
  const rows = [
    ["folder", folder],
    ["source files", `${totals.files}, ${size(totals.bytes)}`],
    [
      "parsed",
      `${totals.parsedFiles}, ${size(totals.parsedBytes)}: ${percent(totals.parsedBytes, totals.bytes)} of the bytes`,
    ],
    ["parses of each", ratio(totals.parses, totals.parsedFiles)],
    ["cold check", `${Math.round(check)} ms, median of ${checks.length}`],
    ["scan, parse, lower", `${Math.round(floor)} ms, of which start-up ${Math.round(floor - totals.ms)} ms`],
    ["ratio", ratio(check, floor)],
    [
      "peak memory",
      `${size(median(checks.map(({ memory }) => memory)))}, against ${size(median(floors.map(({ memory }) => memory)))}`,
    ],
  ]
  return table(rows)
}

/** How fast the language server follows somebody who types. */
function typing(language: string, { stdout }: Run): string {
  const { lines, found, keystrokes, parses } = JSON.parse(stdout)
  const keystroke = median(keystrokes)
  const parse = median(parses)
  return table([
    ["typed into", `${lines} lines of ${language} with ${found} findings, ${keystrokes.length} keystrokes`],
    ["keystroke to diagnostics, median", `${ratio(keystroke, parse)} of a full parse of the file`],
    ["", `${keystroke.toFixed(1)} ms, against ${parse.toFixed(1)} ms`],
  ])
}

function table(rows: readonly (readonly string[])[]): string {
  return rows.map(([name = "", value = ""]) => `${name.padEnd(34)}${value}\n`).join("")
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "none" : `${Math.round((100 * part) / whole)} %`
}

function ratio(a: number, b: number): string {
  return b === 0 ? "none" : (a / b).toFixed(2)
}
