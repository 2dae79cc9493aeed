import { mkdir, readdir } from "node:fs/promises"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { build, type Plugin } from "esbuild"
import type { RuleCases } from "../test/support/rule-test.ts"
import { root } from "./root.ts"

/** One table of a rule's tests: what it says in one framework. */
export interface RuleTable extends RuleCases {
  readonly rule: string
  /** As the test names it: `"flask-login"`. */
  readonly framework: string
}

/** Every table that the tests hand to `ruleTest`, as it stands. */
export async function ruleTables(): Promise<readonly RuleTable[]> {
  const tests = (await Promise.all(["test/rules", "test/frameworks"].map(testsIn))).flat()
  const folder = join(root, "coverage")
  await mkdir(folder, { recursive: true })
  const outfile = join(folder, "rule-tables.mjs")
  await build({
    absWorkingDir: root,
    stdin: {
      contents: [...tests.map((test) => `import "./${test}"`), `export { tables } from "tables"`].join("\n"),
      resolveDir: root,
    },
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "error",
    plugins: [noting],
  })
  const { tables }: { readonly tables: readonly RuleTable[] } = await import(pathToFileURL(outfile).href)
  return tables
}

async function testsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(root, folder))
  return names
    .filter((name) => name.endsWith(".test.ts"))
    .sort()
    .map((name) => `${folder}/${name}`)
}

/** In the place of the runner: `ruleTest` notes what it is given, and nothing else does anything. */
const noting: Plugin = {
  name: "noting",
  setup(bundling) {
    bundling.onResolve({ filter: /^vitest$|^tables$/ }, ({ path }) => ({ path, namespace: "noting" }))
    bundling.onResolve({ filter: /\/rule-test\.ts$/ }, () => ({ path: "rule-test", namespace: "noting" }))
    bundling.onLoad({ filter: /.*/, namespace: "noting" }, ({ path }) => ({ contents: sources[path] ?? "" }))
  },
}

const sources: Readonly<Record<string, string>> = {
  tables: "export const tables = []",
  "rule-test": `import { tables } from "tables"
export function ruleTest(rule, frameworks) {
  for (const [framework, cases] of Object.entries(frameworks)) tables.push({ rule, framework, ...cases })
}`,
  vitest: `const nothing = new Proxy(function () {}, { get: () => nothing, apply: () => nothing })
export const describe = nothing, it = nothing, test = nothing, expect = nothing, beforeAll = nothing, afterAll = nothing
export const beforeEach = nothing, afterEach = nothing, vi = nothing`,
}
