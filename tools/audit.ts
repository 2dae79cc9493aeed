import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { root } from "./root.ts"

// Paths are the caller's: npm runs scripts in the repository, but says where it was called.
const given = process.argv.slice(2)
const paths = given.some((argument) => !argument.startsWith("-")) ? given : [...given, join(root, "examples")]
const { status } = spawnSync(process.execPath, [join(root, "dist/cli.js"), "check", ...paths], {
  cwd: process.env["INIT_CWD"] ?? process.cwd(),
  stdio: "inherit",
})
process.exitCode = status ?? 2
