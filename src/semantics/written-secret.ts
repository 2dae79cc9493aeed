import type { Machine } from "./machine.ts"
import type { Constant, Value } from "./value.ts"
import { writtenValues } from "./written-value.ts"

/** A secret that stands in the source. */
export interface WrittenSecret {
  readonly value: Constant
  /** It stands in for a variable of the environment. */
  readonly fallback: boolean
}

/** What a secret is, or is where nobody sets it, as far as the source tells. */
export function writtenSecret(machine: Machine, secret: Value): WrittenSecret | undefined {
  for (const written of writtenValues(machine, secret)) {
    if (written?.value.kind !== "constant" || typeof written.value.value !== "string") continue
    // A public key is no secret.
    if (!/PUBLIC KEY|CERTIFICATE/.test(written.value.value)) return { value: written.value, fallback: written.fallback }
  }
  return undefined
}
