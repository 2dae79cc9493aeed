import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { root } from "../../tools/root.ts"
import { stageExtension } from "../../tools/vscode/stage.ts"
import { openPage } from "./launch/page.ts"
import { readyVsCode } from "./launch/ready.ts"
import { type Served, serve } from "./launch/serve.ts"

// What somebody does who has just installed it, with mouse and keyboard. The pictures are for eyes, and for the README.
const pictures = join(root, "coverage/pictures")
const home = mkdtempSync(join(tmpdir(), "gatelint-user-"))
const folder = join(home, "harbour")
const extension = join(home, "extension")

const start = `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)
ships = {"vega": "berth 4"}


`
const typed = [
  "def captain(token: str | None = Depends(scheme)):",
  "    if token is None:",
  '        raise HTTPException(status_code=401, detail="Who is calling?")',
]

const ready = readyVsCode()
let served: Served
let browser: Browser
let page: Page

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  mkdirSync(join(folder, ".vscode"), { recursive: true })
  writeFileSync(
    join(folder, "pyproject.toml"),
    '[project]\nname = "harbour"\nversion = "1"\ndependencies = ["fastapi>=0.122"]\n',
  )
  writeFileSync(join(folder, "main.py"), start)
  writeFileSync(join(folder, "ships.py"), secondFile)
  writeFileSync(join(folder, ".vscode/settings.json"), JSON.stringify(settings))
  stageExtension(extension)
  if ("why" in ready) return
  served = await serve(ready.code)
  const opened = await openPage({
    chromium: ready.code.chromium,
    port: served.port,
    extension: { folder: extension },
    open: folder,
  })
  browser = opened.browser
  page = opened.page
  await page.waitForSelector(".monaco-workbench .explorer-folders-view", { timeout: 120_000 })
})

afterAll(async () => {
  await browser?.close()
  await served?.stop()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await page.screenshot({ path: join(pictures, "failed.png") })
})

describe.skipIf("why" in ready)("a new user", () => {
  it("types a guilty handler and sees it underlined", async () => {
    await openFile("main.py")
    await page.keyboard.press("Control+End")
    for (const line of typed) {
      await page.keyboard.type(line, { delay: 5 })
      // Nothing that the editor proposes shall be taken.
      await page.keyboard.press("Escape")
      await page.keyboard.press("Enter")
    }
    await page.waitForSelector(".squiggly-warning", { timeout: 60_000 })
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Home")
    await closeSides()
    await page.locator(".squiggly-warning").first().hover({ force: true })
    await page.waitForSelector(".monaco-hover:not(.hidden) .hover-row", { timeout: 20_000 })
    await page.waitForTimeout(500)
    await picture("squiggle", 530)
    expect(await page.locator(".monaco-hover").first().textContent()).toContain("missing-challenge")
  })

  it("opens the lightbulb and applies the fix, which stands first", async () => {
    await page.keyboard.press("Escape")
    await page.locator(".view-line", { hasText: "HTTPException(status_code=401" }).click()
    await page.keyboard.press("Control+.")
    const menu = page.locator(".action-widget").first()
    await menu.waitFor({ timeout: 30_000 })
    await page.waitForTimeout(500)
    await picture("fix", 530)
    expect(await menu.locator(".monaco-list-row.action").first().textContent()).toContain("WWW-Authenticate")
    await page.keyboard.press("Enter")
    await page.waitForSelector(".squiggly-warning", { state: "detached", timeout: 60_000 })
    expect(await page.locator(".view-lines").first().textContent()).toContain("WWW-Authenticate")
    await page.keyboard.press("Control+s")
  })

  it("audits the workspace from the palette; the report says what the Problems panel says", async () => {
    await command("gatelint: Audit Workspace")
    const report = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame")
    await report.locator("article.finding").first().waitFor({ timeout: 90_000 })
    await closeSides()
    await picture("report")
    const told = await report
      .locator("article.finding")
      .evaluateAll((cards) => cards.map((card) => card.getAttribute("data-rule")))
    await command("Problems: Focus on Problems View")
    await page.waitForSelector(".markers-panel .monaco-list-row")
    const shown = await page.locator(".markers-panel .marker-code, .markers-panel .code-link").allTextContents()
    await picture("problems")
    expect(shown.map((code) => /[a-z][\w-]*/.exec(code)?.[0]).sort()).toEqual(told.sort())
  })

  it("sees the auth map", async () => {
    await command("gatelint: Show Auth Map")
    const line = (text: string) =>
      page.locator(".pane", { hasText: "Auth Map" }).locator(".monaco-list-row", { hasText: text })
    await line("app").first().waitFor({ timeout: 60_000 })
    // The files make room for it.
    await page.locator(".pane-header", { hasText: "harbour" }).click()
    for (const route of ["PUT /ships/{name}/berth", "DELETE /ships/{name}"]) {
      await line(route).locator(".monaco-tl-twistie").click()
    }
    await line("scuttle").waitFor()
    expect(await line("401").count()).toBeGreaterThan(0)
    await line("scuttle").click()
    await page.waitForSelector('.tab.active[data-resource-name="ships.py"]')
    await page.locator(".statusbar-item", { hasText: /Ln 19, .*selected/ }).waitFor()
    // However often and from wherever a file is opened, its finding is told once.
    await page.waitForTimeout(2_000)
    expect(await page.locator(".markers-panel .marker-code, .markers-panel .code-link").count()).toBe(1)
    await page.keyboard.press("Control+J")
    await page.locator(".panel .markers-panel").waitFor({ state: "hidden" })
    await closeSides()
    await picture("auth-map", 470)
  })

  it("reads in the status bar what was found and understood", async () => {
    await page.locator('[id="status.languageStatus"]').click()
    const status = page.locator(".hover-language-status", { hasText: "refusals understood" })
    await status.waitFor({ timeout: 30_000 })
    await picture("status")
    expect(await status.textContent()).toMatch(/1.*3 of 3 refusals understood · 1 of 1 apps complete · \d/)
  })
})

