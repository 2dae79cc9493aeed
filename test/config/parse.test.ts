import { describe, expect, test } from "vitest"
import { ConfigError } from "../../src/config/config-error.ts"
import { parseSettings } from "../../src/config/parse.ts"
import { catalogue } from "./catalogue.ts"

const member = (value: object) => ({ models: [{ name: "acme", modules: ["acme"], members: { check: value } }] })

describe("a wrong key or value is named with its path and the nearest right name", () => {
  const json: readonly (readonly [string, unknown, path: string, message: string])[] = [
    ["a key", { rulez: {} }, "rulez", "unknown key `rulez`: did you mean `rules`?"],
    [
      "a rule",
      { rules: { "missing-chalenge": "off" } },
      "rules.missing-chalenge",
      "unknown rule `rules.missing-chalenge`: did you mean `missing-challenge`?",
    ],
    [
      "a far rule",
      { rules: { nonsense: "off" } },
      "rules.nonsense",
      "unknown rule `rules.nonsense`: there are `missing-challenge`, `scope-check-401` and `vague-403`",
    ],
    [
      "a level",
      { rules: { "vague-403": "warn" } },
      "rules.vague-403",
      '`rules.vague-403` cannot be "warn": did you mean `warning`?',
    ],
    ["a preset", { preset: "strct" }, "preset", '`preset` cannot be "strct": did you mean `strict`?'],
    ["a preset's type", { preset: 1 }, "preset", "`preset` cannot be 1: it is one of `recommended`, `strict`"],
    ["a type", { exclude: "legacy/" }, "exclude", "`exclude` must be a list, not a string"],
    ["an item's type", { exclude: ["a", 2] }, "exclude[1]", "`exclude[1]` must be a string, not a number"],
    ["null", { realm: null }, "realm", "`realm` must be a string, not null"],
    ["the whole", [], "", "the settings must be an object, not a list"],
    ["a realm with a quote", { realm: 'a"b' }, "realm", "`realm` is wrong: must be plain text without quotes"],
    ["a scheme of two words", { scheme: "a b" }, "scheme", "`scheme` is wrong: must be one word, such as `Bearer`"],
    [
      "a gateway",
      { gateway: ["preflights"] },
      "gateway[0]",
      '`gateway[0]` cannot be "preflights": did you mean `preflight`?',
    ],
    [
      "a framework",
      { frameworks: ["fastpi"] },
      "frameworks[0]",
      '`frameworks[0]` cannot be "fastpi": did you mean `fastapi`?',
    ],
    [
      "a missing key",
      { models: [{ name: "acme", members: {} }] },
      "models[0].modules",
      "`models[0].modules` is missing",
    ],
    [
      "a model's kind",
      member({ kind: "verifcation" }),
      "models[0].members.check.kind",
      '`models[0].members.check.kind` cannot be "verifcation": did you mean `verification`?',
    ],
    [
      "a model's key",
      member({ kind: "refusing-gate", status: 401, chalenge: true, yields: "identity" }),
      "models[0].members.check.challenge",
      "`models[0].members.check.challenge` is missing",
    ],
    [
      "a model's status",
      member({ kind: "refusing-gate", status: 4010, challenge: true, yields: "identity" }),
      "models[0].members.check.status",
      "`models[0].members.check.status` is wrong: too big: expected number to be <=599",
    ],
  ]
  test.each(json)("%s", (_, value, path, message) => {
    const error = errorOf("gatelint.json", JSON.stringify(value))
    expect(error.message).toMatch(/^gatelint\.json:1:\d+: /)
    expect(error.message.replace(/^\S+ /, "")).toBe(message)
    expect(error.path).toBe(path)
  })

  test.each([
    [
      "pyproject.toml",
      '[tool.gatelint.rules]\nvague-40 = "off"',
      "pyproject.toml: unknown rule `tool.gatelint.rules.vague-40`: did you mean `vague-403`?",
    ],
    [
      "web/package.json",
      '{"gatelint": {"presets": 1}}',
      "web/package.json:1:15: unknown key `gatelint.presets`: did you mean `preset`?",
    ],
    ["pyproject.toml", "[tool.gatelint]\npreset = ", /^pyproject\.toml:2:10: not valid TOML \([^\n]+\)$/],
    ["gatelint.json", '{"preset": }', "gatelint.json:1:12: not valid JSON (unexpected `}`)"],
  ])("in %s: %s", (file, text, message) => {
    expect(errorOf(file, text).message).toMatch(message)
  })
})

describe("a mistake in JSON is told with its line and column", () => {
  const text = `{
  // What editors know of this file.
  "$schema": "x",
  "rules": {
    "leaky-detal": "off"
  },
  "exclude": ["a", 2],
}`
  test.each([
    ["a key that is none, at its name", text, "5:5"],
    ["an item", text.replace("leaky-detal", "vague-403"), "7:20"],
    ["what is missing, at what holds it", '{\n  "models": [\n    { "name": "acme", "members": {} }\n  ]\n}', "3:5"],
    ["the whole", "\n  []", "2:3"],
    ["what is no JSON", '{\n  "preset" "strict"\n}', "2:12"],
  ])("%s", (_, json, where) => {
    expect(errorOf("gatelint.json", json).message).toContain(`gatelint.json:${where}: `)
  })
})

describe("settings are found where they stand", () => {
  const settings = { preset: "strict", rules: { "vague-403": "error" } }
  test.each([
    ["gatelint.json", JSON.stringify({ $schema: "x", ...settings }), { $schema: "x", ...settings }],
    ["gatelint.json", `\uFEFF${JSON.stringify(settings)}`, settings],
    ["gatelint.json", `// why\n${JSON.stringify(settings).replace("}}", "},}")}`, settings],
    ["package.json", JSON.stringify({ name: "shop", gatelint: settings }), settings],
    ["pyproject.toml", '[tool.gatelint]\npreset = "strict"\nrules = { vague-403 = "error" }', settings],
    ["package.json", JSON.stringify({ name: "gatelint-demo" }), undefined],
    ["pyproject.toml", '[project]\ndependencies = ["gatelint"]', undefined],
    // Somebody else's mistake in a file that doesn't speak of us.
    ["pyproject.toml", "[project\n", undefined],
    ["package.json", "{", undefined],
  ])("%s: %s", (file, text, expected) => {
    expect(parseSettings(file, text, catalogue, ["fastapi", "flask"])).toEqual(expected)
  })
})

function errorOf(file: string, text: string): ConfigError {
  try {
    parseSettings(file, text, catalogue, ["fastapi", "flask"])
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error("no complaint")
}
