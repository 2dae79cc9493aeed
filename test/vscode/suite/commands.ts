import { commands, type QuickPickItem, Selection, Uri, window, workspace } from "vscode"
import { findings, folder, show, until, untilFound, write } from "./editor.ts"
import { guilty } from "./samples.ts"
import { standIn } from "./stand-in.ts"

describe("the command", () => {
  const main = () => Uri.joinPath(folder("app"), "main.py")

  it("Audit Current File reports the file", async () => {
    await show(main())
    await commands.executeCommand("gatelint.auditFile")
    await untilTab("gatelint report: app")
    await untilFound(main(), ["9 missing-challenge"])
  })

  it("Export Report writes the report that is shown", async () => {
    const target = Uri.joinPath(folder("app"), "report.json")
    await show(main())
    await commands.executeCommand("gatelint.auditFile")
    await untilTab("gatelint report: app")
    await pickingWith(
      (items) => items.find(({ label }) => label === "JSON"),
      () =>
        standIn(
          window,
          "showSaveDialog",
          async () => target,
          () => silently(() => commands.executeCommand("gatelint.exportReport")),
        ),
    )
    const report = JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(target)))
    await workspace.fs.delete(target)
    const told = report.findings.map(({ file, rule }: Record<string, unknown>) => `${file} ${rule}`)
    if (!told.includes("main.py missing-challenge")) throw new Error(told.join(", "))
  })

  it("Show Report of Another Project offers every folder", async () => {
    await commands.executeCommand("gatelint.auditWorkspace")
    const offered = await pickingWith(
      (items) => items.find(({ label }) => label === "other"),
      () => commands.executeCommand("gatelint.switchReport"),
    )
    await untilTab("gatelint report: other")
    const missing = ["app", "other", "large"].filter((name) => !offered.includes(name))
    if (missing.length > 0) throw new Error(`not offered: ${missing.join(", ")}`)
  })

  it("Fix All Safe Problems in File mends them", async () => {
    const file = Uri.joinPath(folder("app"), "typed.py")
    const editor = await show(file)
    await write(editor, guilty)
    await untilFound(file, ["9 missing-challenge"])
    await commands.executeCommand("gatelint.fixFile")
    await until(
      () => editor.document.getText(),
      (text) => text.includes("WWW-Authenticate"),
      "the challenge is written",
    )
    await untilFound(file, [])
    const told: string[] = []
    const listen = (async (text: string) => {
      told.push(text)
    }) as unknown as typeof window.showInformationMessage
    await standIn(window, "showInformationMessage", listen, async () => commands.executeCommand("gatelint.fixFile"))
    if (told.length !== 1) throw new Error(`nothing left to mend was told with ${JSON.stringify(told)}`)
  })

  it("Explain This Line lists the facts of the line", async () => {
    const editor = await show(main())
    editor.selection = new Selection(8, 8, 8, 8)
    const offered = await pickingWith(
      () => undefined,
      () => commands.executeCommand("gatelint.explainLine"),
    )
    if (!offered.some((label) => label.startsWith("401 · "))) throw new Error(offered.join(", "))
  })

  it("Open Rule Documentation shows the page of the finding under the cursor", async () => {
    const editor = await show(main())
    await untilFound(main(), ["9 missing-challenge"])
    editor.selection = new Selection(8, 16, 8, 16)
    await commands.executeCommand("gatelint.openRuleDocumentation")
    await untilTab("Preview missing-challenge.md")
  })

  it("Show Auth Map and its refreshing work without a route as well", async () => {
    await commands.executeCommand("gatelint.showAuthMap")
    await commands.executeCommand("gatelint.refreshAuthMap")
  })

  it("Show Output leaves the cursor where it is", async () => {
    const { document } = await show(main())
    await commands.executeCommand("gatelint.showOutput")
    if (window.activeTextEditor?.document !== document) throw new Error("another editor has the cursor")
  })

  it("Create Baseline accepts what is there, and it is told again once the file is gone", async () => {
    await show(main())
    await untilFound(main(), ["9 missing-challenge"])
    await silently(() => commands.executeCommand("gatelint.createBaseline"))
    await untilFound(main(), [])
    for (const { uri } of workspace.workspaceFolders ?? []) {
      await workspace.fs.delete(Uri.joinPath(uri, "gatelint-baseline.json"))
    }
    await until(
      () => findings(main()),
      (found) => found.includes("9 missing-challenge"),
      "the finding is back",
    )
  })
})

/** Answers a list of choices. Returns what was offered. */
async function pickingWith(
  pick: (items: readonly QuickPickItem[]) => QuickPickItem | undefined,
  act: () => PromiseLike<unknown>,
): Promise<readonly string[]> {
  const offered: string[] = []
  const answer = async (items: readonly QuickPickItem[]) => {
    offered.push(...items.map(({ label }) => label))
    return pick(items)
  }
  // The extension asks in one of the many ways to call it.
  await standIn(window, "showQuickPick", answer as unknown as typeof window.showQuickPick, async () => act())
  return offered
}

/** Without the notification at the end, which would wait for somebody to close it. */
function silently(act: () => PromiseLike<unknown>): Promise<unknown> {
  return standIn(
    window,
    "showInformationMessage",
    async () => undefined,
    async () => act(),
  )
}

function untilTab(label: string): Promise<unknown> {
  return until(
    () => window.tabGroups.all.flatMap(({ tabs }) => tabs.map((tab) => tab.label)),
    (labels) => labels.includes(label),
    `a tab ${label}`,
  )
}
