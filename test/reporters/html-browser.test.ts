import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ruleCatalogue } from "../../src/gatelint.ts"
import { bodyOf } from "../../src/reporters/html/body.ts"
import { page as pageOf } from "../../src/reporters/html/page.ts"
import { html } from "../../src/reporters/html.ts"
import { chromiumArguments, chromiumPath, withoutChromium } from "../support/chromium.ts"
import { context } from "./context.ts"
import { hostile, hostileSource } from "./hostile-report.ts"
import { hostileMap, sampleMap } from "./sample-map.ts"
import { sample, sources } from "./sample-report.ts"

const given = context({ rules: ruleCatalogue, source: (file) => sources[file], map: () => sampleMap })

describe.skipIf(chromiumPath === undefined)(`the page in a browser${withoutChromium}`, { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "gatelint-html-"))
  let browser: Browser

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: chromiumArguments })
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Opens a page; whatever it complains of, or asks the network for, is kept. */
  async function open(text: string, before?: string): Promise<{ page: Page; troubles: string[] }> {
    const file = join(folder, `${Math.random()}.html`)
    writeFileSync(file, text)
    const page = await browser.newPage()
    const troubles: string[] = []
    page.on("console", (message) => troubles.push(message.text()))
    page.on("pageerror", (error) => troubles.push(String(error)))
    page.on("dialog", (dialog) => {
      troubles.push(dialog.message())
      void dialog.dismiss()
    })
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) troubles.push(request.url())
    })
    if (before !== undefined) await page.addInitScript(before)
    await page.goto(pathToFileURL(file).href)
    return { page, troubles }
  }

  it("filters findings and routes, and says how many are left", async () => {
    const { page, troubles } = await open(html(sample, given))
    const count = page.locator("#count")
    expect(await count.textContent()).toBe("3 of 3 findings, 2 of 2 routes")
    await page.keyboard.press("/")
    await page.keyboard.type("scope")
    expect(await count.textContent()).toBe("1 of 3 findings, 1 of 2 routes")
    await page.getByRole("button", { name: "Clear" }).click()
    await page.waitForFunction("document.querySelector('#count').textContent.startsWith('3 of 3')")
    await page.getByRole("checkbox", { name: "warning" }).uncheck()
    expect(await page.locator(".finding:visible").count()).toBe(1)
    expect(await page.locator("section.rule:visible").count()).toBe(1)
    await page.getByRole("checkbox", { name: "warning" }).check()
    await page.getByRole("combobox", { name: "Rule" }).selectOption("scope-check-401")
    expect(await count.textContent()).toBe("1 of 3 findings, 1 of 2 routes")
    expect(troubles).toEqual([])
    await page.close()
  })

  it("opens a route with the keyboard, and draws its way in", async () => {
    const { page, troubles } = await open(html(sample, given))
    const button = page.getByRole("button", { name: "GET /items" })
    await button.focus()
    await page.keyboard.press("Enter")
    expect(await button.getAttribute("aria-expanded")).toBe("true")
    const picture = page.getByRole("img", { name: /The way in to GET \/items: Client, then CORSMiddleware/ })
    expect(await picture.isVisible()).toBe(true)
    expect(await picture.locator(".exit").count()).toBe(5)
    expect(await picture.locator(".exit.marked").count()).toBe(1)
    expect(await page.locator(".steps > li").count()).toBe(5)
    await page.keyboard.press("Enter")
    expect(await picture.isVisible()).toBe(false)
    expect(troubles).toEqual([])
    await page.close()
  })

  it.each(["light", "dark"] as const)("can be read in %s: text stands out from what is behind it", async (scheme) => {
    const { page } = await open(html(sample, given))
    await page.emulateMedia({ colorScheme: scheme })
    const contrasts = await page.evaluate<number[]>(`(() => {
      const channel = (value) => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
      const light = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map(Number)
        return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
      }
      const behind = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const { backgroundColor } = getComputedStyle(at)
          if (backgroundColor !== "rgba(0, 0, 0, 0)") return backgroundColor
        }
        return "rgb(255, 255, 255)"
      }
      return [...document.querySelectorAll("p, h1, h2, h3, h4, td, th, button, .severity, .quiet, .status, .code span")].map((element) => {
        const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x)
        return (a + 0.05) / (b + 0.05)
      })
    })()`)
    // WCAG 2.2, success criterion 1.4.3.
    expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5)
    await page.close()
  })

  it("fits a narrow window: only tables and pictures scroll sideways", async () => {
    const { page } = await open(html(sample, given))
    await page.setViewportSize({ width: 360, height: 800 })
    await page.getByRole("button", { name: "GET /items" }).click()
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360)
    await page.close()
  })

  it("runs nothing that a stranger's code contains", async () => {
    const { page, troubles } = await open(
      html(hostile, context({ rules: ruleCatalogue, source: () => hostileSource, map: () => hostileMap })),
    )
    await page.locator("button.open").click()
    expect(await page.locator("img:not(svg)").count()).toBe(0)
    expect(await page.locator("script").count()).toBe(2)
    expect(troubles).toEqual([])
    await page.close()
  })

  describe("with a host", () => {
    const host = "window.said = []; window.acquireVsCodeApi = () => ({ postMessage: (message) => said.push(message) })"

    it("tells it what to open and which fix to apply", async () => {
      const { page, troubles } = await open(pageOf(sample, given, "n0nce"), host)
      await page.locator(".finding .place").first().click()
      await page.getByRole("button", { name: "Apply" }).click()
      expect(await page.evaluate("said")).toEqual([
        { type: "ready" },
        {
          type: "open",
          file: "app/api/items.py",
          range: { start: { line: 4, column: 9 }, end: { line: 7, column: 10 } },
        },
        { type: "fix", rule: "missing-challenge", fingerprint: "f00d", fix: 0 },
      ])
      expect(troubles).toEqual([])
      await page.close()
    })

    it("takes a new body from it, and keeps filters and opened rows", async () => {
      const { page, troubles } = await open(pageOf(sample, given, "n0nce"), host)
      await page.getByRole("button", { name: "GET /items" }).click()
      await page.getByRole("searchbox", { name: "Text" }).fill("items")
      const mended = { ...sample, findings: sample.findings.filter(({ rule }) => rule !== "scope-check-401") }
      const message = JSON.stringify({ type: "body", html: bodyOf(mended, given).html })
      await page.evaluate(`window.postMessage(${message}, "*")`)
      await page.waitForFunction("!document.querySelector('#rule-scope-check-401')")
      expect(await page.locator("#count").textContent()).toBe("1 of 2 findings, 1 of 2 routes")
      expect(await page.getByRole("searchbox", { name: "Text" }).inputValue()).toBe("items")
      expect(await page.getByRole("img", { name: /way in to GET/ }).isVisible()).toBe(true)
      expect(troubles).toEqual([])
      await page.close()
    })
  })

  it("without a host listens to nobody, and offers no fix to apply", async () => {
    const { page } = await open(html(sample, given))
    await page.evaluate(`window.postMessage({ type: "body", html: "<p id=evil>" }, "*")`)
    await page.waitForTimeout(100)
    expect(await page.locator("#evil").count()).toBe(0)
    expect(await page.locator(".apply:visible").count()).toBe(0)
    await page.close()
  })
})
