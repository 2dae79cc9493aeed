import type { MappedExit, MappedLayer, MappedRoute } from "../../model/auth-map.ts"
import type { Marks } from "./map-data.ts"
import { type Markup, markup } from "./markup.ts"
import { placeId } from "./place.ts"

/** One station on the way of a request. */
interface Station {
  readonly kind: "client" | "cors" | "gate" | "transform" | "foreign" | "handler"
  readonly title: string
  readonly note: string
  readonly exits: readonly MappedExit[]
}

const box = { left: 2, width: 264, height: 44 }
const branch = { left: 308, row: 26 }
const width = 760
const gap = 22

/**
 * The way in as a picture: client, CORS, middleware, gates and handler downwards, each refusal branching off.
 * Colours are the page's; nothing in it is active.
 */
export function wayIn(pipeline: readonly MappedLayer[], route: MappedRoute, marks: Marks): Markup {
  const stations = stationsOf(pipeline, route)
  let top = 8
  const drawn = stations.map((station, index) => {
    const height = Math.max(box.height, station.exits.length * branch.row)
    const part = drawStation(station, top, height, marks)
    const arrow =
      index === stations.length - 1
        ? undefined
        : drawArrow(top + (height + box.height) / 2, top + height + gap + offsetOf(stations[index + 1]))
    top += height + gap
    return markup`${arrow}${part}`
  })
  const height = top - gap + 8
  const name = `${route.methods.join(" ")} ${route.path}`
  return markup`<svg class="way" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The way in to ${name}: ${stations.map(({ title }) => title).join(", then ")}">${drawn}</svg>`
}

/** A station with many exits is drawn in the middle of them. */
function offsetOf(station: Station | undefined): number {
  return station === undefined ? 0 : (Math.max(box.height, station.exits.length * branch.row) - box.height) / 2
}

function stationsOf(pipeline: readonly MappedLayer[], route: MappedRoute): readonly Station[] {
  return [
    { kind: "client", title: "Client", note: `${route.methods.join(" ")} ${route.path}`, exits: [] },
    ...pipeline.map(({ kind, name, preflight, sometimes, exits }): Station => {
      const what = kind === "cors" ? "CORS" : kind === "foreign" ? "middleware of a package" : "middleware"
      const note = [what, `preflight ${preflight}`, ...(sometimes ? ["sometimes"] : [])].join(" · ")
      return { kind, title: name === "" ? "middleware" : name, note, exits }
    }),
    ...route.gates.map(({ name, kind, scheme, scopes, known, exits }): Station => {
      const note = [kind, scheme ?? "", scopes.join(" "), known ? "" : "not known"].filter((part) => part !== "")
      return { kind: known ? "gate" : "foreign", title: name, note: note.join(" · "), exits }
    }),
    { kind: "handler", title: route.handler.name, note: "handler", exits: route.exits },
  ]
}

function drawStation({ kind, title, note, exits }: Station, top: number, height: number, marks: Marks): Markup {
  const y = top + (height - box.height) / 2
  const middle = top + height / 2
  return markup`<g class="station ${kind}"><title>${title}: ${note}</title><rect x="${box.left}" y="${y}" width="${box.width}" height="${box.height}" rx="${kind === "client" ? 22 : 6}"/><text class="title" x="${box.left + 14}" y="${y + 18}">${short(title, 32)}</text><text class="note" x="${box.left + 14}" y="${y + 34}">${short(note, 40)}</text></g>${exits.map(
    (exit, index) =>
      drawExit(exit, middle, top + (height - exits.length * branch.row) / 2 + (index + 0.5) * branch.row, marks),
  )}`
}

function drawArrow(from: number, to: number): Markup {
  const x = box.left + box.width / 2
  return markup`<path class="on" d="M${x} ${from} V${to - 2} m-4 -5 l4 5 l4 -5"/>`
}

function drawExit(exit: MappedExit, from: number, y: number, marks: Marks): Markup {
  const start = box.left + box.width
  const turn = start + 22
  const rules = marks[placeId(exit.at)] ?? []
  const words = [challengeOf(exit), exit.instead === undefined ? exit.why : `lost: the client gets ${exit.instead}`]
  const name = exit.status === 401 ? "entrance" : "inside"
  const classes = [
    "exit",
    name,
    ...(exit.instead === undefined ? [] : ["lost"]),
    ...(rules.length > 0 ? ["marked"] : []),
  ]
  return markup`<g class="${classes.join(" ")}"><title>${exit.status}: ${exit.why}, in ${exit.function}${rules.length > 0 ? ` (${rules.join(", ")})` : ""}</title><path d="M${start} ${from} H${turn} V${y} H${branch.left - 4}"/><rect x="${branch.left}" y="${y - 10}" width="40" height="20" rx="10"/><text class="status" x="${branch.left + 20}" y="${y + 4}">${exit.status}</text><text class="why" x="${branch.left + 48}" y="${y + 4}">${rules.length > 0 ? markup`<tspan class="flag">⚑ </tspan>` : undefined}${short(words.filter((word) => word !== "").join(" · "), 58)}</text></g>`
}

/** The challenge in a few words; a 403 needs none. */
export function challengeOf({ status, challenge }: MappedExit): string {
  if (challenge.text !== undefined) return challenge.text
  if (status !== 401) return ""
  if (challenge.presence === "never") return "no challenge"
  return challenge.presence === "always" ? "a challenge" : "challenge not known"
}

function short(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}
