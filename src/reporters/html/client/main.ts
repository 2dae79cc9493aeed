import type { HostMessage, PageMessage } from "../messages.ts"
import { applyFilters, readFilters, restoreFilters } from "./filters.ts"
import { closeRoute, openRoute } from "./route-rows.ts"
import { parseRange } from "./stretch.ts"

// The page's script. It runs in any browser and in a webview; everything it shows was escaped when it was rendered.

interface Host {
  postMessage(message: PageMessage): void
}

declare const acquireVsCodeApi: (() => Host) | undefined

const host = typeof acquireVsCodeApi === "function" ? acquireVsCodeApi() : undefined

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button") : null
  if (button === null) return
  const { classList, dataset } = button
  if (classList.contains("place")) goTo(button)
  else if (classList.contains("apply")) applyFix(button)
  else if (classList.contains("pick")) pickRule(dataset["rule"] ?? "")
  else if (classList.contains("open")) {
    if (button.ariaExpanded === "true") closeRoute(button)
    else openRoute(button)
  }
})

document.addEventListener("input", applyFilters)
document.addEventListener("submit", (event) => event.preventDefault())
// The values change after the event.
document.addEventListener("reset", () => setTimeout(applyFilters))

document.addEventListener("keydown", (event) => {
  const { key, target } = event
  const isTyping = target instanceof HTMLInputElement && target.type === "search"
  if (key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
    event.preventDefault()
    document.querySelector<HTMLInputElement>("#filters input[type=search]")?.focus()
  }
})

if (host !== undefined) {
  window.addEventListener("message", ({ data }: MessageEvent<HostMessage>) => {
    if (data.type === "body") replaceBody(data.html)
  })
}
begin()
host?.postMessage({ type: "ready" })

function begin(): void {
  if (host !== undefined) for (const button of document.querySelectorAll<HTMLElement>(".apply")) button.hidden = false
  for (const button of document.querySelectorAll<HTMLElement>(".place")) {
    button.title = host === undefined ? "Copy this place" : "Open this place"
  }
  applyFilters()
}

/** The report was made anew: what the reader had chosen, opened and focused stays. */
function replaceBody(html: string): void {
  const filters = readFilters()
  const scroll = window.scrollY
  const opened = [...document.querySelectorAll<HTMLElement>("button.open[aria-expanded=true]")].map(routeName)
  const { activeElement } = document
  const focused = activeElement instanceof HTMLElement ? activeElement.getAttribute("name") : null
  document.body.innerHTML = html
  restoreFilters(filters)
  for (const button of document.querySelectorAll<HTMLElement>("button.open")) {
    if (opened.includes(routeName(button))) openRoute(button)
  }
  begin()
  if (focused !== null) document.querySelector<HTMLElement>(`#filters [name="${CSS.escape(focused)}"]`)?.focus()
  window.scrollTo({ top: scroll })
}

function routeName(button: HTMLElement): string {
  return `${button.dataset["app"]} ${button.textContent}`
}

function goTo(button: HTMLElement): void {
  const { file = "", range = "" } = button.dataset
  const stretch = parseRange(range)
  if (host !== undefined) {
    host.postMessage({ type: "open", file, range: stretch })
    return
  }
  const { line, column } = stretch.start
  navigator.clipboard?.writeText(`${file}:${line}:${column}`).then(
    () => say(`Copied ${file}:${line}:${column}`),
    () => say(`${file}:${line}:${column}`),
  )
}

function applyFix(button: HTMLElement): void {
  const { rule = "", fingerprint = "" } = button.closest<HTMLElement>("[data-fingerprint]")?.dataset ?? {}
  host?.postMessage({ type: "fix", rule, fingerprint, fix: Number(button.dataset["fix"]) })
}

function pickRule(rule: string): void {
  const select = document.querySelector<HTMLSelectElement>("#filters [name=rule]")
  if (select === null) return
  select.value = select.value === rule ? "" : rule
  applyFilters()
}

function say(text: string): void {
  const count = document.querySelector("#count")
  if (count !== null) count.textContent = text
}
