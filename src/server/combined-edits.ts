import type { FileEdit, Fix, Position } from "../model/report.ts"

/**
 * The edits of several fixes as one change: a fix whose text another one takes is left for the next time. An edit that
 * several fixes share, such as an import, is made once.
 */
export function combinedEdits(fixes: readonly Fix[]): readonly FileEdit[] {
  const taken: FileEdit[] = []
  for (const { edits } of fixes) {
    const added = edits.filter((edit) => !taken.some((other) => isSame(edit, other)))
    if (added.some((edit) => taken.some((other) => collide(edit, other)))) continue
    taken.push(...added)
  }
  return taken
}

function isSame(a: FileEdit, b: FileEdit): boolean {
  return (
    a.file === b.file &&
    a.newText === b.newText &&
    order(a.range.start, b.range.start) === 0 &&
    order(a.range.end, b.range.end) === 0
  )
}

/** Two edits that touch collide as well: in which order they belong is not known. */
function collide(a: FileEdit, b: FileEdit): boolean {
  return a.file === b.file && order(a.range.start, b.range.end) <= 0 && order(b.range.start, a.range.end) <= 0
}

function order(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column
}
