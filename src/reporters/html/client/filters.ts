/** What the reader has chosen; empty means all. */
export interface Filters {
  readonly text: string
  readonly rule: string
  readonly app: string
  readonly file: string
  readonly severities: readonly string[]
}

/** The form's values. */
export function readFilters(): Filters {
  const form = document.querySelector<HTMLFormElement>("#filters")
  const data = form === null ? new FormData() : new FormData(form)
  const value = (name: string) => String(data.get(name) ?? "")
  return {
    text: value("text").trim().toLowerCase(),
    rule: value("rule"),
    app: value("app"),
    file: value("file"),
    severities: data.getAll("severity").map(String),
  }
}

/** Sets the form's values; what no longer can be chosen becomes "all". */
export function restoreFilters({ text, rule, app, file, severities }: Filters): void {
  for (const [name, value] of Object.entries({ text, rule, app, file })) {
    const control = document.querySelector<HTMLInputElement | HTMLSelectElement>(`#filters [name=${name}]`)
    if (control === null) continue
    control.value = value
    if (control instanceof HTMLSelectElement && control.selectedIndex < 0) control.value = ""
  }
  for (const box of document.querySelectorAll<HTMLInputElement>("#filters [name=severity]")) {
    box.checked = severities.includes(box.value)
  }
}

/** Shows the findings and routes that the filters let through, and says how many. */
export function applyFilters(): void {
  const filters = readFilters()
  const counts: Record<string, [shown: number, all: number]> = { finding: [0, 0], route: [0, 0] }
  for (const item of document.querySelectorAll<HTMLElement>("[data-item]")) {
    item.hidden = !isShown(item, filters)
    const count = counts[item.dataset["item"] ?? ""]
    if (count !== undefined) {
      count[1]++
      if (!item.hidden) count[0]++
    }
    // What a route's row had opened goes and comes with it.
    const detail = item.nextElementSibling
    if (detail instanceof HTMLElement && detail.classList.contains("opened")) {
      const button = item.querySelector<HTMLElement>("button.open")
      detail.hidden = item.hidden || button?.ariaExpanded !== "true"
    }
  }
  for (const group of document.querySelectorAll<HTMLElement>("[data-group]")) {
    const items = [...group.querySelectorAll<HTMLElement>("[data-item]")]
    group.hidden = items.length > 0 && items.every(({ hidden }) => hidden)
  }
  for (const button of document.querySelectorAll<HTMLElement>("button.pick")) {
    button.ariaPressed = String(filters.rule === button.dataset["rule"])
  }
  const status = document.querySelector("#count")
  if (status !== null) {
    const [findings, routes] = [counts["finding"], counts["route"]]
    status.textContent = `${findings?.join(" of ")} findings, ${routes?.join(" of ")} routes`
  }
}

function isShown({ dataset }: HTMLElement, { text, rule, app, file, severities }: Filters): boolean {
  const isFinding = dataset["item"] === "finding"
  const rules = isFinding ? [dataset["rule"]] : list(dataset["rules"])
  return (
    (rule === "" || rules.includes(rule)) &&
    (app === "" || list(dataset["apps"]).includes(app)) &&
    (file === "" || dataset["file"] === file) &&
    (!isFinding || severities.includes(dataset["severity"] ?? "")) &&
    text.split(/\s+/).every((word) => dataset["text"]?.includes(word) === true)
  )
}

function list(json: string | undefined): readonly unknown[] {
  const value: unknown = JSON.parse(json ?? "[]")
  return Array.isArray(value) ? value : []
}
