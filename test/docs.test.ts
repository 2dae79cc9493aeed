import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { ruleCatalogue } from "../src/gatelint.ts"
import { check, configWith } from "./support/check.ts"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const ids = ruleCatalogue.map(({ id }) => id)
const sections = ["Why", "The usual objection", "Wrong", "Right", "When it is silent"]

it("there is a page for every rule and a rule for every page", () => {
  const pages = readdirSync(join(root, "docs/rules")).filter((file) => file.endsWith(".md"))
  expect(pages.map((file) => file.slice(0, -".md".length)).sort()).toEqual([...ids].sort())
})

it("the README says the two commands that CI and newcomers run", () => {
  const commands = [...read("README.md").matchAll(/```sh\n(.*)\n```/g)].map(([, command]) => command)
  expect(commands).toEqual(["npm ci && npm run --silent audit -- examples/", "npm ci && npm test"])
  expect(read(".ci/run")).toContain(commands[1])
})

describe.each(ids)("%s", (id) => {
  const path = `docs/rules/${id}.md`
  const page = existsSync(join(root, path)) ? read(path) : ""
  const wrong = samples(page, "Wrong")
  const right = samples(page, "Right")

  it("has a test and a row in the README", () => {
    expect(existsSync(join(root, `test/rules/${id}.test.ts`))).toBe(true)
    expect(read("README.md")).toContain(`](docs/rules/${id}.md)`)
  })

  it("has a page with every section, in order, and samples of both kinds", () => {
    expect([...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(sections)
    expect(Math.min(wrong.length, right.length)).toBeGreaterThan(0)
  })

  it.each(wrong)("line %i of its page is wrong, and by this rule alone", async (_, text) => {
    expect(new Set(await rulesOf(text, id))).toEqual(new Set([id]))
  })

  it.each(right)("line %i of its page is right", async (_, text) => {
    expect(await rulesOf(text, id)).toEqual([])
  })
})

async function rulesOf({ file, text }: Sample, rule: string): Promise<readonly string[]> {
  const { findings } = await check({ [file]: text }, configWith(rule))
  return findings.map(({ rule }) => rule)
}

interface Sample {
  readonly file: string
  readonly text: string
}

/** The Python and JavaScript blocks of one section, each with the line of the page at which it stands. */
function samples(page: string, title: string): (readonly [line: number, sample: Sample])[] {
  const start = page.indexOf(`\n## ${title}\n`)
  if (start < 0) return []
  const end = page.indexOf("\n## ", start + 1)
  const blocks = [...page.slice(start, end).matchAll(/```(python|js)\n([\s\S]*?)```/g)]
  return blocks.map(({ index, 1: language, 2: text = "" }) => [
    page.slice(0, start + index).split("\n").length,
    { file: language === "js" ? "main.js" : "main.py", text },
  ])
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8")
}
