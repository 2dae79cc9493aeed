import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../root.ts"

/** What the extension is made of, beside its bundles. */
const parts = [
  ...["README.md", "CHANGELOG.md", "LICENSE", "package.nls.json", "package.nls.ko.json", "package.nls.ja.json"],
  ...["l10n", "syntaxes", "docs/rules", "docs/images", "docs/config.schema.json", "dist/vscode"],
]

/** What of these folders stays at home. */
const notShipped = /\/README\.md$|\.svg$/

/**
 * Lays the extension out as it is installed: bundles, manifest and what they refer to; nothing else.
 * @param folder where to, absolute; emptied first
 */
export function stageExtension(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, "dist"), { recursive: true })
  for (const part of parts) copy(part, folder)
  for (const file of readdirSync(join(root, "dist"))) {
    if (/\.(?:c?js|wasm)$/.test(file)) copyFileSync(join(root, "dist", file), join(folder, "dist", file))
  }
  // Programs for Node are modules, VS Code's entries are not: each folder says what its files are.
  writeFileSync(join(folder, "dist/package.json"), `${JSON.stringify({ type: "module" })}\n`)
  // Everything that is here is meant; without this file the packager asks whether it is.
  writeFileSync(join(folder, ".vscodeignore"), ".vscodeignore\n")
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(shippedManifest(), undefined, 2)}\n`)
}

/** The manifest without what only the repository and the npm package need. */
function shippedManifest(): unknown {
  const manifest: Record<string, unknown> = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
  const own = new Set(["type", "private", "bin", "files", "scripts", "devDependencies"])
  return Object.fromEntries(Object.entries(manifest).filter(([key]) => !own.has(key)))
}

function copy(part: string, folder: string): void {
  const from = join(root, part)
  const filter = (path: string) => path === from || !notShipped.test(path)
  cpSync(from, join(folder, part), { recursive: true, filter })
}
