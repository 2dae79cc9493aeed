/** A stretch of a file, UTF-16. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

// A line that, at column 0, can hardly be anything but the start of a statement.
const STATEMENT_LINE =
  /^(?:(@)|(?:async|def|class|import|from|if|for|while|try|with|raise|return|assert|del|global)\b|(?:match|type)[ \t]+[\p{L}_]|[\p{L}_][\p{L}\p{N}_.]*[ \t]*(?:[([=:]|[-+*/%@&|^]=))/gmu
const DEFINITION_LINE = /^(?:def|class|async|@)/

const TOKEN =
  /("""|''')(?:\\[\s\S]|(?!\1)[^\\])*(\1)?|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|#.*|[()[\]{}]/g
/** How far a statement is followed for its closing bracket or quotes, in UTF-16 code units. */
const REACH = 20_000

/**
 * Cuts a stretch that did not parse where top-level statements seem to start. Decorators stay with what they decorate.
 * A cut inside a string or brackets is possible: {@link findBalance} mends it.
 */
export function cutPieces(text: string, { start, end }: Stretch): readonly Stretch[] {
  const part = text.slice(start, end)
  const pieces: Stretch[] = []
  let from = 0
  let decorator = part.startsWith("@")
  for (const match of part.matchAll(STATEMENT_LINE)) {
    if (match.index === 0) continue
    const belongs = decorator && DEFINITION_LINE.test(part.slice(match.index, match.index + 6))
    decorator = match[1] !== undefined
    if (belongs) continue
    pieces.push({ start: start + from, end: start + match.index })
    from = match.index
  }
  pieces.push({ start: start + from, end })
  return pieces
}

/** Whether a stretch ends in decorators without what they decorate. */
export function endsInDecorator(text: string, stretch: Stretch): boolean {
  const last = cutPieces(text, stretch).at(-1)
  const part = last === undefined ? "" : text.slice(last.start, last.end)
  return part.startsWith("@") && !/^(?:def|class|async)\b/m.test(part)
}

// Where the parser, in want of an operand, would read on over the end of a line.
const OPEN_LINE =
  /(?:[-=.+*/%|&^<>@~]|\b(?:and|or|not|in|is|if|else|lambda|import|from|await|as|assert|del))[ \t]*(?:#.*)?\r?\n/

/** Whether a simple statement runs over a line's end outside of brackets, strings and `\\`: `x =`, and the next line. */
export function stopsShort(statement: string): boolean {
  if (!OPEN_LINE.test(statement)) return false
  let depth = 0
  let from = 0
  for (const match of statement.matchAll(TOKEN)) {
    const [token] = match
    if (depth === 0 && hasBareBreak(statement.slice(from, match.index))) return true
    from = match.index + token.length
    if (/^[([{]$/.test(token)) depth++
    else if (/^[)\]}]$/.test(token)) depth--
  }
  return depth === 0 && hasBareBreak(statement.slice(from))
}

function hasBareBreak(between: string): boolean {
  return /(?<!\\\r?)\n/.test(between)
}

/**
 * The piece with whose end every bracket and string opened from piece `first` on is closed again.
 * @returns its index; undefined where `first` leaves nothing open, or where nothing closes it
 */
export function findBalance(text: string, pieces: readonly Stretch[], first: number): number | undefined {
  const start = pieces[first]?.start ?? 0
  const part = text.slice(start, Math.min(pieces.at(-1)?.end ?? start, start + REACH))
  let depth = 0
  let current = first
  for (const match of part.matchAll(TOKEN)) {
    const [token, quotes, closing] = match
    const from = start + match.index
    // Nothing was open where this piece ended: it is whole.
    if (depth === 0 && (pieces[current]?.end ?? from + 1) <= from) return current === first ? undefined : current
    if (quotes !== undefined && closing === undefined) return undefined
    if (/^[([{]$/.test(token)) depth++
    else if (/^[)\]}]$/.test(token)) depth = Math.max(0, depth - 1)
    const to = from + token.length
    while (current + 1 < pieces.length && (pieces[current + 1]?.start ?? to) < to) current++
  }
  return depth === 0 && current !== first ? current : undefined
}
