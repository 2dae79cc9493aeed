import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { resolveConfig } from "../../src/config/resolve.ts"
import { createProject, type Grammars, ruleCatalogue } from "../../src/gatelint.ts"
import { ecmascriptParser } from "../../src/languages/ecmascript/parser.ts"
import type { Config } from "../../src/model/config.ts"
import type { Project } from "../../src/model/project.ts"
import type { Report } from "../../src/model/report.ts"

const require = createRequire(import.meta.url)

/** The parser's bytes, from the packages that they come in. */
export const grammars: Grammars = {
  ecmascript: () => ecmascriptParser,
  core: readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
  python: readFileSync(require.resolve("tree-sitter-python/tree-sitter-python.wasm")),
}

/** Every rule of the preset at its own severity, and nothing else set. */
export const plainConfig: Config = resolveConfig(undefined, ruleCatalogue)

/** The same with one more rule, where that is of the strict preset. */
export function configWith(rule: string): Config {
  const severity = ruleCatalogue.find(({ id }) => id === rule)?.severity ?? "off"
  return { ...plainConfig, rules: { ...plainConfig.rules, [rule]: severity } }
}

export function createTestProject(config: Config = plainConfig): Promise<Project> {
  return createProject({ config, root: "/project", grammars, examples: true })
}

/** Analyses a project of files in memory. */
export async function check(files: Readonly<Record<string, string>>, config: Config = plainConfig): Promise<Report> {
  const project = await createTestProject(config)
  project.list(Object.keys(files))
  finish(project, files)
  return project.report()
}

/** Works to the end, handing in what is asked for. */
export function finish(project: Project, files: Readonly<Record<string, string>>): void {
  for (let step = project.work(1000); !step.done; step = project.work(1000)) {
    for (const path of step.needs) {
      const text = files[path]
      project.put(path, text === undefined ? { why: "vanished" } : new TextEncoder().encode(text))
    }
  }
}
