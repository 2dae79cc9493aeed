import { type BuildOptions, build } from "esbuild"
import { root } from "./root.ts"

/** What VS Code loads: the two entries, CommonJS: both hosts `require` them. */
const programs: readonly BuildOptions[] = [
  {
    entryPoints: { extension: "src/extension/node.ts" },
    platform: "node",
    target: "node20",
    outExtension: { ".js": ".cjs" },
  },
  { entryPoints: { browser: "src/extension/browser.ts" }, platform: "browser", target: "es2022" },
]

/** Bundles the extension, without its server. */
export async function bundleExtension(folder: string): Promise<void> {
  const built = programs.map((program) =>
    build({
      absWorkingDir: root,
      bundle: true,
      format: "cjs",
      outdir: folder,
      external: ["vscode"],
      minify: true,
      legalComments: "eof",
      logLevel: "warning",
      ...program,
    }),
  )
  await Promise.all(built)
}
