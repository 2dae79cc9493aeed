import { afterEach, describe, expect, it } from "vitest"
import { CancellationTokenSource } from "vscode-languageserver"
import { type Editor, type EditorOptions, modern, old, ruleAndLine, startEditor, until } from "./editor.ts"

const guilty = `from fastapi import FastAPI, Header, HTTPException
app = FastAPI()
@app.get("/me")
def me(authorization: str | None = Header(None)):
    if authorization is None:
        raise HTTPException(401, "no token")
    return {}
`
const innocent = guilty.replace(`"no token")`, `"no token", headers={"WWW-Authenticate": "Bearer"})`)
const quietDown = (before: string) =>
  before.replace(`"no token")`, `"no token", headers={"WWW-Authenticate": "Bearer"})`)

const running: Editor[] = []
async function start(files: Readonly<Record<string, string>>, options?: EditorOptions): Promise<Editor> {
  const editor = await startEditor(files, options)
  running.push(editor)
  return editor
}
afterEach(async () => {
  for (const editor of running.splice(0)) await editor.stop()
})

describe("a document is pulled", () => {
  it("with its findings, linked to the rule's page", async () => {
    const editor = await start({ "main.py": guilty })
    const report = await editor.pull(editor.open("main.py"))
    expect(report).toMatchObject({
      kind: "full",
      items: [
        {
          source: "gatelint",
          code: "missing-challenge",
          severity: 2,
          codeDescription: { href: "file:///package/docs/rules/missing-challenge.md" },
          range: { start: { line: 5, character: 14 }, end: { line: 5, character: 44 } },
        },
      ],
    })
  })

  it("unchanged where nothing changed", async () => {
    const editor = await start({ "main.py": guilty })
    const uri = editor.open("main.py")
    const { resultId } = await editor.pull(uri)
    expect(await editor.pull(uri, resultId)).toEqual({ kind: "unchanged", resultId })
  })

  it.each<[string, (editor: Editor, uri: string) => void, readonly string[]]>([
    ["as it is typed", (editor, uri) => editor.edit(uri, "5:43", "5:43", `, {"WWW-Authenticate": "Bearer"}`), []],
    ["moved by lines above", (editor, uri) => editor.edit(uri, "0:0", "0:0", "\n\n"), ["missing-challenge 7"]],
    ["emptied", (editor, uri) => editor.replace(uri, ""), []],
    ["half-typed: nothing is said of the broken statement", (editor, uri) => editor.edit(uri, "4:27", "4:32", ""), []],
    ["half-typed elsewhere", (editor, uri) => editor.edit(uri, "7:0", "7:0", "def f(:\n"), ["missing-challenge 5"]],
  ])("%s", async (_, act, expected) => {
    const editor = await start({ "main.py": guilty })
    const uri = editor.open("main.py")
    expect(await editor.rules(uri)).toEqual(["missing-challenge 5"])
    act(editor, uri)
    expect(await editor.rules(uri)).toEqual(expected)
  })

  it("from the buffer, not from the disk, until it is closed", async () => {
    const editor = await start({ "main.py": guilty })
    const uri = editor.open("main.py", innocent)
    expect(await editor.rules(uri)).toEqual([])
    editor.close(uri)
    expect(await editor.rules(uri)).toEqual(["missing-challenge 5"])
  })

  it.each([
    ["untitled", "untitled:Untitled-1", ["missing-challenge 5"]],
    ["outside of every folder", "file:///elsewhere/x.py", ["missing-challenge 5"]],
    ["of another scheme", "git:/w/main.py", []],
  ])("%s", async (_, uri, expected) => {
    const editor = await start({})
    expect(await editor.rules(editor.open(uri, guilty))).toEqual(expected)
  })

  it("of another language: nothing", async () => {
    const editor = await start({ "a.txt": guilty })
    expect(await editor.rules(editor.open("a.txt", guilty, "plaintext"))).toEqual([])
  })

  it("cancelled where the client no longer wants it", async () => {
    const editor = await start({ "main.py": guilty })
    const source = new CancellationTokenSource()
    const uri = editor.open("main.py")
    const pulled = editor.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } }, source.token)
    source.cancel()
    await expect(pulled).rejects.toMatchObject({ code: -32800 })
    expect(await editor.rules(uri)).toEqual(["missing-challenge 5"])
  })
})

