import type { MappedExit, MappedLayer, MappedRoute, Spot } from "../../model/auth-map.ts"
import type { Marks } from "./map-data.ts"
import { type Markup, markup } from "./markup.ts"
import { placeButton, placeId } from "./place.ts"
import { challengeOf, wayIn } from "./way-in.ts"

/** What an opened route shows: the picture of its way in, and the same in words with every place. */
export function routeDetail(pipeline: readonly MappedLayer[], route: MappedRoute, marks: Marks): Markup {
  const exits = (list: readonly MappedExit[]) => exitList(list, marks)
  return markup`<div class="detail"><div class="picture">${wayIn(pipeline, route, marks)}</div><ol class="steps">${pipeline.map(
    ({ name, kind, at, exits: list }) => step(name === "" ? "middleware" : name, kind, at, exits(list)),
  )}${route.gates.map(({ name, kind, at, scopes, exits: list }) =>
    step(name, scopes.length === 0 ? kind : `${kind}, asks for ${scopes.join(" ")}`, at, exits(list)),
  )}${step(route.handler.name, "handler", route.handler.at, exits(route.exits))}</ol></div>`
}

function step(name: string, what: string, at: Spot, exits: Markup): Markup {
  return markup`<li><p><strong>${name}</strong> <span class="quiet">${what}</span> ${placeButton(at)}</p>${exits}</li>`
}

function exitList(exits: readonly MappedExit[], marks: Marks): Markup {
  if (exits.length === 0) return markup``
  return markup`<ul class="exits">${exits.map((exit) => {
    const lost =
      exit.instead === undefined ? undefined : markup` <span class="flag">lost: the client gets ${exit.instead}</span>`
    const challenge = challengeOf(exit)
    const rules = (marks[placeId(exit.at)] ?? []).map((rule) => markup` <span class="flag">⚑ ${rule}</span>`)
    return markup`<li>${statusBadge(exit)} ${challenge === "" ? undefined : markup`<code>${challenge}</code> `}<span>${exit.why}</span>${lost}${rules} ${placeButton(exit.at)}</li>`
  })}</ul>`
}

/** `401`, coloured as the entrance or the inside. */
export function statusBadge({ status }: Pick<MappedExit, "status">): Markup {
  return markup`<span class="status ${status === 401 ? "entrance" : "inside"}">${status}</span>`
}
