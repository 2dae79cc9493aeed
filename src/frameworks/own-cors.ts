import { headerOf } from "../semantics/headers.ts"
import type { Machine } from "../semantics/machine.ts"
import type { FunctionValue } from "../semantics/value.ts"

/** Whether a function of the project writes `Access-Control-Allow-Origin` on what it is handed or gives back. */
export function writesCors(machine: Machine, of: FunctionValue): boolean {
  const { names, returns, receiver } = machine.trace(of)
  const values = [
    ...names.values(),
    ...returns.map(({ value }) => value),
    ...(receiver === undefined ? [] : [receiver]),
  ]
  return values.some((value) => {
    const options = value.kind === "choice" ? value.options.map((option) => option.value) : [value]
    return options.some(
      (one) =>
        (one.kind === "parameter" || one.kind === "call") &&
        headerOf(machine, undefined, one.effects, "access-control-allow-origin").presence !== "never",
    )
  })
}
