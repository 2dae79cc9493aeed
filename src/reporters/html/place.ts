import type { Spot } from "../../model/auth-map.ts"
import { type Markup, markup } from "./markup.ts"

/**
 * A place as a button: where the report is shown inside an editor it opens the file there, elsewhere it copies the place.
 */
export function placeButton({ file, range }: Spot): Markup {
  const { start, end } = range
  const stretch = `${start.line}:${start.column}-${end.line}:${end.column}`
  return markup`<button type="button" class="place" data-file="${file}" data-range="${stretch}"><span class="file">${file}</span>:${start.line}</button>`
}

/** What findings and exits are matched by: a rule may blame the call that an exit's statement raises. */
export function placeId({ file, range }: Spot): string {
  return `${file}:${range.start.line}`
}
