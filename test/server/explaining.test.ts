import { afterEach, describe, expect, it } from "vitest"
import type { CodeLens, Hover } from "vscode-languageserver"
import type { AuditResult, Requests, Status, TextResult } from "../../src/server/protocol.ts"
import { type Editor, type EditorOptions, startEditor, until } from "./editor.ts"

const shop = `from typing import Annotated
from fastapi import Depends, FastAPI, Header, HTTPException, Security
from fastapi.security import HTTPBearer, SecurityScopes
app = FastAPI()
bearer = HTTPBearer()

def current_user(scopes: SecurityScopes, token: Annotated[str, Depends(bearer)]):
    user = find(token)
    if user is None:
        raise HTTPException(401, "who are you?", {"WWW-Authenticate": "Bearer"})
    if not set(scopes.scopes) <= set(user.scopes):
        raise HTTPException(403, "needs more rights")
    return user

@app.get("/orders/{id}")
def read_order(id: int, user=Security(current_user, scopes=["orders:read"])):
    if user.role != "admin":
        raise HTTPException(403, "admins only")
    return {}

@app.get("/health")
def health(key: str | None = Header(None)):
    if key is None:
        raise HTTPException(401, "no key")
    return {}
`
const running: Editor[] = []
async function start(files: Readonly<Record<string, string>>, options?: EditorOptions): Promise<Editor> {
  const editor = await startEditor(files, options)
  running.push(editor)
  return editor
}
afterEach(async () => {
  for (const editor of running.splice(0)) await editor.stop()
})

function ask<M extends keyof Requests>(editor: Editor, method: M, params: Requests[M]["params"]) {
  return editor.connection.sendRequest<Requests[M]["result"]>(method, params)
}

describe("a hover", () => {
  async function hover(line: number): Promise<string> {
    const editor = await start({ "main.py": shop })
    const answer = await editor.connection.sendRequest<Hover | null>("textDocument/hover", {
      textDocument: { uri: editor.open("main.py") },
      position: { line, character: 10 },
    })
    return answer === null ? "" : String(Object(answer.contents).value)
  }

  it("says what an exit answers, why, and with which challenge", async () => {
    const text = await hover(9)
    expect(text).toContain("**401 · raise**")
    expect(text).toContain("- Asks: authentication")
    expect(text).toContain("- Challenge: always: Bearer")
  })

  it("names the entrance gates of a 401's routes as suspects, in order", async () => {
    expect(await hover(9)).toMatch(
      /A client that gets 401 from `GET \/orders\/\{id\}` was stopped at the entrance by, in order:\n\n1\. `HTTPBearer`.*\n2\. `current_user`/,
    )
  })

  it("names the inner checks of a 403's routes", async () => {
    expect(await hover(17)).toMatch(/was stopped inside by, in order:\n\n1\. `current_user`.*\n2\. `read_order`/)
  })

  it("is silent where nothing leaves", async () => {
    expect(await hover(3)).toBe("")
  })
})

describe("code lenses", () => {
  async function lenses(options?: EditorOptions): Promise<readonly string[]> {
    const editor = await start({ "main.py": shop }, options)
    const found = await editor.connection.sendRequest<CodeLens[]>("textDocument/codeLens", {
      textDocument: { uri: editor.open("main.py") },
    })
    return found.map(({ range, command }) => `${range.start.line}: ${command?.title}`)
  }

  it("show a route's gates in order, their scopes, and what comes from where", async () => {
    expect(await lenses()).toEqual([
      "14: GET /orders/{id} · HTTPBearer → current_user [orders:read] · 401 HTTPBearer, current_user · 403 current_user, read_order",
      "20: GET /health · no gate · 401 health",
    ])
  })

  it("can be turned off", async () => {
    expect(await lenses({ settings: { "file:///w": { codeLens: { enable: false } } } })).toEqual([])
  })
})

