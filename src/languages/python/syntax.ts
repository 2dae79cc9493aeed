import type { Language, TreeCursor } from "web-tree-sitter"
import type { Comment } from "../../ir/module.ts"

/**
 * A node of the concrete tree, copied out of the parser's memory. Children stand in source order, without comments
 * and without the punctuation that no lowering asks for. Offsets are relative to the chunk; a token has none.
 */
export interface Syntax {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly children: readonly Syntax[]
}

/** The grammar's node types as tables, so that copying a tree asks the parser for numbers only. */
export interface Grammar {
  readonly types: readonly string[]
  /** By type id: what the copy does with such a node. */
  readonly treatments: Uint8Array
  /** By type id: one shared node for every occurrence of a token. */
  readonly tokens: readonly Syntax[]
}

const NONE: readonly Syntax[] = []

const INNER = 0
const LEAF = 1
const TOKEN = 2
const COMMENT = 3
const STRING = 4
/** An inner node whose tokens are kept, because they tell operators and forms apart. */
const KEEPER = 5
const NAME = 6
const BLOCK = 7

const LEAVES = new Set([
  "integer",
  "float",
  "true",
  "false",
  "none",
  "ellipsis",
  "dotted_name",
  "relative_import",
  "wildcard_import",
  "string_start",
  "string_content",
  "string_end",
  "type_conversion",
  "format_specifier",
  "escape_sequence",
  "escape_interpolation",
  "line_continuation",
  "pass_statement",
  "break_statement",
  "continue_statement",
  "keyword_separator",
  "positional_separator",
])

const KEEPERS = new Set([
  "binary_operator",
  "unary_operator",
  "boolean_operator",
  "comparison_operator",
  "augmented_assignment",
  "slice",
  "raise_statement",
  "except_clause",
  "case_pattern",
  "union_pattern",
  "function_definition",
])

export function readGrammar(language: Language): Grammar {
  const count = language.nodeTypeCount
  const treatments = new Uint8Array(count)
  const types: string[] = []
  const tokens: Syntax[] = []
  for (let id = 0; id < count; id++) {
    const type = language.nodeTypeForId(id) ?? ""
    types.push(type)
    tokens.push({ type, start: 0, end: 0, children: NONE })
    treatments[id] = treatment(type, language.nodeTypeIsNamed(id))
  }
  return { types, treatments, tokens }
}

/**
 * Copies the subtree under the cursor in one walk, without recursion: depth is bounded by memory alone.
 * The cursor is back on its node afterwards.
 * @param text what was parsed
 * @param base offset in `text` that the copy counts from
 * @param comments receives the comments inside, at offsets from `base`
 */
export function copyTree(
  cursor: TreeCursor,
  grammar: Grammar,
  text: string,
  base: number,
  comments: Comment[],
): Syntax {
  const { types, treatments, tokens } = grammar
  const top: Syntax[] = []
  const open: Syntax[][] = []
  const keeping: boolean[] = []
  let siblings = top
  let keeps = true
  // A node starts where its first child starts: one question less to the parser. Only a block may begin before its own.
  let known = -1
  for (;;) {
    const id = cursor.nodeTypeId
    // The id of an ERROR node lies outside of the table.
    const what = treatments[id] ?? INNER
    if (what === TOKEN) {
      const token = tokens[id]
      if (keeps && token !== undefined) siblings.push(token)
    } else {
      const start = known >= 0 ? known : cursor.startIndex
      const end = (what === NAME && endOfName(text, start)) || cursor.endIndex
      if (what === COMMENT) {
        comments.push({ start: start - base, end: end - base, text: text.slice(start + 1, end) })
      } else {
        const leaf = what === LEAF || what === NAME || (what === STRING && !interpolates(text, start))
        const children: Syntax[] | undefined = !leaf && cursor.gotoFirstChild() ? [] : undefined
        siblings.push({ type: types[id] ?? "ERROR", start: start - base, end: end - base, children: children ?? NONE })
        if (children !== undefined) {
          open.push(siblings)
          keeping.push(keeps)
          siblings = children
          keeps = what === KEEPER
          known = what === BLOCK ? -1 : start
          continue
        }
      }
    }
    known = -1
    while (open.length > 0 && !cursor.gotoNextSibling()) {
      cursor.gotoParent()
      siblings = open.pop() ?? top
      keeps = keeping.pop() ?? true
    }
    if (open.length === 0) return top[0] ?? { type: "ERROR", start: 0, end: 0, children: NONE }
  }
}

function treatment(type: string, named: boolean): number {
  if (type === "comment") return COMMENT
  if (type === "string") return STRING
  if (type === "identifier") return NAME
  if (type === "block") return BLOCK
  if (LEAVES.has(type)) return LEAF
  if (!named) return TOKEN
  return KEEPERS.has(type) ? KEEPER : INNER
}

/** Where the plain ASCII name at `start` ends; 0 where only the parser can tell. */
function endOfName(text: string, start: number): number {
  for (let i = start; ; i++) {
    const code = text.charCodeAt(i)
    const inside =
      (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57)
    // Past the end of the text the code is NaN, which is not greater than anything.
    if (!inside) return code > 127 || i === start ? 0 : i
  }
}

/** Whether the string literal at `start` has an f or t among its prefix letters. */
function interpolates(text: string, start: number): boolean {
  for (let i = start; i < start + 3; i++) {
    const code = text.charCodeAt(i) | 32
    // f and t; a quote ends the prefix (" and ' both have bit 32 set).
    if (code === 102 || code === 116) return true
    if (code === 34 || code === 39) return false
  }
  return false
}
