import { readFileSync } from "node:fs"
import { writeFileSync as writeAtomically } from "atomically"

const BOM = "\uFEFF"

/** A file whose text is to be replaced. */
export interface Replacement {
  /** Absolute. */
  readonly path: string
  /** What was read, without a byte order mark. */
  readonly before: string
  readonly after: string
}

/** Whether a file still holds what was read of it. */
export function isUnchanged({ path, before }: Pick<Replacement, "path" | "before">): boolean {
  try {
    return withoutMark(readFileSync(path, "utf8")) === before
  } catch {
    // Gone, or not to be read any more: that is a change too.
    return false
  }
}

/** Replaces a file's text in one step, so that nobody ever sees half of it. Its mode and byte order mark stay. */
export function replace({ path, after }: Replacement): void {
  const mark = readFileSync(path, "utf8").startsWith(BOM) ? BOM : ""
  writeAtomically(path, mark + after)
}

function withoutMark(text: string): string {
  return text.startsWith(BOM) ? text.slice(BOM.length) : text
}