const handler = `from errors import denied
from fastapi import FastAPI, Header
app = FastAPI()
@app.get("/me")
def me(authorization: str | None = Header(None)):
    if authorization is None:
        raise denied()
    return {}
`
const errors = `from fastapi import HTTPException
def denied():
    return HTTPException(401, "no token")
`

describe("files depend on each other", () => {
  it("an edit elsewhere brings the open documents that it changes along", async () => {
    const editor = await start({ "main.py": handler, "errors.py": errors })
    const [main, other] = [editor.open("main.py"), editor.open("errors.py")]
    const [shownInMain, shownInErrors] = [await editor.rules(main), await editor.rules(other)]
    expect([...shownInMain, ...shownInErrors]).toEqual(["missing-challenge 2"])
    editor.edit(main, "5:4", "6:22", "return {}")
    const report = await editor.pull(main)
    expect(report).toMatchObject({ kind: "full", relatedDocuments: { [other]: { kind: "full", items: [] } } })
  })

  it("a change on the disk asks the client to pull once", async () => {
    const editor = await start({ "main.py": handler, "errors.py": errors })
    const main = editor.open("main.py")
    const other = editor.open("errors.py")
    await editor.rules(main)
    await editor.rules(other)
    editor.close(main)
    await new Promise((resolve) => setTimeout(resolve, 150))
    editor.refreshes = 0
    editor.write("main.py", "x = 1\n")
    await until(() => editor.refreshes > 0)
    expect(await editor.rules(other)).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(editor.refreshes).toBe(1)
  })

  it.each<[string, string | undefined, readonly string[]]>([
    ["deleted", undefined, []],
    ["rewritten", quietDown(errors), []],
  ])("a file that is %s", async (_, text, expected) => {
    const editor = await start({ "main.py": handler, "errors.py": errors })
    const main = editor.open("main.py")
    await editor.rules(main)
    editor.write("errors.py", text)
    await until(() => editor.refreshes >= 0)
    expect(await editor.rules(main)).toEqual(expected)
  })
})

