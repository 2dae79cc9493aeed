/** HTML that may be inserted as it is. Only {@link markup} and {@link raw} make it. */
export interface Markup {
  readonly html: string
}

type Part = string | number | Markup | readonly Markup[] | undefined

/** HTML with holes: text in them is escaped, for element and attribute alike; markup stays, undefined is nothing. */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { html: texts.map((text, index) => text + written(parts[index])).join("") }
}

/** Text that is known to be HTML: of a script, of a style sheet, of JSON without `<`. */
export function raw(html: string): Markup {
  return { html }
}

/** One after the other. */
export function join(parts: readonly Markup[], between = ""): Markup {
  return { html: parts.map(({ html }) => html).join(between) }
}

function written(part: Part): string {
  if (part === undefined) return ""
  if (typeof part === "string") return escaped(part)
  if (typeof part === "number") return String(part)
  return "html" in part ? part.html : part.map(({ html }) => html).join("")
}

function escaped(text: string): string {
  return (
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#39;")
      // They would reorder the code that a reader sees.
      .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\u00b7")
  )
}

/** A sentence in which backticks mark code. */
export function prose(text: string): Markup {
  const parts = text.split(/`([^`]+)`/)
  return join(parts.map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`)))
}
