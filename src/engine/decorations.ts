import { type Place, placeKey } from "../model/place.ts"
import type { Machine } from "../semantics/machine.ts"
import { traceModule } from "../semantics/trace.ts"
import type { CallValue, FunctionValue } from "../semantics/value.ts"
import { type FileFunctions, functionKey } from "./functions.ts"

/** One decorator on a function: the call that applies it. */
export interface Decoration {
  readonly applied: CallValue
  readonly at: Place
}

/** The decorators of every function, outermost first, by {@link functionKey}; with a rest before each file. */
export function* decorations(
  machine: Machine,
  files: readonly FileFunctions[],
): Generator<undefined, ReadonlyMap<string, readonly Decoration[]>> {
  const found = new Map<string, Decoration[]>()
  for (const { file, functions } of files) {
    yield
    const traces = [traceModule(machine, file), ...functions.map((one) => machine.trace(one))]
    for (const { call, at } of traces.flatMap(({ calls }) => calls)) {
      const [only] = call.arguments
      if (call.arguments.length !== 1 || only?.value.kind !== "function" || !isAbove(at, only.value)) continue
      const key = functionKey(only.value)
      // They are applied from the innermost on.
      const known = found.get(key)
      if (known === undefined) found.set(key, [{ applied: call, at }])
      else if (known.every((one) => placeKey(one.at) !== placeKey(at))) known.unshift({ applied: call, at })
    }
  }
  return found
}

function isAbove(at: Place, { declaration, closure }: FunctionValue): boolean {
  return at.chunk === closure.chunk && at.end <= declaration.nameSpan.start
}
