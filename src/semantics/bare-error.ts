import type { TaintContext } from "./taint-context.ts"
import type { RecordValue, Value } from "./value.ts"

/** The parts of data that may be shown: where an encoder knows nothing of errors, it fails, and no word of one leaves. */
export function shownIn(parts: readonly Value[], { isEncoded }: TaintContext): readonly Value[] {
  return isEncoded ? parts.filter((part) => !isBareError(part)) : parts
}

export function membersOf({ entries, spread }: RecordValue): readonly Value[] {
  return [...entries.map(({ value }) => value), ...spread]
}

/** Whether a value is an error that was caught, or nothing in its place: `error`, `error or None`. */
function isBareError(value: Value): boolean {
  if (value.kind === "caught") return true
  const parts = partsOf(value)
  return parts.some(isBareError) && parts.every((part) => part.kind === "constant" || isBareError(part))
}

function partsOf(value: Value): readonly Value[] {
  if (value.kind === "choice") return value.options.map((option) => option.value)
  return value.kind === "operation" && /^(or|and|\?\?)$/.test(value.operator) ? value.operands : []
}
