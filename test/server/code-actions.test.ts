import { afterEach, describe, expect, it } from "vitest"
import type { ClientCapabilities, CodeAction, WorkspaceEdit } from "vscode-languageserver"
import { TextDocument } from "vscode-languageserver-textdocument"
import type { Finding, Fix } from "../../src/model/report.ts"
import { type Editor, type EditorOptions, modern, old, startEditor } from "./editor.ts"
import { fixingEngine } from "./fixing-engine.ts"

const guilty = `from fastapi import FastAPI, Header, HTTPException
app = FastAPI()
@app.get("/me")
def me(authorization: str | None = Header(None)):
    if authorization is None:
        raise HTTPException(401, "no token")
    return {}
@app.get("/you")
def you(authorization: str | None = Header(None)):
    if authorization is None:
        raise HTTPException(401, "no token")
    return {}
`

/** A safe fix at the place and a wide one that is not. */
function fixesOf({ file, range }: Finding): readonly Fix[] {
  const end = { line: range.end.line, column: range.end.column - 1 }
  const header = { file, range: { start: end, end }, newText: `, {"WWW-Authenticate": "Bearer"}` }
  const top = { line: 1, column: 1 }
  const shared = { file, range: { start: top, end: top }, newText: "import logging\n" }
  const elsewhere = { file: "errors.py", range: { start: top, end: top }, newText: "# one place\n" }
  return [
    { title: "Add the challenge for the whole app", safe: false, preferred: false, edits: [elsewhere] },
    { title: "Raise another error", safe: false, preferred: false, edits: [header] },
    { title: "Add the challenge", safe: true, preferred: true, edits: [header, shared] },
  ]
}

const running: Editor[] = []
async function start(options: EditorOptions = {}): Promise<{ editor: Editor; uri: string }> {
  const files = { "main.py": guilty, "errors.py": "" }
  const editor = await startEditor(files, { engine: fixingEngine(fixesOf), ...options })
  running.push(editor)
  return { editor, uri: editor.open("main.py") }
}
afterEach(async () => {
  for (const editor of running.splice(0)) await editor.stop()
})

const at = (line: number) => ({ start: { line, character: 20 }, end: { line, character: 20 } })

function actions(editor: Editor, uri: string, line: number, only?: readonly string[]): Promise<CodeAction[]> {
  return editor.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range: at(line),
    context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
  })
}

async function take(editor: Editor, uri: string, title: string, only?: readonly string[]): Promise<CodeAction> {
  const action = (await actions(editor, uri, 5, only)).find((one) => one.title === title)
  return editor.connection.sendRequest("codeAction/resolve", action)
}

/** The file after an edit. */
function applied(text: string, edit: WorkspaceEdit | undefined, uri: string): string {
  const document = TextDocument.create(uri, "python", 1, text)
  const changes = (edit?.documentChanges ?? []).flatMap((change) =>
    "textDocument" in change && change.textDocument.uri === uri ? change.edits : [],
  )
  return TextDocument.applyEdits(
    document,
    changes.flatMap((change) => ("newText" in change ? [change] : [])),
  )
}

const fixed = guilty.replace(`"no token")`, `"no token", {"WWW-Authenticate": "Bearer"})`)
const allFixed = `import logging\n${guilty.replaceAll(`"no token")`, `"no token", {"WWW-Authenticate": "Bearer"})`)}`

