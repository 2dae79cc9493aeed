import { commands, Uri } from "vscode"
import { findings, folder, show, until, untilFound } from "./editor.ts"

describe("the server", () => {
  const file = () => Uri.joinPath(folder("app"), "main.py")

  it("comes back when it is killed in the middle of an audit", async function () {
    // A worker of the browser cannot be killed from outside.
    if (typeof process === "undefined") this.skip()
    await show(file())
    await untilFound(file(), ["9 missing-challenge"])
    const before = serverProcesses()
    if (before.length === 0) throw new Error("no process of the server was found")
    const audit = commands.executeCommand("gatelint.auditWorkspace")
    for (const id of before) process.kill(id, "SIGKILL")
    await until(serverProcesses, (now) => now.length > 0 && now.every((id) => !before.includes(id)), "a new process")
    await audit
    await untilFound(file(), ["9 missing-challenge"])
  })

  it("starts anew when it is told to", async () => {
    await show(file())
    await commands.executeCommand("gatelint.restartServer")
    await until(
      () => findings(file()),
      (found) => found.includes("9 missing-challenge"),
      "the finding is back",
    )
  })
})

/** The processes that run the extension's server, by their command lines. */
function serverProcesses(): readonly number[] {
  const { readdirSync, readFileSync } = require("node:fs")
  const ids: string[] = readdirSync("/proc").filter((name: string) => /^\d+$/.test(name))
  return ids.flatMap((id) => {
    try {
      const line = readFileSync(`/proc/${id}/cmdline`, "utf8")
      const parent = / (\d+)$/.exec(
        /^\d+ \(.*?\) \S (\d+)/.exec(readFileSync(`/proc/${id}/stat`, "utf8"))?.[0] ?? "",
      )?.[1]
      return line.includes("dist/server.js") && Number(parent) === process.pid ? [Number(id)] : []
    } catch {
      // It ended between the two looks.
      return []
    }
  })
}
