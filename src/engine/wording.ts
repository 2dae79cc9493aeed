import type { Exit } from "../model/answer.ts"
import { isEmptyRefusal, isMessageKey } from "../semantics/error-vocabulary.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Condition, Value } from "../semantics/value.ts"
import type { Departure } from "./departures.ts"

/** The one constant text that an answer's body is. */
export function wordsOf(machine: Machine, { response }: Departure): Exit["says"] {
  const [body, ...more] = response?.body ?? []
  if (body === undefined || more.length > 0) return undefined
  const settled = settle(machine, body)
  const fields = settled.kind === "record" && !settled.open ? settled.entries : []
  const [field] = fields
  const text =
    field !== undefined && fields.length === 1 && isMessageKey(field.key) ? settle(machine, field.value) : settled
  return text.kind === "constant" && typeof text.value === "string"
    ? { text: text.value, at: text.at, isEmpty: isEmptyRefusal(text.value) }
    : undefined
}

/** The constant names in the last test on a path. */
export function comparedIn(machine: Machine, path: readonly Condition[]): readonly string[] {
  const last = path.findLast(({ role }) => role !== "after-refusal")
  return last?.kind === "test" ? [...new Set(namesIn(machine, last.value, 0))] : []
}

function namesIn(machine: Machine, value: Value, depth: number): readonly string[] {
  if (depth > 6) return []
  const settled = settle(machine, value)
  if (settled.kind === "constant")
    return typeof settled.value === "string" && settled.value !== "" ? [settled.value] : []
  if (settled.kind === "list") return settled.items.flatMap((item) => namesIn(machine, item, depth + 1))
  if (settled.kind === "operation") return settled.operands.flatMap((operand) => namesIn(machine, operand, depth + 1))
  return []
}
