import { type CodeLens, ConfigurationTarget, commands, type Hover, languages, tasks, Uri, workspace } from "vscode"
import { folder, show, until, untilFound } from "./editor.ts"

describe("a setting of a folder", () => {
  const file = () => Uri.joinPath(folder("app"), "main.py")

  for (const [name, value] of [
    ["enable", false],
    ["rules", { "missing-challenge": "off" }],
    ["exclude", ["main.py"]],
  ] as const) {
    it(`\`${name}\` holds as soon as it is set, and no longer`, async () => {
      await show(file())
      await untilFound(file(), ["9 missing-challenge"])
      const settings = workspace.getConfiguration("gatelint", file())
      await settings.update(name, value, ConfigurationTarget.WorkspaceFolder)
      try {
        await untilFound(file(), [])
      } finally {
        await settings.update(name, undefined, ConfigurationTarget.WorkspaceFolder)
      }
      await untilFound(file(), ["9 missing-challenge"])
    })
  }

  it("`codeLens.enable` shows or hides the gates above a route", async () => {
    await show(file())
    const lenses = async () => {
      const shown = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", file(), 20)
      return shown.flatMap(({ command }) => command?.title ?? []).join(", ")
    }
    await until(lenses, (titles) => titles.startsWith("GET /me · HTTPBearer"), "the route's gates")
    const settings = workspace.getConfiguration("gatelint", file())
    await settings.update("codeLens.enable", false, ConfigurationTarget.WorkspaceFolder)
    try {
      await until(lenses, (titles) => titles === "", "no lens")
    } finally {
      await settings.update("codeLens.enable", undefined, ConfigurationTarget.WorkspaceFolder)
    }
  })
})

describe("a file", () => {
  const file = () => Uri.joinPath(folder("app"), "main.py")

  it("says over an exit what it answers, and why", async () => {
    const { document } = await show(file())
    const position = document.positionAt(document.getText().indexOf("HTTPException(401"))
    await until(
      async () => {
        const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", file(), position)
        return hovers.flatMap(({ contents }) => contents.map((part) => (typeof part === "string" ? part : part.value)))
      },
      (texts) => texts.some((text) => text.startsWith("**401 · ")),
      "the exit's hover",
    )
  })

  it("that was never saved is checked too", async () => {
    const text = new TextDecoder().decode(await workspace.fs.readFile(file()))
    const untitled = await workspace.openTextDocument({ language: "python", content: text })
    await show(untitled.uri)
    await untilFound(untitled.uri, ["9 missing-challenge"])
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor")
  })

  it("`gatelint.json` is checked by its schema", async () => {
    const config = Uri.joinPath(folder("other"), "gatelint.json")
    const before = await workspace.fs.readFile(config)
    await workspace.fs.writeFile(config, new TextEncoder().encode('{ "rules": { "missing-challenge": "loud" } }'))
    try {
      await show(config)
      await until(
        () => languages.getDiagnostics(config).filter(({ source }) => source !== "gatelint").length,
        (count) => count > 0,
        "the value is told",
      )
    } finally {
      await workspace.fs.writeFile(config, before)
    }
  })
})

describe("a task", () => {
  it("checks a folder by the command line, its lines matched", async function () {
    // A browser runs no programs.
    if (typeof process === "undefined") this.skip()
    const found = await tasks.fetchTasks({ type: "gatelint" })
    const task = found.find(({ scope }) => typeof scope === "object" && scope.name === "app")
    if (task === undefined) throw new Error(found.map(({ name }) => name).join(", "))
    const { execution, problemMatchers } = task
    if (problemMatchers[0] !== "$gatelint") throw new Error(problemMatchers.join())
    if (execution === undefined || !("args" in execution) || !("process" in execution)) throw new Error("no program")
    const { spawnSync } = require("node:child_process")
    const { stdout, status } = spawnSync(execution.process, execution.args, {
      cwd: folder("app").fsPath,
      env: { ...process.env, ...execution.options?.env },
      encoding: "utf8",
    })
    const line = /^main\.py:9:\d+: warning \[missing-challenge\] /m
    if (status !== 1 || !line.test(stdout)) throw new Error(`${status}: ${stdout}`)
  })
})
