/** How one string literal is written: `rb"""` is raw, has a prefix of two and quotes of three. */
export interface StringForm {
  readonly raw: boolean
  readonly bytes: boolean
  /** `f` or `t`: it may have holes. */
  readonly interpolated: boolean
  /** A `t` string makes a template object even without holes. */
  readonly template: boolean
  /** Where the content starts and ends in the literal. */
  readonly from: number
  readonly to: number
}

const OPENING = /^([a-zA-Z]*)("""|'''|"|')/
const ESCAPE =
  /\\(?:\r\n|[\n\r]|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|N\{[^}]*\}|([\s\S]))/g
const SIMPLE: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
}

/** @param literal the literal as written, quotes and prefix included; an unclosed one ends at its end */
export function stringForm(literal: string): StringForm {
  const opening = OPENING.exec(literal)
  const prefix = (opening?.[1] ?? "").toLowerCase()
  const quotes = opening?.[2] ?? ""
  const from = prefix.length + quotes.length
  const closed = literal.length >= from + quotes.length && literal.endsWith(quotes)
  return {
    raw: prefix.includes("r"),
    bytes: prefix.includes("b"),
    interpolated: prefix.includes("f") || prefix.includes("t"),
    template: prefix.includes("t"),
    from,
    to: closed ? literal.length - quotes.length : literal.length,
  }
}

/** The text that a stretch of a literal's content stands for. Bytes become text, one character per byte. */
export function decodeContent(content: string, form: StringForm): string {
  let text = content.includes("\r") ? content.replace(/\r\n?/g, "\n") : content
  if (form.interpolated) text = text.replaceAll("{{", "{").replaceAll("}}", "}")
  if (form.raw || !text.includes("\\")) return text
  return text.replace(ESCAPE, (whole: string, x?: string, u?: string, U?: string, octal?: string, other?: string) => {
    if (x !== undefined) return String.fromCharCode(Number.parseInt(x, 16))
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
    if (other !== undefined) return SIMPLE[other] ?? whole
    if (whole.startsWith("\\\n") || whole.startsWith("\\\r")) return ""
    if (form.bytes) return whole
    const code = u ?? U
    // A character by name (`\N{DASH}`) stays as written: the table of names is not worth its size.
    if (code === undefined) return whole
    const point = Number.parseInt(code, 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}

/** The value of a literal without holes: `r"a\d"`, `b'x'`, `"""text"""`. */
export function decodeString(literal: string): string {
  const form = stringForm(literal)
  return decodeContent(literal.slice(form.from, form.to), form)
}
