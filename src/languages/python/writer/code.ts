import type { Code } from "../../../model/edit.ts"
import { chunkOf, type Draft, quoted, textOf } from "../../writing/draft.ts"
import { freshName, importedFrom, moduleOf } from "./imports.ts"

/** Code as text of this file: copied parts as they are written, imported names as the file knows them. */
export function codeText(draft: Draft, code: Code): string {
  return code
    .map((part) => {
      if (typeof part === "string") return part
      switch (part.kind) {
        case "source":
          return textOf(draft, chunkOf(draft, part.at), part.at)
        case "import":
          return importedFrom(draft, part.module, part.name)
        case "sibling": {
          const module = moduleOf(draft, part.of)
          return module === undefined ? part.name : importedFrom(draft, module, part.name)
        }
        case "text":
          return quoted(draft, part.text)
        case "headers": {
          const entries = draft.created.map(({ name, value }) => `${quoted(draft, name)}: ${quoted(draft, value)}`)
          return entries.length === 0 ? "" : `, ${part.name}={${entries.join(", ")}}`
        }
        case "fresh":
          return freshName(draft, part.name)
        default:
          return part satisfies never
      }
    })
    .join("")
}
