const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" })
const tabStop = 4

// East Asian wide and fullwidth blocks: https://www.unicode.org/reports/tr11/
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u

const plain = /^[\x20-\x7e]*$/

// Escape sequences could rewrite the terminal, bidirectional controls could reorder the code.
const hazardous = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** One character as people see it: its text on the terminal, and how many columns that takes. */
export interface Cell {
  readonly text: string
  readonly width: number
  /** The UTF-16 offset in the line where it starts. */
  readonly offset: number
}

/** A line of code as terminal cells: tabs become spaces, control characters a dot. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = []
  let column = 0
  const push = (text: string, width: number, offset: number) => {
    cells.push({ text, width, offset })
    column += width
  }
  for (const { segment, index } of segmenter.segment(line)) {
    if (segment === "\t") {
      const width = tabStop - (column % tabStop)
      push(" ".repeat(width), width, index)
    } else {
      const text = harmless(segment)
      push(text, widthOfGrapheme(text), index)
    }
  }
  return cells
}

/** Text of others (paths, messages) without anything that a terminal would obey; on one line. */
export function harmless(text: string): string {
  return plain.test(text) ? text : text.replace(/\r\n|[\n\t]/g, " ").replace(hazardous, "·")
}

/** How many terminal columns a text takes. */
export function widthOf(text: string): number {
  if (plain.test(text)) return text.length
  let width = 0
  for (const { segment } of segmenter.segment(text)) width += widthOfGrapheme(segment)
  return width
}

/** Cuts a text to a number of columns, with an ellipsis when it was longer. */
export function clip(text: string, width: number, ellipsis: string): string {
  if (widthOf(text) <= width) return text
  let kept = ""
  let left = width - widthOf(ellipsis)
  for (const { segment } of segmenter.segment(text)) {
    left -= widthOfGrapheme(segment)
    if (left < 0) break
    kept += segment
  }
  return kept.trimEnd() + ellipsis
}

/** Breaks a sentence at its spaces into lines of at most `width` columns; a longer word stays whole. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ""
  for (const word of text.split(" ")) {
    if (line !== "" && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line)
      line = word
    } else {
      line = line === "" ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}

function widthOfGrapheme(grapheme: string): number {
  if (plain.test(grapheme)) return grapheme.length
  if (/^[\p{Mn}\p{Cf}]+$/u.test(grapheme)) return 0
  return wide.test(grapheme) ? 2 : 1
}
