import { type Lacking, lacking } from "../src/frameworks/lacking.ts"
import { ruleCatalogue } from "../src/gatelint.ts"
import { check, configWith } from "../test/support/check.ts"
import { findingsOf } from "../test/support/dialects/check-scenario.ts"
import type { Dialect, Scenario } from "../test/support/dialects/dialect.ts"
import { ecmascriptDialects } from "../test/support/dialects/ecmascript.ts"
import { ecmascriptScenarios } from "../test/support/dialects/ecmascript-scenarios.ts"
import { pythonDialects } from "../test/support/dialects/python.ts"
import { pythonScenarios } from "../test/support/dialects/python-scenarios.ts"
import { parse } from "../test/support/marked-files.ts"
import { type RuleTable, ruleTables } from "./rule-tables.ts"

/** What the tests call parts of a framework, and its companions. */
const columns: Readonly<Record<string, string>> = {
  apiflask: "flask",
  connexion: "flask",
  fetch: "next",
}

const titles = { python: "Python", ecmascript: "JavaScript and TypeScript" } as const

/** A case of a rule in a framework that the tests hold: it flags, and may repair. */
interface Told {
  readonly rule: string
  readonly column: string
  readonly fixes: () => Promise<boolean>
}

/**
 * Which rule speaks of which framework, as the tests prove it: a cell without a test says why there is nothing to test.
 * @returns Markdown, and the cells that say neither
 */
export async function matrix(): Promise<{ readonly text: string; readonly empty: readonly string[] }> {
  const told = [
    ...(await ruleTables()).flatMap(ofTable),
    ...ofScenarios(pythonDialects, pythonScenarios),
    ...ofScenarios(ecmascriptDialects, ecmascriptScenarios),
  ]
  const empty: string[] = []
  const tables: string[] = []
  for (const language of ["python", "ecmascript"] as const) {
    const names = Object.keys(lacking[language])
    const rows: string[] = []
    for (const { id } of ruleCatalogue) {
      const cells: string[] = []
      for (const name of names) {
        const cell = await cellOf(told, id, name, lacking[language][name] ?? {})
        if (cell === undefined) empty.push(`${id} in ${name}`)
        cells.push(cell ?? "")
      }
      rows.push(`| [\`${id}\`](rules/${id}.md) | ${cells.join(" | ")} |`)
    }
    tables.push(
      `## ${titles[language]}`,
      "",
      `| rule | ${names.join(" | ")} |`,
      `| --- |${" --- |".repeat(names.length)}`,
      ...rows,
      "",
    )
  }
  return { text: [...head, ...tables].join("\n"), empty }
}

const head = [
  "# Rules and frameworks",
  "",
  "What the tests prove: a rule *flags* a mistake in a framework, or *flags and fixes* it. Where a framework has no way to",
  "make the mistake, the cell says why the rule does not apply.",
  "",
]

async function cellOf(
  told: readonly Told[],
  rule: string,
  column: string,
  lacks: Lacking,
): Promise<string | undefined> {
  const cases = told.filter((one) => one.rule === rule && one.column === column)
  for (const one of cases) if (await one.fixes()) return "flags and fixes"
  if (cases.length > 0) return "flags"
  const why = lacks[rule]
  return why === undefined ? undefined : `does not apply (${why})`
}

function ofTable({ rule, framework, prelude, file = "main.py", loud }: RuleTable): readonly Told[] {
  const [first = framework] = framework.split(/ |-(?!ninja)/)
  return loud.map((code) => ({
    rule,
    column: columns[first] ?? first,
    fixes: async () => {
      const files = Object.fromEntries(parse(code, prelude, file).map(({ path, text }) => [path, text]))
      const { findings } = await check(files, configWith(rule))
      return findings.some((finding) => finding.rule === rule && finding.fixes.length > 0)
    },
  }))
}

function ofScenarios(dialects: readonly Dialect[], scenarios: readonly Scenario[]): readonly Told[] {
  return dialects.flatMap((dialect) =>
    scenarios.map(({ rule, wrong }) => ({
      rule,
      column: dialect.framework,
      fixes: async () => (await findingsOf(rule, dialect, wrong(dialect))).some((finding) => finding.fixes.length > 0),
    })),
  )
}
