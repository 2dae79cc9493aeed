import { copyFile, mkdir } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { build, type Metafile } from "esbuild"
import { root } from "./root.ts"

// Packages that are CommonJS inside call `require` for Node's own modules, which an ES module does not have.
const prelude = [
  "#!/usr/bin/env node",
  'import { createRequire as gatelintRequire } from "node:module"',
  "const require = gatelintRequire(import.meta.url)",
].join("\n")

/** The engine's wasm files: what they are called beside a bundle, and where they come from. */
const grammars = {
  "web-tree-sitter.wasm": "web-tree-sitter/web-tree-sitter.wasm",
  "tree-sitter-python.wasm": "tree-sitter-python/tree-sitter-python.wasm",
} as const

/**
 * Bundles programs for Node, with the grammars beside them.
 * @param programs names of the files to write, without `.js`, and their sources, relative to the repository
 * @param folder where to, absolute
 */
export async function bundle(programs: Readonly<Record<string, string>>, folder: string): Promise<Metafile> {
  await mkdir(folder, { recursive: true })
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { ...programs },
    outdir: folder,
    bundle: true,
    format: "esm",
    // What a command alone needs, such as the language server, is loaded with it.
    splitting: true,
    chunkNames: "[name]-[hash]",
    platform: "node",
    // The UMD files that some packages name as their main one hide their requires from the bundler.
    mainFields: ["module", "main"],
    target: "node20",
    banner: { js: prelude },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "eof",
    metafile: true,
    logLevel: "warning",
  })
  const { resolve } = createRequire(import.meta.url)
  await build({
    absWorkingDir: root,
    entryPoints: { "ecmascript-parser": "src/languages/ecmascript/parser.ts" },
    outdir: folder,
    bundle: true,
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    // It serves Node and browsers alike, and is loaded only where a project has a file for it.
    platform: "browser",
    target: "es2022",
    // The compiler looks for Node's own modules wherever there is a process; what it finds here are empty ones.
    define: { "process.browser": "true" },
    // The whole package reads tsconfig files from the disk; its converter alone needs no more than the compiler.
    alias: { "@typescript-eslint/typescript-estree/use-at-your-own-risk": converter(resolve) },
    minify: true,
    legalComments: "eof",
    logLevel: "warning",
  })
  for (const [name, source] of Object.entries(grammars)) await copyFile(resolve(source), join(folder, name))
  return metafile
}

/** Bundles a program for a browser's worker: one file, whole. */
export async function bundleForBrowser(programs: Readonly<Record<string, string>>, folder: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { ...programs },
    outdir: folder,
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "eof",
    metafile: true,
    logLevel: "warning",
  })
  return metafile
}

function converter(resolve: NodeJS.RequireResolve): string {
  return join(dirname(resolve("@typescript-eslint/typescript-estree/use-at-your-own-risk")), "ast-converter.js")
}
