import type { AuthMap, MappedApp, MappedExit, MappedGate, MappedLayer, MappedRoute } from "../../model/auth-map.ts"
import { counted } from "../words.ts"
import { exitsOn, type Marks } from "./map-data.ts"
import { join, type Markup, markup } from "./markup.ts"
import { placeButton, placeId } from "./place.ts"
import { statusBadge } from "./route-detail.ts"

/** The apps with their pipelines and route tables. A row opens to the picture of its way in, which the page draws. */
export function appSections({ apps }: AuthMap, marks: Marks): Markup {
  if (apps.length === 0) return markup`<p class="quiet">No app was found whose routes could be told.</p>`
  return join(apps.map((app, index) => appSection(app, index, marks)))
}

function appSection(app: MappedApp, index: number, marks: Marks): Markup {
  const { name, at, complete, pipeline, handlers, routes } = app
  const open = complete
    ? undefined
    : markup`<p class="notice">Its construction could not be read to the end: more may run than is listed.</p>`
  const errors =
    handlers.length === 0
      ? undefined
      : markup`<p><strong>Error handlers</strong> ${join(
          handlers.map((handler) => markup`<code>${handler.takes}</code> ${handler.name} ${placeButton(handler.at)}`),
          ", ",
        )}</p>`
  return markup`<section class="app" data-group aria-labelledby="app-${index}"><h3 id="app-${index}">${name} ${placeButton(at)}</h3>${open}<p class="flow" aria-label="Middleware, outermost first"><span class="chip client">client</span>${pipeline.map(layerChip)}<span class="chip handler">${counted(routes.length, "route")}</span></p>${errors}${routes.length === 0 ? undefined : table(app, index, marks)}</section>`
}

function layerChip({ name, kind, preflight, sometimes }: MappedLayer): Markup {
  const note = `${kind}, preflight ${preflight}${sometimes ? ", sometimes" : ""}`
  const refuses = preflight === "refused" ? markup` <span class="flag">refuses preflights</span>` : undefined
  return markup`<span class="chip ${kind}" title="${note}">${name === "" ? kind : name}${refuses}</span>`
}

function table(app: MappedApp, index: number, marks: Marks): Markup {
  return markup`<table class="routes"><caption class="unseen">Routes of ${app.name}</caption><thead><tr><th scope="col">Route</th><th scope="col">Handler</th><th scope="col">Gates, in order</th><th scope="col">Refuses</th></tr></thead><tbody>${app.routes.map(
    (route, number) => row(app, route, { app: index, route: number }, marks),
  )}</tbody></table>`
}

function row(app: MappedApp, route: MappedRoute, place: { app: number; route: number }, marks: Marks): Markup {
  const { methods, path, handler, gates } = route
  const id = `route-${place.app}-${place.route}`
  const exits = exitsOn(app.pipeline, route)
  const rules = [...new Set(exits.flatMap((exit) => marks[placeId(exit.at)] ?? []))]
  const files = [...new Set([handler.at.file, ...gates.map(({ at }) => at.file)])]
  const text = [methods.join(" "), path, handler.name, ...gates.map(({ name }) => name), ...files, ...rules].join(" ")
  return markup`<tr data-item="route" data-apps="${JSON.stringify([app.name])}" data-file="${handler.at.file}" data-rules="${JSON.stringify(rules)}" data-text="${text.toLowerCase()}"><th scope="row"><button type="button" class="open" aria-expanded="false" aria-controls="${id}" data-app="${place.app}" data-route="${place.route}"><span class="methods">${methods.length === 0 ? "any" : methods.join(" ")}</span> <span class="path">${path === "" ? "/" : path}</span></button></th><td data-label="Handler">${handler.name} ${placeButton(handler.at)}</td><td data-label="Gates">${gates.length === 0 ? markup`<span class="quiet">none</span>` : gates.map(gateChip)}</td><td data-label="Refuses">${refusals(exits)}${rules.map((rule) => markup` <span class="flag">⚑ ${rule}</span>`)}</td></tr><tr id="${id}" class="opened" hidden><td colspan="4"></td></tr>`
}

function gateChip({ name, scheme, scopes, known }: MappedGate): Markup {
  const facts = [scheme ?? "", ...scopes, known ? "" : "not known"].filter(
    (fact) => fact !== "" && !name.includes(fact),
  )
  const note = facts.length === 0 ? undefined : markup` <small>${facts.join(" ")}</small>`
  return markup`<span class="chip gate">${name}${note}</span>`
}

function refusals(exits: readonly MappedExit[]): Markup {
  const statuses = [...new Set(exits.map(({ status }) => status))].toSorted((a, b) => a - b)
  if (statuses.length === 0) return markup`<span class="quiet">nobody</span>`
  return join(
    statuses.map((status) => {
      const count = exits.filter((exit) => exit.status === status).length
      return markup`${statusBadge({ status })}${count > 1 ? markup`<small> ×${count}</small>` : undefined}`
    }),
    " ",
  )
}
