import { commands, extensions, Uri } from "vscode"
import { folder, show, until } from "./editor.ts"

const id = "gatelint.gatelint"

describe("the extension", () => {
  it("starts with the first Python file, and reads nothing but its own bundle", async () => {
    const extension = extensions.getExtension(id)
    if (extension === undefined) throw new Error("it is not installed")
    if (extension.isActive) throw new Error("it is active although no file was opened")
    const reads = watchReads()
    await show(Uri.joinPath(folder("app"), "main.py"))
    await until(
      () => extension.isActive,
      (active) => active,
      "it becomes active",
    )
    const read = reads?.stop()
    // The browser's worker has no disk to read from.
    if (read === undefined) return
    const own = new Set(["package.json", "dist/vscode/extension.cjs"])
    const foreign = read.filter((path) => !own.has(path.replace(`${extension.extensionPath}/`, "")))
    if (foreign.length > 0) throw new Error(`it read ${foreign.join(", ")}`)
  })

  it("offers its commands", async () => {
    const all = await commands.getCommands(true)
    const offered: { readonly command: string }[] = extensions.getExtension(id)?.packageJSON.contributes.commands ?? []
    const missing = offered.map(({ command }) => command).filter((command) => !all.includes(command))
    if (offered.length === 0 || missing.length > 0) throw new Error(`not there: ${missing.join(", ")}`)
  })
})

/** Notes what code of the extension reads through Node, from now on; `undefined` where there is no Node. */
function watchReads(): { stop(): readonly string[] } | undefined {
  if (typeof process === "undefined") return undefined
  const fs: Record<string, unknown> = require("node:fs")
  const read: string[] = []
  const names = ["readFileSync", "readFile", "createReadStream", "openSync", "open", "readdirSync", "readdir"]
  const before = names.map((name) => [name, fs[name]] as const)
  for (const [name, original] of before) {
    if (typeof original !== "function") continue
    fs[name] = (path: unknown, ...rest: unknown[]) => {
      const from = new Error().stack ?? ""
      if (typeof path === "string" && from.includes("/dist/vscode/")) read.push(path)
      return original.call(fs, path, ...rest)
    }
  }
  return {
    stop() {
      for (const [name, original] of before) fs[name] = original
      return read
    },
  }
}
