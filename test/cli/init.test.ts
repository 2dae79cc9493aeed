import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { parseSettings } from "../../src/config/parse.ts"
import { frameworkNames, ruleCatalogue } from "../../src/gatelint.ts"
import { folderOf } from "./fake-host.ts"
import { bareRoute, head, runReal } from "./real-engine.ts"

describe("gatelint init", () => {
  it("writes settings that are right and change nothing, says what it found and what is next", async () => {
    const folder = folderOf({
      ".git/": "",
      "main.py": head + bareRoute("a"),
      "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["fastapi>=0.115"]\n',
    })
    const before = await runReal(folder, "check --format json")
    const { code, out, err } = await runReal(folder, "init")
    expect([code, err]).toEqual([0, ""])
    expect(out).toBe(
      "gatelint.json  written: the recommended rules, each at its own severity\nfound          fastapi\nnext           gatelint check\n",
    )
    const text = readFileSync(join(folder, "gatelint.json"), "utf8")
    expect(parseSettings("gatelint.json", text, ruleCatalogue, frameworkNames)).toEqual({
      $schema: "./node_modules/gatelint/docs/config.schema.json",
      preset: "recommended",
      rules: {},
      exclude: [],
    })
    expect((await runReal(folder, "check --format json")).out).toBe(before.out)
  })

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ["in no manifest", { "main.py": "" }, "no manifest, so gatelint goes by what files import"],
    [
      "in a manifest of other things",
      { "requirements.txt": "requests\n" },
      "no framework that gatelint knows in the manifests",
    ],
    [
      "in the projects of a monorepo",
      { "a/requirements.txt": "fastapi\n", "b/pyproject.toml": '[project]\ndependencies = ["starlette"]\n' },
      "fastapi (a, b)",
    ],
    [
      "in a folder of packages",
      { ".venv/x/requirements.txt": "fastapi\n" },
      "no manifest, so gatelint goes by what files import",
    ],
  ])("looks for frameworks %s", async (_, files, found) => {
    const { out } = await runReal(folderOf({ ".git/": "", ...files }), "init")
    expect(out).toContain(`found          ${found}\n`)
  })

  it.each([
    ["node_modules/gatelint/docs/config.schema.json", ".", "./node_modules/gatelint/docs/config.schema.json"],
    ["node_modules/gatelint/docs/config.schema.json", "web", "../node_modules/gatelint/docs/config.schema.json"],
    ["tools/gatelint/docs/config.schema.json", ".", "./tools/gatelint/docs/config.schema.json"],
  ])("names its schema where it lies inside the project: %s from %s", async (schema, from, named) => {
    const folder = folderOf({ ".git/": "", "web/": "" })
    await runReal(join(folder, from), "init", { schemaPath: join(folder, schema) })
    expect(
      JSON.parse(readFileSync(join(folder, from, "gatelint.json"), "utf8").replace(/^ *\/\/.*/gm, "")),
    ).toMatchObject({
      $schema: named,
    })
  })

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ["its own file", { "gatelint.json": "{ broken" }, "gatelint.json is there already: `gatelint check` uses it"],
    [
      "a table of pyproject.toml",
      { "pyproject.toml": '[tool.gatelint]\npreset = "strict"\n' },
      "pyproject.toml has settings of gatelint already: `gatelint check` uses them",
    ],
    [
      "a key of package.json",
      { "package.json": '{"gatelint": {}}' },
      "package.json has settings of gatelint already: `gatelint check` uses them",
    ],
  ])("overwrites nothing: %s", async (_, files, message) => {
    const folder = folderOf({ ".git/": "", ...files })
    const { code, err, out } = await runReal(folder, "init")
    expect([code, err, out]).toEqual([2, `gatelint: ${message}\n`, ""])
    expect(existsSync(join(folder, "gatelint.json"))).toBe("gatelint.json" in files)
  })

  it("takes no arguments", async () => {
    expect((await runReal(folderOf({}), "init web")).err).toBe(
      "gatelint: too many arguments for `init`. Expected 0 arguments but got 1.\n",
    )
  })
})
