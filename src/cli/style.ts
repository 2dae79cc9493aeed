import colors from "picocolors"

type Paint = (text: string) => string

export interface Style {
  readonly bold: Paint
  readonly dim: Paint
  readonly title: Paint
  readonly code: Paint
  readonly warn: Paint
}

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
