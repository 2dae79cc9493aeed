import { commands, Uri } from "vscode"
import { findings, folder, show, type, until, untilFound, write } from "./editor.ts"
import { watched } from "./progress.ts"
import { guilty } from "./samples.ts"

describe("the server", () => {
  const file = () => Uri.joinPath(folder("app"), "main.py")

  it("comes back when it is killed in the middle of an audit", async function () {
    // A worker of the browser cannot be killed from outside.
    if (typeof process === "undefined") this.skip()
    await show(file())
    await untilFound(file(), ["9 missing-challenge"])
    // The audit starts from nothing, and so is not over at once.
    await commands.executeCommand("gatelint.restartServer")
    await watched(async (_, reports) => {
      const audit = commands.executeCommand("gatelint.auditWorkspace")
      await until(
        () => reports.length,
        (count) => count > 0,
        "progress is shown",
      )
      const before = await kill()
      await until(serverProcesses, (now) => now.some((id) => !before.includes(id)), "a new process")
      await audit
    })
    await untilFound(file(), ["9 missing-challenge"])
  })

  it("comes back when it dies under the user's fingers", async function () {
    if (typeof process === "undefined") this.skip()
    const typed = Uri.joinPath(folder("app"), "typed.py")
    const editor = await show(typed)
    await write(editor, guilty)
    await untilFound(typed, ["9 missing-challenge"])
    await kill()
    // Each word is one more message that nobody reads.
    await type(editor, "\n# One two three four five six seven eight nine ten\n")
    await untilFound(typed, ["9 missing-challenge"])
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

/** Ends the server's process as a crash would. Returns which it was. */
async function kill(): Promise<readonly number[]> {
  const ids = await until(serverProcesses, (now) => now.length > 0, "a process of the server")
  for (const id of ids) process.kill(id, "SIGKILL")
  return ids
}

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
