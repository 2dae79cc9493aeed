import colors from "picocolors"
import type { Severity } from "../../model/report.ts"
import type { ReportContext } from "../reporter.ts"

type Paint = (text: string) => string

/** How the pretty output looks on one terminal. */
export interface Theme {
  readonly bold: Paint
  readonly dim: Paint
  readonly good: Paint
  /** Line numbers and the lines of the frame. */
  readonly frame: Paint
  /** Commands to type and titles of fixes. */
  readonly action: Paint
  severity(severity: Severity): Paint
  readonly symbols: Symbols
}

interface Symbols {
  readonly bar: string
  readonly open: string
  readonly tee: string
  readonly end: string
  readonly caret: string
  /** Down the left of a range of several lines. */
  readonly from: string
  readonly through: string
  readonly to: string
  readonly dots: string
  readonly separator: string
  readonly good: string
  readonly rule: string
}

const unicodeSymbols: Symbols = {
  bar: "│",
  open: "╭─",
  tee: "├",
  end: "╰",
  caret: "━",
  from: "┏",
  through: "┃",
  to: "┗",
  dots: "…",
  separator: "·",
  good: "✓",
  rule: "─",
}

const asciiSymbols: Symbols = {
  bar: "|",
  open: "-->",
  tee: "=",
  end: "=",
  caret: "^",
  from: "/",
  through: "|",
  to: "\\",
  dots: "...",
  separator: "-",
  good: "ok:",
  rule: "-",
}

/** The paints and symbols of a report: no escape codes without `color`, nothing but ASCII without `unicode`. */
export function themeOf({ color, unicode }: Pick<ReportContext, "color" | "unicode">): Theme {
  const paint = colors.createColors(color)
  const severities: Readonly<Record<Severity, Paint>> = {
    error: paint.red,
    warning: paint.yellow,
    info: paint.blue,
    hint: paint.dim,
  }
  return {
    bold: paint.bold,
    dim: paint.dim,
    good: paint.green,
    frame: paint.cyan,
    action: paint.green,
    severity: (severity) => severities[severity],
    symbols: unicode ? unicodeSymbols : asciiSymbols,
  }
}
