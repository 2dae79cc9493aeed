import { evaluate, type MemberNode, parse, type ValueNode } from "@humanwhocodes/momoa"
import type { Position } from "../model/report.ts"
import { ConfigError } from "./config-error.ts"

/** A JSON text: what it says, and where. */
export interface JsonText {
  readonly value: unknown
  /** Where a value stands, or its name where it has one; what holds it where it is not there. */
  locate(path: readonly PropertyKey[]): Position
}

/**
 * @param options `comments`: whether comments and commas behind the last item may stand, as in tsconfig.json
 * @throws ConfigError where the text is no JSON
 */
export function readJson(file: string, text: string, { comments }: { comments: boolean }): JsonText {
  // A byte order mark is no JSON, but an editor's.
  const clean = text.replace(/^\uFEFF/, " ")
  try {
    const tree = parse(clean, { mode: comments ? "jsonc" : "json", allowTrailingCommas: comments })
    return { value: evaluate(tree), locate: (path) => locate(tree.body, path) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const { line, column } = Object(error)
    const position = typeof line === "number" && typeof column === "number" ? { line, column } : undefined
    throw new ConfigError(file, "", `not valid JSON (${worded(error.message)})`, undefined, position)
  }
}

function locate(node: ValueNode, [key, ...rest]: readonly PropertyKey[]): Position {
  if (node.type === "Object") {
    const member = node.members.find(({ name }) => (name.type === "String" ? name.value : name.name) === key)
    if (member !== undefined) return rest.length === 0 ? positionOf(member) : locate(member.value, rest)
  }
  if (node.type === "Array" && typeof key === "number") {
    const element = node.elements[key]
    if (element !== undefined) return locate(element.value, rest)
  }
  return positionOf(node)
}

function positionOf({ loc }: ValueNode | MemberNode): Position {
  return { line: loc.start.line, column: loc.start.column }
}

const tokens: Readonly<Record<string, string>> = {
  LBrace: "`{`",
  RBrace: "`}`",
  LBracket: "`[`",
  RBracket: "`]`",
  Comma: "`,`",
  Colon: "`:`",
}

/** `Unexpected token RBrace found. (1:7)` → ``unexpected `}` ``. */
function worded(message: string): string {
  return message
    .replace(/ \(\d+:\d+\)$/, "")
    .replace(/\.$/, "")
    .replace(/ found$/, "")
    .replace(/^Unexpected token (\w+)/, (_, name: string) => `unexpected ${tokens[name] ?? name.toLowerCase()}`)
    .replace(/^U/, "u")
    .replace(/\s+/g, " ")
}
