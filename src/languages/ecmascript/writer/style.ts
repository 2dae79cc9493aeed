import { around, isOf } from "../../../ir/walk.ts"
import type { Place } from "../../../model/place.ts"
import { chunkOf, createDraft, type Draft } from "../../writing/draft.ts"

/** A file of JavaScript or TypeScript that is being changed. */
export interface EcmascriptDraft extends Draft {
  /** Statements end with it: `;`, or nothing where the file leaves it out. */
  readonly terminator: ";" | ""
  /** How it gets what other modules give. */
  readonly modules: "import" | "require"
}

/** Looks at how a file is written. */
export function createEcmascriptDraft(...[module, text]: Parameters<typeof createDraft>): EcmascriptDraft {
  const simple = module.chunks.filter(({ body }) =>
    body.some(({ kind }) => kind === "import" || kind === "assign" || kind === "expression" || kind === "export"),
  )
  const ended = simple.filter(({ offset, length }) => text[offset + length - 1] === ";")
  const imports = module.chunks.filter(({ body }) => body.some(({ kind }) => kind === "import"))
  const isImported = imports.some(({ offset }) => /^(import|export)\b/.test(text.slice(offset, offset + 6)))
  const isNew = imports.length === 0 && (/^export\b/m.test(text) || /\.(m?ts|mjs|[jt]sx)$/.test(module.path))
  return {
    ...createDraft(module, text),
    indent: /^([ \t]+)[^\s*]/m.exec(text)?.[1] ?? "  ",
    terminator: ended.length * 2 >= simple.length && (simple.length > 0 || /;\s*$/m.test(text)) ? ";" : "",
    modules: isImported || isNew ? "import" : "require",
  }
}

/** Ends what is a statement the way the file does: lines that open or close a block stay, and decorators. */
export function terminated({ terminator }: EcmascriptDraft, code: string): string {
  if (terminator === "") return code
  return code
    .split("\n")
    .map((line) =>
      line.trim() === "" || /([{(,[;:]|=>|^\s*(\/\/.*|\/?\*.*))$|^\s*(\}$|@)/.test(line) ? line : `${line};`,
    )
    .join("\n")
}

/** Whether a value is an entry that stands for its own key: `{ message }`. */
export function isShorthand(draft: Draft, at: Place): boolean {
  const chunk = chunkOf(draft, at)
  return [...around(chunk.body, at)].some(
    (node) =>
      isOf(node, "record") &&
      node.entries.some(
        ({ key, value }) =>
          value.start === at.start && value.end === at.end && key?.start === at.start && key.end === at.end,
      ),
  )
}
