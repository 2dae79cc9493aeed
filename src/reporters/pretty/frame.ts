import type { Lines } from "../../model/lines.ts"
import type { Range, Severity } from "../../model/report.ts"
import { type Cell, cellsOf } from "./columns.ts"
import type { Theme } from "./theme.ts"

/** Lines of a long range that are shown from its start, and from its end. */
const shownHead = 4
const shownTail = 1

interface FrameOptions {
  readonly theme: Theme
  readonly severity: Severity
  /** Width of the line numbers. */
  readonly gutter: number
  /** Columns of the terminal. */
  readonly width: number
}

/**
 * The code of a range with its line numbers and the line above it, the range underlined or bracketed.
 * @returns terminal lines; none where the text has no such line
 */
export function frameOf(lines: Lines, range: Range, options: FrameOptions): readonly string[] {
  const { start, end } = range
  if (start.line > lines.count) return []
  // A range that ends at the first column of a line ends with the line before it.
  const last = end.column === 1 && end.line > start.line ? end.line - 1 : end.line
  const above = start.line > 1 && lines.line(start.line - 1).trim() !== "" ? [start.line - 1] : []
  if (last === start.line) {
    const endColumn = end.line === start.line ? end.column : lines.line(start.line).length + 1
    return frameOfLine(lines, above, { line: start.line, from: start.column - 1, to: endColumn - 1 }, options)
  }
  return frameOfLines(lines, above, start.line, Math.min(last, lines.count), options)
}

interface Stretch {
  readonly line: number
  /** UTF-16 offsets in the line. */
  readonly from: number
  readonly to: number
}

function frameOfLine(
  lines: Lines,
  above: readonly number[],
  { line, from, to }: Stretch,
  options: FrameOptions,
): readonly string[] {
  const { theme, severity, width, gutter } = options
  const room = width - gutter - 4
  const cells = cellsOf(lines.line(line))
  const inside = (cell: Cell) => cell.offset >= from && cell.offset < to
  const startColumn = widthOfCells(cells.filter((cell) => cell.offset < from))
  const marked = Math.max(1, widthOfCells(cells.filter(inside)))
  const shift = shiftOf({ total: widthOfCells(cells), startColumn, marked, room })
  const indent = startColumn - shift
  const carets = theme.symbols.caret.repeat(Math.max(1, Math.min(marked, room - indent)))
  return [
    ...above.map((number) => numbered(number, clipped(cellsOf(lines.line(number)), shift, room, theme), options)),
    numbered(line, clipped(cells, shift, room, theme), options),
    numbered(undefined, " ".repeat(indent) + theme.severity(severity)(carets), options),
  ]
}

function frameOfLines(
  lines: Lines,
  above: readonly number[],
  first: number,
  last: number,
  options: FrameOptions,
): readonly string[] {
  const { theme, severity, width, gutter } = options
  const room = width - gutter - 6
  const { from, through, to, dots } = theme.symbols
  const paint = theme.severity(severity)
  const code = (number: number) => clipped(cellsOf(lines.line(number)), 0, room, theme)
  const marked = (number: number) => {
    const mark = number === first ? from : number === last ? to : through
    return numbered(number, `${paint(mark)} ${code(number)}`, options)
  }
  const count = last - first + 1
  const numbers = Array.from({ length: count }, (_, index) => first + index)
  const body =
    count <= shownHead + shownTail + 1
      ? numbers.map(marked)
      : [
          ...numbers.slice(0, shownHead).map(marked),
          numbered(undefined, `${paint(through)} ${theme.dim(dots)}`, options),
          ...numbers.slice(-shownTail).map(marked),
        ]
  return [...above.map((number) => numbered(number, `  ${code(number)}`, options)), ...body]
}

function numbered(line: number | undefined, text: string, { theme, gutter }: FrameOptions): string {
  const number = line === undefined ? " ".repeat(gutter) : String(line).padStart(gutter)
  return `${theme.frame(`${number} ${theme.symbols.bar}`)} ${text}`.trimEnd()
}

/** How many columns of a line too long for the terminal go off its left side, so that the marked part is seen. */
function shiftOf(line: { total: number; startColumn: number; marked: number; room: number }): number {
  const { total, startColumn, marked, room } = line
  if (total <= room || startColumn + marked < room) return 0
  const context = Math.max(4, Math.floor((room - marked) / 2))
  return Math.max(0, Math.min(startColumn - context, total - room + 1))
}

/** The cells between two columns as text, with dots where something was cut. */
function clipped(cells: readonly Cell[], shift: number, room: number, { dim, symbols }: Theme): string {
  const total = widthOfCells(cells)
  const dots = symbols.dots.length
  const left = shift > 0 && total > 0 ? shift + dots : 0
  const right = total > shift + room ? shift + room - dots : total
  let text = left > 0 ? dim(symbols.dots) : ""
  let column = 0
  for (const { text: shown, width } of cells) {
    // A wide character on the edge, or a tab, gives way to spaces.
    if (column >= left && column + width <= right) text += shown
    else if (column + width > left && column < right) {
      text += " ".repeat(Math.min(column + width, right) - Math.max(column, left))
    }
    column += width
  }
  return right < total ? text + dim(symbols.dots) : text
}

function widthOfCells(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0)
}
