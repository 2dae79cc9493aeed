import { readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { Ajv2020 } from "ajv/dist/2020.js"
import { expect, it } from "vitest"
import { check } from "./support/check.ts"

const root = dirname(dirname(fileURLToPath(import.meta.url)))

it("a report of real findings keeps the published schema", async () => {
  const folder = join(root, "examples/fastapi")
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".py"))
  const report = await check(Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")])))
  expect(report.findings.length).toBeGreaterThan(5)
  const validate = new Ajv2020({ allErrors: true }).compile(
    JSON.parse(readFileSync(join(root, "docs/report.schema.json"), "utf8")),
  )
  validate(report)
  expect(validate.errors ?? []).toEqual([])
})
