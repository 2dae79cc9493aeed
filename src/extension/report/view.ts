import type { FromView, ReportPlace, ViewSetup } from "./messages.ts"

declare function acquireVsCodeApi(): {
  postMessage(message: FromView): void
  getState(): unknown
  setState(state: unknown): void
}

// Runs inside the report's page: makes places clickable, adds the toolbar, and keeps the scroll over a renewal.
const code = acquireVsCodeApi()
const setup: ViewSetup = JSON.parse(document.getElementById("gatelint-view")?.textContent ?? "{}")
document.body.prepend(toolbar())
for (const element of document.querySelectorAll<HTMLElement>("[data-file][data-line]")) makeClickable(element)
keepScroll()

function makeClickable(element: HTMLElement): void {
  const place = placeOf(element)
  const open = () => code.postMessage({ kind: "open", place })
  if (!element.matches("a, button")) {
    element.tabIndex = 0
    element.setAttribute("role", "link")
  }
  element.classList.add("gatelint-place")
  element.addEventListener("click", (event) => {
    event.preventDefault()
    open()
  })
  element.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") open()
  })
  const { rule } = element.dataset
  if (rule === undefined || !setup.fixable.includes(`${place.file}:${place.line}:${place.column} ${rule}`)) return
  const label = `${setup.words.fix}: ${rule}, ${place.file}:${place.line}`
  element.after(button(setup.words.fix, () => code.postMessage({ kind: "fix", place, rule }), label))
}

function placeOf({ dataset }: HTMLElement): ReportPlace {
  return { file: dataset["file"] ?? "", line: Number(dataset["line"]), column: Number(dataset["column"] ?? 1) }
}

function toolbar(): HTMLElement {
  const bar = document.createElement("div")
  bar.className = "gatelint-toolbar"
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", "gatelint")
  if (setup.roots.length > 1) bar.append(rootPicker())
  bar.append(button(setup.words.audit, () => code.postMessage({ kind: "audit" })))
  for (const format of setup.formats) {
    bar.append(button(format, () => code.postMessage({ kind: "export", format }), `${setup.words.export} ${format}`))
  }
  return bar
}

function rootPicker(): HTMLElement {
  const select = document.createElement("select")
  select.setAttribute("aria-label", setup.words.root)
  for (const { uri, name } of setup.roots) select.append(new Option(name || uri, uri, false, uri === setup.shown))
  select.addEventListener("change", () => code.postMessage({ kind: "root", uri: select.value }))
  return select
}

function button(text: string, act: () => void, label = text): HTMLButtonElement {
  const element = document.createElement("button")
  element.type = "button"
  element.textContent = text
  element.setAttribute("aria-label", label)
  element.addEventListener("click", act)
  return element
}

function keepScroll(): void {
  const state = code.getState()
  if (typeof state === "number") scrollTo(0, state)
  addEventListener("scroll", () => code.setState(scrollY), { passive: true })
}
