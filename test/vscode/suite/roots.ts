import { Uri } from "vscode"
import { folder, show, untilFound } from "./editor.ts"

describe("several folders", () => {
  it("each has the settings of its own config file", async () => {
    const loose = Uri.joinPath(folder("app"), "main.py")
    const other = Uri.joinPath(folder("other"), "main.py")
    await show(loose)
    await show(other)
    await untilFound(loose, ["9 missing-challenge"])
    // Its gatelint.json turns the rule off.
    await untilFound(other, [])
  })
})
