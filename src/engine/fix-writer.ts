import type { Edit, Slot } from "../model/edit.ts"
import type { FrontEnd } from "../model/front-end.ts"
import type { Lines } from "../model/lines.ts"
import type { FileEdit, Fix } from "../model/report.ts"
import type { Proposal } from "../model/rule.ts"
import { hasExtension } from "./file-kind.ts"
import type { Sources } from "./sources.ts"

/** Turns proposals into changes of text, in the style of each file. */
export class FixWriter {
  readonly #frontEnds: readonly FrontEnd[]
  readonly #sources: Sources
  readonly #linesOf: (file: string) => Lines

  constructor(frontEnds: readonly FrontEnd[], sources: Sources, linesOf: (file: string) => Lines) {
    this.#frontEnds = frontEnds
    this.#sources = sources
    this.#linesOf = linesOf
  }

  /** The fixes that can be written as the code stands, the preferred one first. */
  write(proposals: readonly Proposal[]): readonly Fix[] {
    const fixes = proposals.flatMap((proposal): readonly Fix[] => {
      const edits = this.#edits(proposal.edits)
      if (edits === undefined || edits.length === 0) return []
      const { title, safe, preferred } = proposal
      return [{ title, safe, preferred, edits }]
    })
    return fixes.toSorted((a, b) => Number(b.preferred) - Number(a.preferred))
  }

  #edits(edits: readonly Edit[]): readonly FileEdit[] | undefined {
    const byFile = new Map<string, Edit[]>()
    const [home] = edits.flatMap((edit) => fileOf(edit) ?? [])
    if (home === undefined) return undefined
    for (const edit of edits) {
      const file = fileOf(edit) ?? home
      const same = byFile.get(file)
      if (same === undefined) byFile.set(file, [edit])
      else same.push(edit)
    }
    const written: FileEdit[] = []
    for (const [file, own] of byFile) {
      const changes = this.#inFile(file, own)
      // A fix is whole or it is not offered.
      if (changes === undefined) return undefined
      written.push(...changes)
    }
    return written
  }

  #inFile(file: string, edits: readonly Edit[]): readonly FileEdit[] | undefined {
    const module = this.#sources.module(file)
    const text = this.#sources.text(file)
    const frontEnd = this.#frontEnds.find(({ extensions }) => hasExtension(file, extensions))
    if (module === undefined || text === undefined) return undefined
    const lines = this.#linesOf(file)
    return frontEnd
      ?.write(module, text, edits)
      ?.map(({ start, end, newText }) => ({ file, range: lines.range(start, end), newText }))
  }
}

/** The file that an edit is made in; `undefined` where it goes with another one. */
function fileOf(edit: Edit): string | undefined {
  switch (edit.kind) {
    case "set-header":
    case "remove-header":
    case "pass-headers":
    case "set-status":
      return fileOfSlot(edit.slot)
    case "log-cause":
      return edit.before.file
    case "move-after":
      return edit.statement.file
    default:
      return edit.at.file
  }
}

function fileOfSlot(slot: Slot): string | undefined {
  switch (slot.kind) {
    case "argument":
      return slot.call.file
    case "value":
    case "tuple":
      return slot.at.file
    case "item":
      return slot.after.file
    case "chain":
      return slot.call.file
    case "setter":
      return slot.before.file
    case "pairs":
      return slot.record.file
    case "new":
      return undefined
    default:
      return slot satisfies never
  }
}
