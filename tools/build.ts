import { chmod, rm, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { bundle, bundleForBrowser } from "./bundle.ts"
import { bundleExtension } from "./bundle-extension.ts"
import { root } from "./root.ts"

const dist = join(root, "dist")
const cli = join(dist, "cli.js")

await rm(dist, { recursive: true, force: true })
const metafile = await bundle({ cli: "src/cli/main.ts", server: "src/server/node.ts" }, dist)
await bundleForBrowser({ "server.browser": "src/server/browser.ts" }, dist)
await bundleExtension(join(dist, "vscode"))
await chmod(cli, 0o755)
await writeFile(join(dist, "meta.json"), JSON.stringify(metafile))

if (!process.argv.includes("--quiet")) {
  const { size } = await stat(cli)
  process.stdout.write(`dist/cli.js ${Math.round(size / 1000)} kB\n`)
}
