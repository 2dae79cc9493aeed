import type { Code } from "../../../model/edit.ts"
import { chunkOf, quoted, textOf } from "../../writing/draft.ts"
import { freshName, importedFrom, moduleOf } from "./imports.ts"
import type { EcmascriptDraft } from "./style.ts"

/** Code as text of this file: copied parts as they are written, imported names as the file knows them. */
export function codeText(draft: EcmascriptDraft, code: Code): string {
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
          if (entries.length === 0) return ""
          const map = `{ ${entries.join(", ")} }`
          if (part.isEntry === true) return `, ${part.name}: ${map}`
          return part.name === "" ? `, ${map}` : `, { ${part.name}: ${map} }`
        }
        case "fresh":
          return freshName(draft, part.name)
        default:
          return part satisfies never
      }
    })
    .join("")
}