describe("an audit", () => {
  it("reports every root, as far as it is asked for", async () => {
    const files = { "a/main.py": shop, "a/quiet.py": "x = 1\n", "b/main.py": shop }
    const editor = await start(files, { folders: ["a", "b"] })
    const found = ({ roots }: AuditResult) =>
      roots.map(({ uri, report }) => `${uri}: ${report.findings.map(({ file, rule }) => `${file} ${rule}`)}`)
    const all = ["file:///w/a: main.py missing-challenge", "file:///w/b: main.py missing-challenge"]
    expect(found(await ask(editor, "gatelint/audit", {}))).toEqual(all)
    expect(found(await ask(editor, "gatelint/audit", { uri: "file:///w/b" }))).toEqual(all.slice(1))
    expect(found(await ask(editor, "gatelint/audit", { uri: "file:///w/a/quiet.py" }))).toEqual(["file:///w/a: "])
  })

  it("tells how far it is, with counts of files", async () => {
    const files = Object.fromEntries(Array.from({ length: 399 }, (_, index) => [`m${index}.py`, "x = 1\n"]))
    const editor = await start({ ...files, "main.py": shop })
    const told: { kind: string; message?: string }[] = []
    editor.connection.onNotification("$/progress", ({ value }) => {
      told.push(value)
    })
    await ask(editor, "gatelint/audit", { workDoneToken: "audit" })
    expect(told.at(0)).toMatchObject({ kind: "begin", cancellable: true })
    expect(told.filter(({ kind }) => kind === "report").at(-1)?.message).toMatch(
      /^400 of 400 files read, \d+ analysed$/,
    )
    expect(told.at(-1)).toEqual({ kind: "end" })
  })

  it("begins anew where settings change meanwhile", async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`m${index}.py`, shop]))
    const editor = await start(files)
    const told: string[] = []
    const audit = ask(editor, "gatelint/audit", { workDoneToken: "audit" })
    await new Promise<void>((resolve) => {
      editor.connection.onNotification("$/progress", ({ value }) => {
        if (value.kind === "report") told.push(value.message)
        if (told.length === 1) resolve()
      })
    })
    expect(told[0]).not.toMatch(/^400 of 400 files read, 400/)
    editor.settings["file:///w"] = { rules: { "missing-challenge": "off" } }
    editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null })
    const { roots } = await audit
    expect(roots.map(({ report }) => report.files.read)).toEqual([400])
    expect(roots.flatMap(({ report }) => report.findings)).toEqual([])
  })

  it("keeps its results up to date afterwards where the client wants that", async () => {
    const editor = await start({ "main.py": shop }, { initializationOptions: { workspaceDiagnostics: "after-audit" } })
    let isAnswered = false
    const pulled = editor.connection
      .sendRequest<{ items: { uri: string }[] }>("workspace/diagnostic", { previousResultIds: [] })
      .finally(() => {
        isAnswered = true
      })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(isAnswered).toBe(false)
    await ask(editor, "gatelint/audit", {})
    expect((await pulled).items.map(({ uri }) => uri)).toEqual(["file:///w/main.py"])
  })
})

describe("what the client can ask for", () => {
  it("the facts of a line", async () => {
    const editor = await start({ "main.py": shop })
    const uri = editor.open("main.py")
    expect(await ask(editor, "gatelint/explain", { uri, line: 10 })).toMatchObject({ file: "main.py", line: 10 })
    expect(await ask(editor, "gatelint/explain", { uri: "file:///w/no.txt", line: 1 })).toBeNull()
  })

  it("the auth map", async () => {
    const editor = await start({ "main.py": shop })
    const { roots } = await ask(editor, "gatelint/authMap", {})
    expect(roots[0]?.map.apps[0]?.routes.map(({ path }) => path)).toEqual(["/orders/{id}", "/health"])
  })

  it("the report in a format of the command line", async () => {
    const editor = await start({ "main.py": shop })
    const { documents }: TextResult = await ask(editor, "gatelint/export", { format: "json" })
    expect(JSON.parse(documents[0]?.text ?? "")).toMatchObject({ findings: [{ rule: "missing-challenge" }] })
    await expect(ask(editor, "gatelint/export", { format: "jsn" })).rejects.toThrow(
      "unknown format jsn: there are pretty",
    )
  })

  it("a baseline of what is found today", async () => {
    const editor = await start({ "main.py": shop })
    const { documents } = await ask(editor, "gatelint/baseline", {})
    expect(documents[0]?.uri).toBe("file:///w/gatelint-baseline.json")
    expect(JSON.parse(documents[0]?.text ?? "")).toMatchObject({
      version: 1,
      findings: [{ file: "main.py", rule: "missing-challenge", code: 'HTTPException(401, "no key")' }],
    })
  })
})

it("the status says what was found and how much was understood", async () => {
  const editor = await start({ "main.py": shop }, { initializationOptions: { status: true } })
  const told: Status[] = []
  editor.connection.onNotification("gatelint/status", (status: Status) => {
    told.push(status)
  })
  await editor.rules(editor.open("main.py"))
  await until(() => told.some(({ state }) => state === "idle"))
  expect(told[0]).toMatchObject({ state: "working", roots: [] })
  expect(told.at(-1)).toMatchObject({
    state: "idle",
    roots: [
      { uri: "file:///w", counts: { error: 0, warning: 1, info: 0 }, coverage: { apps: { complete: 1, open: 0 } } },
    ],
  })
})
