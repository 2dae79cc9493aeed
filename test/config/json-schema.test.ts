import { readFileSync } from "node:fs"
import { Ajv2020 } from "ajv/dist/2020.js"
import { describe, expect, test } from "vitest"
import { configJsonSchema } from "../../src/config/json-schema.ts"
import { parseSettings } from "../../src/config/parse.ts"
import { frameworkNames, ruleCatalogue } from "../../src/gatelint.ts"
import { catalogue } from "./catalogue.ts"

test("docs/config.schema.json is up to date (`npm run generate` writes it)", () => {
  const text = readFileSync(new URL("../../docs/config.schema.json", import.meta.url), "utf8")
  expect(text).toBe(`${JSON.stringify(configJsonSchema(ruleCatalogue, frameworkNames), undefined, 2)}\n`)
})

describe("an editor and gatelint agree on what is right", () => {
  const validate = new Ajv2020().compile(configJsonSchema(catalogue, ["fastapi"]))
  test.each([
    [{}, true],
    [{ $schema: "./node_modules/gatelint/docs/config.schema.json", preset: "strict" }, true],
    [{ rules: { "vague-403": "off" }, exclude: ["legacy/"], gateway: ["challenge"] }, true],
    [{ rules: { "vague-404": "off" } }, false],
    [{ scheme: "two words" }, false],
    [{ frameworks: ["fastapi"] }, true],
    [{ frameworks: ["fast"] }, false],
    [{ rules: { "vague-403": "hint" } }, true],
    [{ models: [{ name: "a", modules: ["a"], members: { f: { kind: "lookup" } } }] }, true],
    [{ models: [{ name: "a", modules: ["a"], members: { f: { kind: "lookup", status: 401 } } }] }, false],
  ])("%j: %s", (settings, isRight) => {
    expect(validate(settings)).toBe(isRight)
    const parse = () => parseSettings("gatelint.json", JSON.stringify(settings), catalogue, ["fastapi"])
    if (isRight) expect(parse()).toEqual(settings)
    else expect(parse).toThrow("gatelint.json")
  })
})
