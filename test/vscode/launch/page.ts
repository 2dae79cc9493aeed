import { type Browser, chromium, type Page } from "playwright-core"

export interface PageOptions {
  readonly chromium: string
  readonly port: number
  /** The extension under test: its folder for the server's host, where the server hands it out for the browser's. */
  readonly extension: { readonly folder: string } | { readonly path: string }
  /** A folder or a `.code-workspace`, absolute. */
  readonly open: string
  /** The bundled suite, from the extension's folder; none where a person's hands are played instead. */
  readonly suite?: string
}

/** A browser window with that VS Code in it. */
export async function openPage(options: PageOptions): Promise<{ readonly browser: Browser; readonly page: Page }> {
  const { port, extension, suite, open } = options
  // A page that a test has changed counts as one from elsewhere, which may not talk to this machine.
  const args = ["--no-sandbox", "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets"]
  const browser = await chromium.launch({ executablePath: options.chromium, args })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const payload = [["skipWelcome", "true"]]
  if ("folder" in extension) {
    const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${path}`
    payload.push(["extensionDevelopmentPath", remote(extension.folder)])
    if (suite !== undefined) payload.push(["extensionTestsPath", remote(`${extension.folder}/${suite}`)])
  } else {
    await developFrom(page, { scheme: "http", authority: `127.0.0.1:${port}`, path: extension.path }, suite)
  }
  const query = new URLSearchParams({
    [open.endsWith(".code-workspace") ? "workspace" : "folder"]: open,
    payload: JSON.stringify(payload),
  })
  await page.goto(`http://127.0.0.1:${port}/?${query}`)
  return { browser, page }
}

interface Address {
  readonly scheme: string
  readonly authority: string
  readonly path: string
}

/** Names the extension in the page's settings, as a web editor's site does: then it runs in the browser's worker. */
async function developFrom(page: Page, at: Address, suite: string | undefined): Promise<void> {
  const development = {
    extensions: [at],
    ...(suite === undefined ? {} : { extensionTestsPath: { ...at, path: `${at.path}/${suite}` } }),
  }
  const marker = /(id="vscode-workbench-web-configuration"\s+data-settings=")([^"]*)/
  await page.route(/\/\?/, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace(marker, (_, head: string, settings: string) => {
      const configuration = JSON.parse(settings.replaceAll("&quot;", '"'))
      const merged = { ...configuration, developmentOptions: { ...configuration.developmentOptions, ...development } }
      return head + JSON.stringify(merged).replaceAll('"', "&quot;")
    })
    if (!body.includes(at.path)) throw new Error("The page has no settings to extend.")
    await route.fulfill({ response, body })
  })
}
