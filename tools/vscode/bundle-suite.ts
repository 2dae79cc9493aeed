import { build } from "esbuild"
import { root } from "../root.ts"

/** Bundles the tests that run inside VS Code's extension host: one file for both of its hosts. */
export async function bundleSuite(outfile: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ["test/vscode/suite/index.ts"],
    outfile,
    bundle: true,
    format: "cjs",
    platform: "browser",
    target: "es2022",
    external: ["vscode", "node:*"],
    // Mocha's browser build looks for module systems by these names, and would take the bundle's own for it.
    define: { exports: "undefined", define: "undefined" },
    sourcemap: "inline",
    logLevel: "warning",
  })
}
