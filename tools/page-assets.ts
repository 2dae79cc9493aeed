import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { build, transform } from "esbuild"
import { root } from "./root.ts"

const folder = "src/reporters/html"

/** The module that holds the page's script and style as text, with their hashes for the page's policy. */
export async function pageAssets(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`${folder}/client/main.ts`],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    minify: true,
  })
  const script = outputFiles[0]?.text.trim() ?? ""
  const css = await readFile(join(root, folder, "style.css"), "utf8")
  const style = (await transform(css, { loader: "css", minify: true })).code.trim()
  return [
    "// Made of client/ and style.css by `npm run generate`.",
    `export const script = ${JSON.stringify(script)}`,
    `export const scriptHash = "${hashOf(script)}"`,
    `export const style = ${JSON.stringify(style)}`,
    `export const styleHash = "${hashOf(style)}"`,
    "",
  ].join("\n")
}

/** As a content security policy names a script: SHA-256, base64. */
function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64")
}