describe("the actions on a line", () => {
  it("start with the real fix and end with the comment", async () => {
    const { editor, uri } = await start()
    const offered = await actions(editor, uri, 5)
    expect(
      offered.map(({ title, kind, isPreferred }) => `${kind}: ${title}${isPreferred === true ? " *" : ""}`),
    ).toEqual([
      "quickfix: Add the challenge *",
      "quickfix: Raise another error",
      "quickfix: Add the challenge for the whole app",
      "quickfix: Fix all `missing-challenge` problems in this file",
      "quickfix: Ignore `missing-challenge` on this line",
      "quickfix: Ignore `missing-challenge` in this file",
      "source.fixAll.gatelint: Fix all safe gatelint problems in this file",
    ])
    expect(offered[0]?.diagnostics).toMatchObject([{ code: "missing-challenge", range: { start: { line: 5 } } }])
    expect(offered.every(({ edit }) => edit === undefined)).toBe(true)
  })

  it.each<[string, number, readonly string[] | undefined, readonly string[]]>([
    ["a line without a finding offers the file's own", 1, undefined, ["source.fixAll.gatelint"]],
    ["only quick fixes", 1, ["quickfix"], []],
    ["only what mends all", 5, ["source.fixAll"], ["source.fixAll.gatelint"]],
    ["only ours", 5, ["source.fixAll.gatelint"], ["source.fixAll.gatelint"]],
    ["somebody else's", 5, ["source.fixAll.eslint"], []],
    ["another source action", 5, ["source.organizeImports"], []],
  ])("%s", async (_, line, only, kinds) => {
    const { editor, uri } = await start()
    expect((await actions(editor, uri, line, only)).map(({ kind }) => kind)).toEqual(kinds)
  })

  it("open the rule's page where the client can show one", async () => {
    const shown: unknown[] = []
    const capabilities: ClientCapabilities = { ...modern, window: { showDocument: { support: true } } }
    const { editor, uri } = await start({ capabilities })
    editor.connection.onRequest("window/showDocument", (params) => {
      shown.push(params)
      return { success: true }
    })
    const page = (await actions(editor, uri, 5)).find(({ title }) => title === "Open the page of `missing-challenge`")
    await editor.connection.sendRequest("workspace/executeCommand", page?.command)
    expect(shown).toEqual([{ uri: "file:///package/docs/rules/missing-challenge.md", external: false }])
  })
})

describe("an action that is taken", () => {
  it.each([
    ["Add the challenge", `import logging\n${fixed}`],
    ["Raise another error", fixed],
    ["Fix all `missing-challenge` problems in this file", allFixed],
    ["Fix all safe gatelint problems in this file", allFixed],
  ])("%s", async (title, expected) => {
    const { editor, uri } = await start()
    const { edit } = await take(editor, uri, title)
    expect(applied(guilty, edit, uri)).toBe(expected)
  })

  it.each([
    ["Add the challenge", false],
    ["Raise another error", true],
    ["Add the challenge for the whole app", true],
    ["Fix all safe gatelint problems in this file", false],
  ])("%s asks first: %s", async (title, asks) => {
    const { editor, uri } = await start()
    const { edit } = await take(editor, uri, title)
    expect(edit?.changeAnnotations).toEqual(asks ? { gatelint: { label: title, needsConfirmation: true } } : undefined)
  })

  it.each([
    ["Ignore `missing-challenge` on this line", ["missing-challenge 11"]],
    ["Ignore `missing-challenge` in this file", []],
  ])("%s", async (title, left) => {
    const { editor, uri } = await start()
    const { edit } = await take(editor, uri, title)
    editor.replace(uri, applied(guilty, edit, uri))
    expect(await editor.rules(uri)).toEqual(left)
  })

  it("is made for the text as it is now", async () => {
    const { editor, uri } = await start()
    const [action] = await actions(editor, uri, 5)
    editor.edit(uri, "0:0", "0:0", "\n")
    const { edit } = await editor.connection.sendRequest<CodeAction>("codeAction/resolve", action)
    expect(edit?.documentChanges).toMatchObject([
      {
        textDocument: { uri, version: 2 },
        edits: [{ range: { start: { line: 6 } } }, { range: { start: { line: 0 } } }],
      },
    ])
  })

  it("is refused once its finding is gone", async () => {
    const { editor, uri } = await start()
    const [action] = await actions(editor, uri, 5)
    editor.replace(uri, "")
    await expect(editor.connection.sendRequest("codeAction/resolve", action)).rejects.toMatchObject({ code: -32801 })
  })

  it("changes files that are not open without a version", async () => {
    const { editor, uri } = await start()
    const { edit } = await take(editor, uri, "Add the challenge for the whole app")
    expect(edit?.documentChanges).toMatchObject([{ textDocument: { uri: "file:///w/errors.py", version: null } }])
  })

  it("comes with its edit, in the old form, where the client cannot resolve", async () => {
    const { editor, uri } = await start({ capabilities: old })
    const [first] = await actions(editor, uri, 5)
    expect(first?.edit?.changes?.[uri]).toHaveLength(2)
    expect(first?.edit?.documentChanges).toBeUndefined()
  })
})
