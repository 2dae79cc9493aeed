import { readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { parseSettings } from "../src/config/parse.ts"
import { resolveConfig } from "../src/config/resolve.ts"
import { ruleCatalogue } from "../src/gatelint.ts"
import type { Config } from "../src/model/config.ts"
import { check } from "./support/check.ts"

const examples = join(dirname(dirname(fileURLToPath(import.meta.url))), "examples")

const names = readdirSync(examples)

describe.each(names)("examples/%s", (name) => {
  const files = readFolder(join(examples, name))
  const expected = Object.entries(files).flatMap(([file, text]) => marks(file, text))

  it("is found guilty on its marked lines, and on no other", async () => {
    const { findings } = await check(files, configOf(files))
    const found = findings.map(({ file, range, rule }) => `${file}:${range.start.line} ${rule}`)
    expect(expected).not.toEqual([])
    expect(found.sort()).toEqual(expected.sort())
  })
})

it("the examples together mark every rule at least once", () => {
  const all = names.flatMap((name) => Object.entries(readFolder(join(examples, name))))
  const marked = new Set(all.flatMap(([file, text]) => marks(file, text)).map((mark) => mark.split(" ")[1]))
  expect([...marked].sort()).toEqual(ruleCatalogue.map(({ id }) => id).sort())
})

/** As the example's own manifest says it. */
function configOf(files: Readonly<Record<string, string>>): Config {
  const manifest = files["pyproject.toml"] ?? ""
  return resolveConfig(parseSettings("pyproject.toml", manifest, ruleCatalogue, []), ruleCatalogue)
}

/** `app/security.py:23 missing-challenge` for each `# gatelint: expect[missing-challenge]`. */
function marks(file: string, text: string): string[] {
  return text.split("\n").flatMap((line, index) => {
    const [, rule] = /(?:#|\/\/) gatelint: expect\[([\w-]+)\]$/.exec(line) ?? []
    return rule === undefined ? [] : [`${file}:${index + 1} ${rule}`]
  })
}

/** Sources and manifests of one example, by path from its folder. */
function readFolder(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.(?:py|toml|[jt]s|json)$/.test(path) && !/(?:^|\/)(?:\.venv|node_modules)\//.test(path))
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]))
}
