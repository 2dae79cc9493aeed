import type { Expression } from "../../ir/expression.ts"
import { lowerExpression } from "./lower-expression.ts"
import { type Source, textOf } from "./source.ts"
import { decodeContent, decodeString, stringForm } from "./string.ts"
import type { Syntax } from "./syntax.ts"

type Part = string | Expression

/** One literal: text, or a template where it has holes (or is a `t` string). */
export function lowerString(node: Syntax, source: Source): Expression {
  return assemble(node, [node], source)
}

/** `"a" f"{b}"`: literals side by side are one. */
export function lowerConcatenation(node: Syntax, source: Source): Expression {
  return assemble(node, node.children, source)
}

function assemble(whole: Syntax, strings: readonly Syntax[], source: Source): Expression {
  const { start, end } = whole
  const parts: Part[] = []
  let template = false
  for (const string of strings) {
    if (string.type !== "string") continue
    if (string.children.length === 0) append(parts, decodeString(textOf(string, source)))
    else if (appendParts(parts, string, source)) template = true
  }
  if (parts.every((part) => typeof part === "string") && !template)
    return { kind: "literal", start, end, value: parts.join("") }
  return { kind: "template", start, end, parts }
}

/** @returns whether the string is a template even without holes */
function appendParts(parts: Part[], string: Syntax, source: Source): boolean {
  const form = stringForm(textOf(string, source))
  let from = string.start + form.from
  for (const child of string.children) {
    if (child.type !== "interpolation") continue
    append(parts, decodeContent(source.text.slice(from, child.start), form))
    const [value] = child.children
    if (value !== undefined) {
      append(parts, echo(value, child, source))
      parts.push(lowerExpression(value, source, child))
    }
    from = child.end
  }
  append(parts, decodeContent(source.text.slice(from, string.start + form.to), form))
  return form.template
}

/** `{user=}` shows its own source, too: `user=`. */
function echo(value: Syntax, hole: Syntax, source: Source): string {
  const after = /^\s*=\s*/.exec(source.text.slice(value.end, hole.end))
  return after === null ? "" : source.text.slice(hole.start + 1, value.end) + after[0]
}

function append(parts: Part[], text: string): void {
  if (text === "") return
  const last = parts.at(-1)
  if (typeof last === "string") parts[parts.length - 1] = last + text
  else parts.push(text)
}
