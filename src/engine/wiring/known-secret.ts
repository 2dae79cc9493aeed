import { placeKey } from "../../model/place.ts"
import type { Wiring } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import { writtenSecret } from "../../semantics/written-secret.ts"
import type { KeyUse } from "./key-uses.ts"

/** A key that tokens are signed or verified with, as it stands in the source: the only one, or where no other is set. */
export function knownSecrets(machine: Machine, uses: readonly KeyUse[]): readonly Wiring[] {
  const found = new Map<string, Wiring>()
  for (const { key, at: use, signs, why, how } of uses) {
    const text = writtenSecret(machine, key, how)
    if (text === undefined) continue
    const { at } = text.value
    // What is signed with it besides says less of what it may be used for.
    if (signs === "session IDs" && found.has(placeKey(at))) continue
    found.set(placeKey(at), {
      kind: text.fallback ? "known-secret" : "written-secret",
      at,
      data: { signs },
      evidence: use,
      why,
      repairs: [],
    })
  }
  return [...found.values()]
}
