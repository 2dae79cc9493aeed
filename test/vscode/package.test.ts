import { execFileSync } from "node:child_process"
import { readdirSync, rmSync, statSync } from "node:fs"
import { join, relative } from "node:path"
import { expect, it } from "vitest"
import { root } from "../../tools/root.ts"

it("the package is small, whole, and holds nothing but the extension", () => {
  execFileSync("npm", ["run", "--silent", "package"], { cwd: root })
  const [name = ""] = readdirSync(root).filter((file) => file.endsWith(".vsix"))
  const file = join(root, name)
  const files = filesBelow(join(root, "dist/stage"))
  const { size } = statSync(file)
  rmSync(file)
  process.stdout.write(`  ${name}: ${Math.round(size / 1000)} kB, ${files.length} files\n`)
  expect(size).toBeLessThan(3_000_000)
  const kinds = files.map((path) =>
    path
      .replace(/^(docs\/rules|docs\/images|syntaxes|l10n)\/.*(\.\w+)$/, "$1/*$2")
      .replace(/(chunk|node-host)-\w+/, "$1-*"),
  )
  expect([...new Set(kinds)].sort()).toEqual([
    ".vscodeignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "dist/chunk-*.js",
    "dist/cli.js",
    "dist/ecmascript-parser.cjs",
    "dist/node-host-*.js",
    "dist/package.json",
    "dist/server.browser.js",
    "dist/server.js",
    "dist/tree-sitter-python.wasm",
    "dist/vscode/browser.js",
    "dist/vscode/extension.cjs",
    "dist/web-tree-sitter.wasm",
    "docs/config.schema.json",
    "docs/images/*.png",
    "docs/rules/*.md",
    "l10n/*.json",
    "package.json",
    "package.nls.ja.json",
    "package.nls.json",
    "package.nls.ko.json",
    "syntaxes/*.json",
  ])
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll("\\", "/"))
}
