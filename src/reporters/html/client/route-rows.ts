import { type MapData, routeOf } from "../map-data.ts"
import { routeDetail } from "../route-detail.ts"

/** Opens a route's row; its picture is drawn the first time. */
export function openRoute(button: HTMLElement): void {
  const row = rowOf(button)
  const cell = row?.firstElementChild
  if (row === undefined || cell === null || cell === undefined) return
  if (cell.childElementCount === 0) {
    const data = readData()
    const found = routeOf(data, Number(button.dataset["app"]), Number(button.dataset["route"]))
    if (found !== undefined) cell.innerHTML = routeDetail(found.pipeline, found.route, data.marks).html
  }
  row.hidden = false
  button.ariaExpanded = "true"
}

export function closeRoute(button: HTMLElement): void {
  const row = rowOf(button)
  if (row !== undefined) row.hidden = true
  button.ariaExpanded = "false"
}

function rowOf(button: HTMLElement): HTMLElement | undefined {
  return document.getElementById(button.getAttribute("aria-controls") ?? "") ?? undefined
}

function readData(): MapData {
  const text = document.getElementById("map-data")?.textContent ?? ""
  // The page's own writer made it.
  return text === "" ? { apps: [], gates: [], marks: {} } : (JSON.parse(text) as MapData)
}
