import { commands, languages } from "vscode"
import { folder, until } from "./editor.ts"
import { notes } from "./notes.ts"
import { watched } from "./progress.ts"

/** As many as the folder `large` has; every one is guilty. */
const files = 500

describe("the audit", () => {
  it("can be cancelled, and says so to nobody but the user", async () => {
    const audit = await watched(async (token, reports) => {
      const running = commands.executeCommand("gatelint.auditWorkspace")
      await until(
        () => reports.length,
        (count) => count > 0,
        "progress is shown",
      )
      token.cancel()
      await running
    })
    if (audit.result !== undefined) throw new Error("it went on to the end")
  })

  it("finds what is in files that are not open, tells how far it is, and leaves the editor responsive", async function () {
    this.timeout(5 * 60_000)
    const ticks = watchTicks()
    const audit = await watched(async () => {
      await commands.executeCommand("gatelint.auditWorkspace")
    })
    const longest = ticks.stop()
    const counts = audit.reports.flatMap((message) => /\d+ of (\d+) files/.exec(message)?.[1] ?? [])
    if (counts.length === 0) throw new Error(`no counts in: ${audit.reports.join(" | ")}`)
    const most = Math.max(...counts.map(Number))
    notes.push(`longest gap between timer ticks in the extension host: ${longest} ms, while ${most} files were audited`)
    await until(guiltyFiles, (count) => count === files, "every guilty file has its finding", 50_000)
  })

  it("leaves its findings in the Problems panel when tabs are closed", async () => {
    await commands.executeCommand("workbench.action.closeAllEditors")
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const found = guiltyFiles()
    if (found !== files) throw new Error(`${found} files have findings`)
  })
})

function guiltyFiles(): number {
  const large = folder("large").toString()
  return languages.getDiagnostics().filter(([uri, found]) => uri.toString().startsWith(large) && found.length > 0)
    .length
}

/** The longest time in which a timer of 5 ms did not fire, in ms. */
function watchTicks(): { stop(): number } {
  let last = Date.now()
  let longest = 0
  const timer = setInterval(() => {
    longest = Math.max(longest, Date.now() - last)
    last = Date.now()
  }, 5)
  return {
    stop() {
      clearInterval(timer)
      return longest
    },
  }
}
