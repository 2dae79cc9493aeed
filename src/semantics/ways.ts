import type { Asks } from "../model/asks.ts"
import { asksOf } from "./condition.ts"
import { calledFunction } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import type { Value } from "./value.ts"

/**
 * Whether one of the ways on which a function of the project gives this truth asks who is there: `getAdmin(id)` gives
 * nothing for nobody as well as for somebody who is none.
 */
export function isIdentitySoughtWithin(machine: Machine, value: Value, holds: boolean): boolean {
  const called = value.kind === "call" ? calledFunction(machine, value) : undefined
  if (called === undefined || machine.frames.depth >= machine.frames.limit) return false
  machine.frames.depth++
  try {
    return machine
      .trace(called)
      .returns.some(
        ({ value: given, path }) =>
          given.kind === "constant" && Boolean(given.value) === holds && isOfIdentity(asksOf(machine, path)),
      )
  } finally {
    machine.frames.depth--
  }
}

function isOfIdentity(asks: Asks | undefined): boolean {
  return asks?.kind === "authentication" || asks?.kind === "mixed"
}
