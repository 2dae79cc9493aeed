import { execFileSync } from "node:child_process"
import { readFileSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { root } from "./root.ts"
import { stageExtension } from "./vscode/stage.ts"

// Writes gatelint-VERSION.vsix: one package for desktop and browser, of what `npm run build` has bundled.
const stage = join(root, "dist/stage")
stageExtension(stage)
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
const file = join(root, `gatelint-${version}.vsix`)
const vsce = createRequire(import.meta.url).resolve("@vscode/vsce/vsce")
const options = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", "--out", file]
execFileSync(process.execPath, [vsce, "package", ...options], { cwd: stage, stdio: ["ignore", "ignore", "inherit"] })
process.stdout.write(`${file} ${Math.round(statSync(file).size / 1000)} kB\n`)
