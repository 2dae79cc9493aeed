import type { Engine } from "../../src/cli/host.ts"
import type { CatalogueRule } from "../../src/model/catalogue.ts"
import { type Config, configOf } from "../../src/model/config.ts"
import { Lines } from "../../src/model/lines.ts"
import type { Project, Unreadable } from "../../src/model/project.ts"
import type { Finding } from "../../src/model/report.ts"

const rule = (id: string, severity: CatalogueRule["severity"], preset: CatalogueRule["preset"]): CatalogueRule => ({
  id,
  description: `Disallow ${id}.`,
  severity,
  spec: "https://www.rfc-editor.org/rfc/rfc9110",
  preset,
  hides: [],
  docs: `docs/rules/${id}.md`,
})

/** Reads every file it is told of; finds `!rule-id` in source. What it was made with is kept for the tests. */
export function fakeEngine(): Engine & { readonly made: { config: Config; root: string }[] } {
  const made: { config: Config; root: string }[] = []
  return {
    made,
    version: "1.2.3",
    sourceExtensions: [".py"],
    ruleCatalogue: [
      rule("missing-challenge", "warning", "recommended"),
      rule("scope-check-401", "error", "recommended"),
      rule("vague-403", "info", "strict"),
    ],
    isManifest: (path) => /(^|\/)(pyproject\.toml|uv\.lock)$/.test(path),
    frameworkNames: ["fastapi", "flask"],
    frameworksIn: () => [],
    createProject: async ({ config, root }) => {
      made.push({ config, root })
      return fakeProject(config, root)
    },
  }
}

function fakeProject(config: Config, root: string): Project {
  const contents = new Map<string, string | Unreadable>()
  let listed: readonly string[] = []
  const textOf = (path: string) => {
    const content = contents.get(path)
    return typeof content === "string" ? content : undefined
  }
  const report = () => ({
    version: "1.2.3",
    root,
    files: {
      found: listed.length,
      read: contents.size,
      analysed: contents.size,
      skipped: [...contents].flatMap(([file, content]) =>
        typeof content === "string" ? [] : [{ file, why: content.why }],
      ),
    },
    coverage: { exits: { understood: 1, unknown: 0 }, apps: { complete: 1, open: 0 } },
    findings: listed.flatMap((file) => findingsOf(file, textOf(file) ?? "", config)),
    suppressed: 0,
    baselined: 0,
  })
  return {
    list: (paths) => {
      listed = paths
    },
    put: (path, content) => {
      contents.set(path, content instanceof Uint8Array ? new TextDecoder().decode(content) : content)
    },
    work: () => {
      const needs = listed.filter((path) => !contents.has(path)).slice(0, 100)
      return { needs, done: needs.length === 0, indexed: contents.size, analysed: 0, questions: 7 }
    },
    report,
    *reporting() {
      yield
      return report()
    },
    explain: (file, line) => {
      const code = new Lines(textOf(file) ?? "").line(line)
      if (!code.includes("401")) return undefined
      const rows = [
        { name: "status", value: "401", at: undefined },
        { name: "headers", value: "unknown: computed", at: `${file}:1` },
      ]
      return { file, line, facts: [{ title: "401 · raise", rows }] }
    },
    map: () => ({ apps: [] }),
    *mapping() {
      yield
      return { apps: [] }
    },
    source: textOf,
    broken: () => 0,
    suppress: () => undefined,
  }
}

function findingsOf(file: string, text: string, config: Config): readonly Finding[] {
  const { rules } = configOf(config, file)
  const lines = new Lines(text)
  return [...text.matchAll(/!([\w-]+)/g)].flatMap((match) => {
    const [mark, id = ""] = match
    const severity = rules[id]
    if (severity === undefined || severity === "off") return []
    const range = lines.range(match.index, match.index + mark.length)
    const rest = { message: `${id}.`, apps: [], evidence: "", related: [], fixes: [], fingerprint: "" }
    return [{ rule: id, severity, file, range, ...rest }]
  })
}
