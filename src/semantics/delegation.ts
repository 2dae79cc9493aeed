import type { Machine } from "./machine.ts"
import { substitute } from "./substitute.ts"
import type { ArgumentValue, Bindings, CallValue, Effect } from "./value.ts"

/** The call of the next constructor in line that a constructor makes: its arguments, with what was given filled in. */
export function delegation(machine: Machine, effect: Effect, bindings: Bindings, instance: CallValue): CallValue {
  const given = effect.arguments.flatMap((argument): readonly ArgumentValue[] => {
    const value = substitute(machine, argument.value, bindings, instance.at)
    if (argument.kind === "spread-keyword" && value.kind === "record") {
      const named = value.entries.map(
        (entry): ArgumentValue => ({ kind: "keyword", name: entry.key, value: entry.value }),
      )
      return value.open ? [...named, { ...argument, value }] : named
    }
    if (argument.kind === "spread" && value.kind === "list" && !value.open) {
      return value.items.map((item): ArgumentValue => ({ kind: "positional", name: undefined, value: item }))
    }
    return [{ ...argument, value }]
  })
  return {
    kind: "call",
    callee: instance.callee,
    arguments: given,
    effects: [],
    via: [instance.at, ...instance.via],
    at: effect.at,
  }
}
