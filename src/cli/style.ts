import colors from "picocolors"

type Paint = (text: string) => string

/** How the command line paints its own words; a report has a theme instead. */
export interface Style {
  readonly bold: Paint
  readonly dim: Paint
  readonly title: Paint
  readonly code: Paint
  readonly warn: Paint
}

/** The paints of a run; without colour each hands its text back as it is. */
export function styleOf(color: boolean): Style {
  const paint = colors.createColors(color)
  return {
    bold: paint.bold,
    dim: paint.dim,
    title: (text) => paint.bold(paint.cyan(text)),
    code: paint.cyan,
    warn: paint.yellow,
  }
}
