import { Edit, type Parser, type Tree } from "web-tree-sitter"
import { differenceOf } from "../../model/difference.ts"

/** Files that are being edited at once; the tree of any other is freed after it was read. */
const limit = 8

/** The parser's trees of the files that changed last, so that an edit costs what it changes. */
export class Trees {
  readonly #kept = new Map<string, { readonly text: string; readonly tree: Tree }>()

  /**
   * Parses a file that was read before. The tree stays here: it is not to be freed.
   * @returns `undefined` where the parser gave up
   */
  parse(parser: Parser, path: string, text: string): Tree | undefined {
    const known = this.#kept.get(path)
    if (known !== undefined) known.tree.edit(editBetween(known.text, text))
    const tree = parser.parse(text, known?.tree)
    this.drop(path)
    if (tree === null) return undefined
    this.#kept.set(path, { text, tree })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > limit && oldest !== undefined) this.drop(oldest)
    return tree
  }

  drop(path: string): void {
    this.#kept.get(path)?.tree.delete()
    this.#kept.delete(path)
  }
}

/** The one stretch in which two texts differ, as the parser wants it: UTF-16 offsets, rows and columns. */
function editBetween(before: string, after: string): Edit {
  const { start, before: oldEndIndex, after: newEndIndex } = differenceOf(before, after)
  return new Edit({
    startIndex: start,
    oldEndIndex,
    newEndIndex,
    startPosition: pointAt(after, start),
    oldEndPosition: pointAt(before, oldEndIndex),
    newEndPosition: pointAt(after, newEndIndex),
  })
}

function pointAt(text: string, index: number) {
  let row = 0
  let line = 0
  for (let at = text.indexOf("\n"); at >= 0 && at < index; at = text.indexOf("\n", at + 1)) {
    row++
    line = at + 1
  }
  return { row, column: index - line }
}
