import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { resolveConfig } from "../src/config/resolve.ts"
import { createProject, isManifest, ruleCatalogue, sourceExtensions } from "../src/gatelint.ts"
import { ecmascriptParser } from "../src/languages/ecmascript/parser.ts"
import type { Project } from "../src/model/project.ts"
import { root } from "./root.ts"

// Usage: tsx tools/measure.ts CORPUS LABELS. Holds what the engine knows of each labelled exit against the label,
// before any rule speaks: found, status, challenge, and whether authentication or authorization is asked.
const [corpus = "", labels = ""] = process.argv.slice(2)

interface LabelledExit {
  readonly file: string
  readonly line: number
  readonly endLine?: number
  readonly status: number
  readonly challenge?: string
  readonly kind: string
  readonly effectiveStatus?: number
  readonly status_dynamic?: boolean
  readonly transport?: string
}

const total = { exits: 0, found: 0, status: 0, challenges: 0, challenge: 0, asked: 0, right: 0, unknown: 0 }
for (const name of readdirSync(labels).sort()) {
  const folder = join(corpus, name.replace(/\.json$/, ""))
  if (!existsSync(folder)) continue
  // The labels are data of a known shape.
  const label = JSON.parse(readFileSync(join(labels, name), "utf8")) as { readonly exits: readonly LabelledExit[] }
  const project = await analyse(folder)
  for (const exit of label.exits)
    if (exit.kind !== "via" && exit.transport !== "websocket") compare(name, project, exit)
}
const share = (part: number, whole: number) => (whole === 0 ? "-" : (part / whole).toFixed(3))
process.stdout.write(
  `exits found ${total.found} of ${total.exits} (${share(total.found, total.exits)}), ` +
    `status right ${share(total.status, total.found)}, ` +
    `challenge right ${total.challenge} of ${total.challenges} (${share(total.challenge, total.challenges)})\n` +
    `asks: ${total.asked} labelled, right where known ${share(total.right, total.asked - total.unknown)}, ` +
    `unknown ${share(total.unknown, total.asked)}\n`,
)

function compare(name: string, project: Project, exit: LabelledExit): void {
  total.exits++
  const at = `${name} ${exit.file}:${exit.line}`
  const fact = factOf(project, exit)
  if (fact === undefined) {
    miss(at, `${exit.status} not found`)
    return
  }
  total.found++
  if (fact.status === String(exit.status)) total.status++
  else miss(at, `status ${exit.status}, got ${fact.status}`)
  const wanted = exit.challenge === "yes" ? "always" : exit.challenge === "no" ? "never" : undefined
  if (exit.status === 401 && wanted !== undefined) {
    total.challenges++
    if (fact.challenge.startsWith(wanted)) total.challenge++
    else miss(at, `challenge ${exit.challenge}, got ${fact.challenge}`)
  }
  if (exit.kind !== "authn" && exit.kind !== "authz") return
  total.asked++
  const kind = exit.kind === "authn" ? "authentication" : "authorization"
  const got = /^\w+/.exec(fact.asks)?.[0]
  if (got === kind) total.right++
  else if (got === "unknown" || got === "mixed") total.unknown++
  if (got !== kind) miss(at, `asks ${kind}, got ${fact.asks}`)
}

function factOf(project: Project, exit: LabelledExit) {
  for (let line = exit.line; line <= (exit.endLine ?? exit.line); line++) {
    const facts = project.explain(exit.file, line)?.facts ?? []
    const own = facts.filter(({ title }) => /^(\d{3}|\?) · (raise|return|send|write)$/.test(title))
    const fact = own.find(({ title }) => title.startsWith(String(exit.status))) ?? own[0]
    if (fact === undefined) continue
    const row = (key: string) => fact.rows.find(({ name }) => name === key)?.value ?? ""
    return { status: row("status"), challenge: row("challenge"), asks: row("asks") }
  }
  return undefined
}

function miss(at: string, what: string): void {
  process.stdout.write(`  ${at}: ${what}\n`)
}

async function analyse(folder: string): Promise<Project> {
  const wasm = (path: string) => readFileSync(join(root, "node_modules", path))
  const project = await createProject({
    root: folder,
    grammars: {
      core: wasm("web-tree-sitter/web-tree-sitter.wasm"),
      python: wasm("tree-sitter-python/tree-sitter-python.wasm"),
      ecmascript: () => ecmascriptParser,
    },
    config: resolveConfig(undefined, ruleCatalogue),
  })
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  project.list(files.filter((path) => sourceExtensions.some((end) => path.endsWith(end)) || isManifest(path)))
  for (let step = project.work(500); !step.done; step = project.work(500)) {
    for (const path of step.needs) project.put(path, readFileSync(join(folder, path)))
  }
  return project
}
