import { afterEach, expect, it } from "vitest"
import type { TextResult } from "../../src/server/protocol.ts"
import { type Editor, startEditor, until } from "./editor.ts"

const guilty = `from fastapi import FastAPI, Header, HTTPException
app = FastAPI()
@app.get("/me")
def me(authorization: str | None = Header(None)):
    if authorization is None:
        raise HTTPException(401, "no token")
    return {}
`
const second = `
@app.get("/you")
def you(authorization: str | None = Header(None)):
    if authorization is None:
        raise HTTPException(401, "no token")
`

const running: Editor[] = []
async function start(files: Readonly<Record<string, string>>, folders: readonly string[] = [""]): Promise<Editor> {
  const editor = await startEditor(files, { folders })
  running.push(editor)
  return editor
}
afterEach(async () => {
  for (const editor of running.splice(0)) await editor.stop()
})

async function baselineOf(editor: Editor): Promise<string> {
  const { documents } = await editor.connection.sendRequest<TextResult>("gatelint/baseline", {})
  return documents[0]?.text ?? ""
}

it.each(["", "app"])("what a baseline in the folder `%s` accepts is told nowhere; what is new is", async (folder) => {
  const path = (name: string) => (folder === "" ? name : `${folder}/${name}`)
  const editor = await start({ [path("main.py")]: guilty }, [folder])
  const uri = editor.open(path("main.py"))
  expect(await editor.rules(uri)).toEqual(["missing-challenge 5"])
  editor.write(path("gatelint-baseline.json"), await baselineOf(editor))
  expect(await editor.rules(uri)).toEqual([])
  editor.edit(uri, "7:0", "7:0", second)
  expect(await editor.rules(uri)).toEqual(["missing-challenge 11"])
  editor.write(path("gatelint-baseline.json"), undefined)
  expect(await editor.rules(uri)).toEqual(["missing-challenge 5", "missing-challenge 11"])
})

it("a baseline that is made anew still has what the old one accepts, and the report counts it", async () => {
  const editor = await start({ "main.py": guilty })
  const first = await baselineOf(editor)
  editor.write("gatelint-baseline.json", first)
  expect(await baselineOf(editor)).toBe(first)
  const { documents } = await editor.connection.sendRequest<TextResult>("gatelint/export", { format: "json" })
  expect(JSON.parse(documents[0]?.text ?? "")).toMatchObject({ findings: [], baselined: 1 })
})

it("a broken baseline is told where it stands", async () => {
  const editor = await start({ "main.py": guilty, "gatelint-baseline.json": `{\n  "version": 2,\n  "findings": []\n}` })
  expect(await editor.rules(editor.open("main.py"))).toEqual([])
  await until(() => editor.published.length > 0)
  expect(editor.published[0]).toMatchObject({
    uri: "file:///w/gatelint-baseline.json",
    diagnostics: [{ message: expect.stringContaining("a baseline of version 2"), range: { start: { line: 1 } } }],
  })
})
