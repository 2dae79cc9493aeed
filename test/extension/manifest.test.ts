import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import manifest from "../../package.json" with { type: "json" }
import { languages } from "../../src/extension/languages.ts"
import { ruleCatalogue } from "../../src/gatelint.ts"
import { root } from "../../tools/root.ts"

const { contributes } = manifest
const texts = JSON.parse(read("package.nls.json"))

describe("the manifest", () => {
  it("starts the extension for its languages and for nothing else", () => {
    expect(manifest.activationEvents).toEqual(languages.map((language) => `onLanguage:${language}`))
  })

  it("works in a browser, in virtual and in untrusted workspaces", () => {
    expect(manifest.capabilities).toEqual({
      untrustedWorkspaces: { supported: true },
      virtualWorkspaces: { supported: true },
    })
    expect([manifest.main, manifest.browser]).toEqual(["./dist/vscode/extension.cjs", "./dist/vscode/browser.js"])
  })

  it("offers these commands in the palette", () => {
    const hidden = new Set(contributes.menus.commandPalette.map(({ command }) => command))
    const titles = contributes.commands
      .filter(({ command }) => !hidden.has(command))
      .map(({ category, title }) => `${category}: ${texts[title.slice(1, -1)]}`)
    expect(titles).toEqual([
      "gatelint: Audit Workspace",
      "gatelint: Audit Current File",
      "gatelint: Fix All Safe Problems in File",
      "gatelint: Show Auth Map",
      "gatelint: Explain This Line",
      "gatelint: Create Baseline",
      "gatelint: Restart Server",
      "gatelint: Show Output",
      "gatelint: Open Rule Documentation",
    ])
  })

  it("registers every command that it offers", () => {
    const sources = ["start", "audit", "auth-map", "baseline", "explain", "fix", "report/index", "rule-documentation"]
    const code = sources.map((name) => read(`src/extension/${name}.ts`)).join("\n")
    const registered = [...code.matchAll(/registerCommand\(\s*"([^"]+)"/g)].map(([, command]) => command)
    expect(registered.sort()).toEqual(contributes.commands.map(({ command }) => command).sort())
  })

  it("scopes every setting to the folder, but the trace", () => {
    const scopes = Object.entries(contributes.configuration.properties).map(([key, { scope }]) => [key, scope])
    expect(scopes.filter(([, scope]) => scope !== "resource")).toEqual([["gatelint.trace.server", "window"]])
  })

  it("lets every rule be set", () => {
    const { properties } = contributes.configuration.properties["gatelint.rules"]
    expect(Object.keys(properties)).toEqual(ruleCatalogue.map(({ id }) => id))
  })

  it("has a walkthrough of four steps, each with its picture", () => {
    const [walkthrough] = contributes.walkthroughs
    expect(walkthrough?.steps).toHaveLength(4)
    expect(walkthrough?.steps.filter(({ media }) => !existsSync(join(root, media.image)))).toEqual([])
  })

  it("matches the lines of the `compact` format", () => {
    const [matcher] = contributes.problemMatchers
    const { regexp, ...groups } = matcher?.pattern ?? { regexp: "" }
    const line = "app/main.py:12:5: warning [missing-challenge] This 401 names no challenge."
    expect(new RegExp(regexp).exec(line)?.slice(1)).toEqual([
      "app/main.py",
      "12",
      "5",
      "warning",
      "missing-challenge",
      "This 401 names no challenge.",
    ])
    expect(groups).toEqual({ file: 1, line: 2, column: 3, severity: 4, code: 5, message: 6 })
  })
})

function read(path: string): string {
  return readFileSync(join(root, path), "utf8")
}
