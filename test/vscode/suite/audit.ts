import { commands, languages } from "vscode"
import { folder, until } from "./editor.ts"

describe("the audit", () => {
  it("finds what is in files that are not open", async () => {
    await commands.executeCommand("gatelint.auditWorkspace")
    const large = folder("large").toString()
    const found = () =>
      languages.getDiagnostics().filter(([uri, list]) => uri.toString().startsWith(large) && list.length > 0).length
    await until(found, (files) => files === 500, "every guilty file has its finding", 50_000)
  })
})
