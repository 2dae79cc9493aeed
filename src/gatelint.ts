import type { Config } from "./model/config.ts"
import type { Project } from "./model/project.ts"
import type { Severity } from "./model/report.ts"

export interface ProjectOptions {
  readonly config: Config
  readonly root: string
  readonly grammars: { readonly core: Uint8Array; readonly python: Uint8Array }
}

export interface CatalogueRule {
  readonly id: string
  readonly description: string
  readonly severity: Severity
  readonly spec: string
  readonly preset: "recommended" | "strict"
  readonly docs: string
}

export const version = "0.1.0"

export const sourceExtensions: readonly string[] = [".py"]

export const ruleCatalogue: readonly CatalogueRule[] = [
  {
    id: "missing-challenge",
    description: "Demand WWW-Authenticate on every 401.",
    severity: "warning",
    spec: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2",
    preset: "recommended",
    docs: "docs/rules/missing-challenge.md",
  },
  {
    id: "vague-403",
    description: "Demand that a 403 names the scope it misses.",
    severity: "info",
    spec: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4",
    preset: "strict",
    docs: "docs/rules/vague-403.md",
  },
]

export function isManifest(path: string): boolean {
  return /(^|\/)(pyproject\.toml|requirements[^/]*\.txt|uv\.lock|poetry\.lock)$/.test(path)
}

export function createProject({ root }: ProjectOptions): Promise<Project> {
  let all: readonly string[] = []
  const seen = new Map<string, string | undefined>()
  return Promise.resolve({
    list: (paths) => {
      all = paths
    },
    put: (path, content) => {
      seen.set(path, content instanceof Uint8Array ? new TextDecoder().decode(content) : undefined)
    },
    work: () => {
      const needs = all.filter((path) => !seen.has(path))
      return { needs, done: needs.length === 0, indexed: seen.size, analysed: 0 }
    },
    report: () => ({
      version,
      root,
      files: { found: all.length, read: seen.size, analysed: 0, skipped: [] },
      coverage: { exits: { understood: 0, unknown: 0 }, apps: { complete: 0, open: 0 } },
      findings: [],
      suppressed: 0,
    }),
    explain: () => undefined,
    source: (path) => seen.get(path),
  } satisfies Project)
}
