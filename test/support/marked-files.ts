import { Lines } from "../../src/model/lines.ts"
import type { Range } from "../../src/model/report.ts"

/** A file of a case, its marks taken out and noted. */
export interface MarkedFile {
  readonly path: string
  readonly text: string
  readonly findings: readonly string[]
  readonly sites: readonly string[]
  readonly evidence: readonly Evidence[]
}

export interface Evidence {
  readonly placed: string
  readonly text: string
}

/** `main.py 4:5-4:31`, lines counted as before the edit. */
export function placed(file: string, { start, end }: Range, below: number): string {
  return `${file} ${start.line - below}:${start.column}-${end.line - below}:${end.column}`
}

/** The files of a case: one, or several behind `── path` lines, each in its language behind the prelude. */
export function parse(code: string, prelude: string, main: string): readonly MarkedFile[] {
  const parts = code.split(/^── (.+)\n/m)
  const [alone = ""] = parts
  if (parts.length === 1) return [mark(main, prelude + alone)]
  const files: MarkedFile[] = []
  for (let index = 1; index < parts.length; index += 2) {
    const path = parts[index] ?? ""
    files.push(mark(path, (extensionOf(path) === extensionOf(main) ? prelude : "") + (parts[index + 1] ?? "")))
  }
  return files
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf("."))
}

function mark(path: string, marked: string): MarkedFile {
  let text = ""
  const open: { readonly kind: string; readonly start: number }[] = []
  const spans: { readonly kind: string; readonly start: number; readonly end: number }[] = []
  for (const character of marked) {
    if (character === "«" || character === "‹" || character === "⟦") open.push({ kind: character, start: text.length })
    else if (character === "»" || character === "›" || character === "⟧") {
      const begun = open.pop()
      if (begun === undefined) throw new Error(`a mark is closed that was not opened: ${marked}`)
      spans.push({ ...begun, end: text.length })
    } else text += character
  }
  const lines = new Lines(text)
  const of = (kind: string) =>
    spans.filter((span) => span.kind === kind).map(({ start, end }) => placed(path, lines.range(start, end), 0))
  const evidence = spans
    .filter(({ kind }) => kind === "⟦")
    .map(({ start, end }) => ({ placed: placed(path, lines.range(start, end), 0), text: text.slice(start, end) }))
  return { path, text, findings: of("«"), sites: of("‹"), evidence }
}
