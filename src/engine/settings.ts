import { placeOf } from "../model/place.ts"
import type { Operation } from "../semantics/app.ts"
import type { Machine } from "../semantics/machine.ts"
import { traceModule } from "../semantics/trace.ts"
import type { CallValue } from "../semantics/value.ts"
import type { FileFunctions } from "./functions.ts"

/** The names at the top of modules that configure a framework, as operations on an app that the module stands for. */
export function settingsOf(
  machine: Machine,
  files: readonly FileFunctions[],
  names: readonly string[],
): readonly Operation[] {
  return files.flatMap(({ file }): readonly Operation[] => {
    const [first] = machine.module(file)?.chunks ?? []
    if (first === undefined) return []
    const held = traceModule(machine, file).names
    const at = placeOf({ start: 0, end: 0 }, file, first)
    const object: CallValue = {
      kind: "call",
      callee: { kind: "external", path: "settings", at },
      arguments: [],
      effects: [],
      via: [],
      at,
    }
    return names.flatMap((name): readonly Operation[] => {
      const value = held.get(name)
      if (value === undefined) return []
      const given = [{ kind: "positional", name: undefined, value } as const]
      return [{ object, kind: "app", name, arguments: given, applied: undefined, at: value.at, when: [] }]
    })
  })
}
