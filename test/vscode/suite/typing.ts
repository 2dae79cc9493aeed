import { Uri } from "vscode"
import { findings, folder, show, type, until, untilFound, write } from "./editor.ts"
import { guilty, guiltyTypescript } from "./samples.ts"

describe("typing", () => {
  const file = () => Uri.joinPath(folder("app"), "typed.py")

  it("a squiggle appears while typing", async () => {
    const editor = await show(file())
    await write(editor, guilty)
    await untilFound(file(), ["9 missing-challenge"])
    await write(editor, "")
    await untilFound(file(), [])
    await type(editor, guilty)
    await untilFound(file(), ["9 missing-challenge"])
  })

  it("half-typed code below keeps it, and says nothing of itself", async () => {
    const editor = await show(file())
    await write(editor, `${guilty}\n\n@app.get("/you")\ndef you(token = Header(\n`)
    await untilFound(file(), ["9 missing-challenge"])
    await type(editor, "None)):\n    if not token:\n        raise HTTPException(401, ")
    await until(
      () => findings(file()),
      (found) => found.includes("9 missing-challenge"),
      "the first finding stays",
    )
  })

  it("a squiggle appears in TypeScript, whose parser is loaded for it", async () => {
    const other = Uri.joinPath(folder("app"), "typed.ts")
    const editor = await show(other)
    await write(editor, guiltyTypescript)
    await untilFound(other, ["5 missing-challenge"])
    await write(editor, "")
    await untilFound(other, [])
  })

  it("a file that is right is quiet", async () => {
    const editor = await show(file())
    await write(editor, guilty.replace('"who are you?"', '"who are you?", {"WWW-Authenticate": "Bearer"}'))
    await untilFound(file(), [])
  })
})
