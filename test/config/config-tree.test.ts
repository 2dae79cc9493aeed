import { describe, expect, it } from "vitest"
import { resolveTree } from "../../src/config/config-tree.ts"
import type { Settings } from "../../src/config/schema.ts"
import { configOf } from "../../src/model/config.ts"
import { catalogue } from "./catalogue.ts"

const treeOf = (found: Readonly<Record<string, Settings>>, projects: readonly string[] = []) =>
  resolveTree(
    Object.entries(found).map(([folder, settings]) => ({ folder, file: `${folder}/gatelint.json`, settings })),
    catalogue,
    (folder) => projects.includes(folder),
  )

const model = (name: string) => ({ name, modules: [name], members: {} })

describe("folders", () => {
  it("do not inherit what the file above says of rules and files", () => {
    const { config, excludes } = treeOf({
      "": { preset: "strict", rules: { "missing-challenge": "off" }, exclude: ["*.gen.py"] },
      api: { rules: { "scope-check-401": "hint" } },
    })
    expect(configOf(config, "main.py").rules).toEqual({
      "missing-challenge": "off",
      "scope-check-401": "error",
      "vague-403": "info",
    })
    expect(configOf(config, "api/main.py").rules).toEqual({
      "missing-challenge": "warning",
      "scope-check-401": "hint",
      "vague-403": "off",
    })
    expect(["a.gen.py", "api/a.gen.py"].map(excludes)).toEqual([true, false])
  })

  it("inherit what their project says, and an inner project starts anew", () => {
    const { config } = treeOf(
      {
        "": { realm: "outer", sanitizers: ["a.b"], debugFlags: ["x.Y"], scheme: "Basic", gateway: ["preflight"] },
        jobs: { rules: {} },
        web: { realm: "inner" },
        "web/admin": {},
      },
      ["web"],
    )
    const { rules: _, ...outer } = configOf(config, "jobs/a.py")
    expect(outer).toEqual({
      folder: "jobs",
      realm: "outer",
      sanitizers: ["a.b"],
      debugFlags: ["x.Y"],
      scheme: "Basic",
      gateway: ["preflight"],
    })
    expect(configOf(config, "web/admin/a.py")).toMatchObject({ realm: "inner", sanitizers: [], scheme: undefined })
    // A folder's name is no prefix.
    expect(configOf(config, "website/a.py").realm).toBe("outer")
  })

  it("bring the models of all projects together, and every framework that one looks for", () => {
    const a = { models: [model("a")], frameworks: ["fastapi"] }
    const both = treeOf({ a, b: { models: [model("b")], frameworks: ["flask", "fastapi"] } }, ["a", "b"]).config
    expect(both.models.map(({ name }) => name)).toEqual(["a", "b"])
    expect(both.frameworks.toSorted()).toEqual(["fastapi", "flask"])
    expect(treeOf({ a, b: {} }, ["a", "b"]).config.frameworks).toEqual([])
  })
})
