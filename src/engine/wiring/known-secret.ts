import { placeKey } from "../../model/place.ts"
import type { Wiring } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import { writtenSecret } from "../../semantics/written-secret.ts"
import type { KeyUse } from "./key-uses.ts"

/** A key that tokens are signed or verified with, as it stands in the source: the only one, or where no other is set. */
export function knownSecrets(machine: Machine, uses: readonly KeyUse[]): readonly Wiring[] {
  const found = new Map<string, Wiring>()
  for (const { key, at: use, purpose, why } of uses) {
    const text = writtenSecret(machine, key)
    if (text === undefined) continue
    // Who reads a token without verifying it needs no key, and hands in none.
    if (purpose === "verification" && !text.fallback && text.value.value === "") continue
    const { at } = text.value
    found.set(placeKey(at), {
      kind: text.fallback ? "known-secret" : "written-secret",
      at,
      data: {},
      evidence: use,
      why,
      repairs: [],
    })
  }
  return [...found.values()]
}
