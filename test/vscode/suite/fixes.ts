import { type CodeAction, ConfigurationTarget, commands, type Range, Uri, workspace } from "vscode"
import { diagnostics, folder, ruleOf, show, until, untilFound, write } from "./editor.ts"
import { guilty } from "./samples.ts"

describe("a finding", () => {
  const file = () => Uri.joinPath(folder("app"), "typed.py")
  const text = async () => (await workspace.openTextDocument(file())).getText()

  it("goes with its preferred fix, which stands first", async () => {
    await write(await show(file()), guilty)
    await untilFound(file(), ["9 missing-challenge"])
    const [first] = await actions(file())
    if (first?.isPreferred !== true) throw new Error(`${first?.title} is not preferred`)
    await take(first)
    await until(text, (seen) => seen.includes("WWW-Authenticate"), "the challenge is written")
    await untilFound(file(), [])
  })

  it("goes when it is silenced, which is offered last", async () => {
    await write(await show(file()), guilty)
    await untilFound(file(), ["9 missing-challenge"])
    const offered = await actions(file())
    const silencers = offered.slice(-2)
    if (!silencers.every(({ title }) => title.startsWith("Ignore"))) {
      throw new Error(offered.map(({ title }) => title).join(", "))
    }
    const [onLine] = silencers
    if (onLine !== undefined) await take(onLine)
    await until(text, (seen) => seen.includes("# gatelint: ignore[missing-challenge]"), "the comment is written")
    await untilFound(file(), [])
  })

  it("goes on save, where the user has asked for that", async () => {
    const settings = workspace.getConfiguration("editor", file())
    await settings.update("codeActionsOnSave", { "source.fixAll.gatelint": "explicit" }, ConfigurationTarget.Workspace)
    try {
      const editor = await show(file())
      await write(editor, guilty)
      await untilFound(file(), ["9 missing-challenge"])
      await editor.document.save()
      await until(text, (seen) => seen.includes("WWW-Authenticate"), "the challenge is written")
      await untilFound(file(), [])
    } finally {
      await settings.update("codeActionsOnSave", undefined, ConfigurationTarget.Workspace)
    }
  })

  it("links to the page of its rule", async () => {
    await write(await show(file()), guilty)
    await untilFound(file(), ["9 missing-challenge"])
    const [found] = diagnostics(file())
    if (typeof found?.code !== "object") throw new Error("its code has no link")
    const page = new TextDecoder().decode(await workspace.fs.readFile(found.code.target))
    if (!page.startsWith(`# ${ruleOf(found.code)}`)) throw new Error(page.slice(0, 80))
  })
})

/** What is offered for the first finding of a file, in the order in which the editor shows it. */
async function actions(uri: Uri): Promise<readonly CodeAction[]> {
  const range: Range | undefined = diagnostics(uri)[0]?.range
  return commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", uri, range, "quickfix", 20)
}

async function take({ edit, title }: CodeAction): Promise<void> {
  if (edit === undefined) throw new Error(`${title} has no edit`)
  await workspace.applyEdit(edit)
}