describe("settings", () => {
  it.each<[string, Record<string, string>, EditorOptions["settings"], readonly string[]]>([
    ["none", {}, {}, ["missing-challenge 5"]],
    ["the client turns a rule off", {}, { "file:///w": { rules: { "missing-challenge": "off" } } }, []],
    ["the client turns gatelint off", {}, { "file:///w": { enable: false } }, []],
    ["the client excludes the file", {}, { "file:///w": { exclude: ["main.py"] } }, []],
    ["the project's file", { "gatelint.json": `{"rules": {"missing-challenge": "off"}}` }, {}, []],
    [
      "the project's file wins",
      { "gatelint.json": `{"rules": {"missing-challenge": "error"}}` },
      { "file:///w": { rules: { "missing-challenge": "off" } } },
      ["missing-challenge 5"],
    ],
    [
      "a file that the client names",
      { "ci/strict.json": "{}", "ci/gatelint.json": `{"rules": {"missing-challenge": "off"}}` },
      { "file:///w": { configPath: "ci/gatelint.json" } },
      [],
    ],
  ])("%s", async (_, more, settings, expected) => {
    const editor = await start({ "main.py": guilty, ...more }, settings === undefined ? {} : { settings })
    expect(await editor.rules(editor.open("main.py"))).toEqual(expected)
  })

  it("each folder has its own", async () => {
    const editor = await start(
      { "a/main.py": guilty, "a/gatelint.json": `{"rules": {"missing-challenge": "off"}}`, "b/main.py": guilty },
      { folders: ["a", "b"] },
    )
    expect(await editor.rules(editor.open("a/main.py"))).toEqual([])
    expect(await editor.rules(editor.open("b/main.py"))).toEqual(["missing-challenge 5"])
  })

  it("take effect when they change", async () => {
    const editor = await start({ "main.py": guilty })
    const uri = editor.open("main.py")
    expect(await editor.rules(uri)).toEqual(["missing-challenge 5"])
    editor.settings["file:///w"] = { rules: { "missing-challenge": "off" } }
    editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null })
    expect(await editor.rules(uri)).toEqual([])
    editor.settings["file:///w"] = {}
    editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null })
    expect(await editor.rules(uri)).toEqual(["missing-challenge 5"])
    editor.write("gatelint.json", `{"rules": {"missing-challenge": "off"}}`)
    expect(await editor.rules(uri)).toEqual([])
  })

  it.each([
    ["a client that pulls is asked to", modern, (editor: Editor) => editor.refreshes === 1],
    ["another is told", old, (editor: Editor) => editor.published.at(-1)?.diagnostics.length === 0],
  ])("turned off, %s", async (_, capabilities, isTold) => {
    const configures = { ...capabilities, workspace: { ...capabilities.workspace, configuration: true } }
    const editor = await start({ "main.py": guilty }, { capabilities: configures })
    const uri = editor.open("main.py")
    if (capabilities === modern) await editor.pull(uri)
    else await until(() => editor.published.length > 0)
    editor.settings["file:///w"] = { enable: false }
    editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null })
    await until(() => isTold(editor))
  })

  it("a mistake is shown where it stands, and gone once it is mended", async () => {
    const editor = await start({ "main.py": guilty, "gatelint.json": `{"rules": {"missing-chalenge": "off"}}` })
    const uri = editor.open("main.py")
    expect(await editor.rules(uri)).toEqual([])
    await until(() => editor.published.length > 0)
    expect(editor.published[0]).toMatchObject({
      uri: "file:///w/gatelint.json",
      diagnostics: [{ message: expect.stringContaining("did you mean `missing-challenge`?") }],
    })
    editor.write("gatelint.json", "{}")
    expect(await editor.rules(uri)).toEqual(["missing-challenge 5"])
    expect(editor.published.at(-1)).toEqual({ uri: "file:///w/gatelint.json", diagnostics: [] })
  })

  it("on save: what is typed counts once it is saved", async () => {
    const editor = await start({ "main.py": guilty }, { settings: { "file:///w": { run: "onSave" } } })
    const uri = editor.open("main.py")
    expect(await editor.rules(uri)).toEqual(["missing-challenge 5"])
    editor.replace(uri, innocent)
    expect(await editor.rules(uri)).toEqual(["missing-challenge 5"])
    editor.save(uri)
    expect(await editor.rules(uri)).toEqual([])
  })
})

describe("an editor that cannot pull", () => {
  it("is told, and told again when it changes, and when the document closes", async () => {
    const editor = await start({ "main.py": guilty }, { capabilities: old })
    expect(editor.initialized?.capabilities.diagnosticProvider).toBeUndefined()
    const uri = editor.open("main.py")
    await until(() => editor.published.length === 1)
    expect(editor.published[0]?.diagnostics.map(ruleAndLine)).toEqual(["missing-challenge 5"])
    editor.replace(uri, innocent)
    await until(() => editor.published.length === 2)
    expect(editor.published[1]).toEqual({ uri, version: 2, diagnostics: [] })
    editor.replace(uri, `${innocent}\n`)
    editor.close(uri)
    await until(() => editor.published.length === 3)
    expect(editor.published[2]).toEqual({ uri, diagnostics: [] })
  })
})

describe("the workspace is pulled", () => {
  it("only by clients that opted in", async () => {
    const editor = await start({ "main.py": guilty })
    expect(editor.initialized?.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: false })
  })

  it("with the findings of files that are not open, and held until there is something new", async () => {
    const options: EditorOptions = { initializationOptions: { workspaceDiagnostics: "always" }, capabilities: modern }
    const editor = await start({ "main.py": guilty, "other.py": guilty, "quiet.py": innocent }, options)
    editor.open("main.py")
    const ask = (previousResultIds: unknown) =>
      editor.connection.sendRequest<{ items: { uri: string; resultId: string; items?: unknown[] }[] }>(
        "workspace/diagnostic",
        { previousResultIds },
      )
    const first = await ask([])
    expect(first.items.map(({ uri }) => uri)).toEqual(["file:///w/other.py"])
    const previous = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }))
    let isAnswered = false
    const second = ask(previous).finally(() => {
      isAnswered = true
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(isAnswered).toBe(false)
    editor.write("other.py", innocent)
    expect((await second).items).toEqual([
      { kind: "full", uri: "file:///w/other.py", version: null, resultId: expect.any(String), items: [] },
    ])
  })
})