async function command(title: string): Promise<void> {
  await page.keyboard.press("F1")
  const palette = page.locator(".quick-input-widget")
  await palette.locator("input[type=text]").fill(`>${title}`)
  await palette.locator(".monaco-list-row.focused", { hasText: title }).waitFor({ timeout: 30_000 })
  await page.keyboard.press("Enter")
}

/** A picture of the window below its title, as far down as there is something. */
async function picture(name: string, height = 740): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`), clip: { x: 0, y: 30, width: 1280, height } })
}

/** Leaves the middle to the code: the editor may open a chat beside it. */
async function closeSides(): Promise<void> {
  const side = page.locator(".part.auxiliarybar")
  if (await side.isVisible()) {
    await page.keyboard.press("Control+Alt+B")
    await side.waitFor({ state: "hidden" })
  }
  await page.waitForTimeout(1_000)
}

async function openFile(name: string): Promise<void> {
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).dblclick()
  await page.waitForSelector(`.tab[data-resource-name="${name}"]`)
  await page.locator(".monaco-editor .view-lines").first().click()
}

const settings = {
  "editor.fontSize": 14,
  "editor.minimap.enabled": false,
  // Everything is typed: when the editor's own help begins to work depends on the machine.
  "editor.autoIndent": "none",
  "editor.autoClosingBrackets": "never",
  "editor.autoClosingQuotes": "never",
  "editor.acceptSuggestionOnEnter": "off",
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
  "git.enabled": false,
  "workbench.startupEditor": "none",
  "chat.disableAIFeatures": true,
  "window.commandCenter": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
}

const secondFile = `from fastapi import Depends, HTTPException

from main import app, captain, ships


@app.get("/ships")
def list_ships():
    return ships


@app.put("/ships/{name}/berth")
def move(name: str, berth: str, user=Depends(captain)):
    if user.role != "harbour master":
        raise HTTPException(403, "Only the harbour master assigns berths.")
    ships[name] = berth


@app.delete("/ships/{name}")
def scuttle(name: str, user=Depends(captain)):
    if "ships:write" not in user.scopes:
        raise HTTPException(401, "You may not scuttle ships.")
    return {"scuttled": name}
`
