import { isDump } from "./error-vocabulary.ts"
import type { CallValue, MemberValue, Value } from "./value.ts"
import { isTextMethod } from "./vocabulary.ts"

/** Whether a text is one thing with what is tainted in it: a record or a list is not, its item is. */
export function isWhole({ kind }: Value): boolean {
  return kind !== "record" && kind !== "list" && kind !== "choice"
}

/** What the authors wrote in front of the first hole: `bad token: ` of `f"bad token: {e}"`. */
export function wordsOf(value: Value): string | undefined {
  switch (value.kind) {
    case "text": {
      const [first] = value.parts
      return first?.kind === "constant" ? String(first.value) : undefined
    }
    case "operation": {
      const [left] = value.operands
      return left?.kind === "constant" && typeof left.value === "string" ? left.value.split("%")[0] : undefined
    }
    case "call": {
      const pattern = value.callee.kind === "member" ? value.callee.object : undefined
      return pattern?.kind === "constant" && typeof pattern.value === "string" ? pattern.value.split("{")[0] : undefined
    }
    default:
      return undefined
  }
}

/** Whose words a method gives: `"…".format(e)`, `str(e).strip()`, `Problem(message=str(e)).model_dump()`. */
export function wordsGivenBy({ arguments: given }: CallValue, { object, name }: MemberValue): readonly Value[] {
  // `e.errors()` of a validation error tells the client about its own input.
  if (object.kind === "caught" && name === "errors") return []
  const from = object.kind === "constant" || object.kind === "text" ? given : undefined
  const made = isDump(name) && object.kind === "call" && object.callee.kind === "class" ? object.arguments : undefined
  const parts = from ?? made
  if (parts !== undefined) return parts.map(({ value }) => value)
  return isTextMethod(name) ? [object] : []
}
