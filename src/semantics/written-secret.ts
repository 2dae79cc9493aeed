import type { Machine } from "./machine.ts"
import { isRefused, settingsFields } from "./settings-field.ts"
import type { Constant, Value } from "./value.ts"
import { writtenValues } from "./written-value.ts"

/** A secret that stands in the source. */
export interface WrittenSecret {
  readonly value: Constant
  /** It stands in for a variable of the environment. */
  readonly fallback: boolean
}

/** What is known of the use of a secret. */
export interface SecretUse {
  /** Whether an empty one is used as any other; elsewhere it is refused, or nothing is signed. */
  readonly takesEmpty: boolean
  /** Whether only one of a pair of keys signs, which no plain text is. */
  readonly isPaired: boolean
}

/** What a secret is, or is where nobody sets it, as far as the source tells. */
export function writtenSecret(machine: Machine, secret: Value, use: SecretUse): WrittenSecret | undefined {
  for (const written of writtenValues(machine, secret)) {
    if (written?.value.kind !== "constant" || typeof written.value.value !== "string") continue
    const { value, fallback } = written
    const text = written.value.value
    // A public key is no secret.
    if (/PUBLIC KEY|CERTIFICATE/.test(text)) continue
    // Empty where nothing stands in for it, it is to be handed in yet.
    if (text === "" && !(use.takesEmpty && fallback)) continue
    if (use.isPaired && !text.includes("-----BEGIN ")) continue
    if (fallback && settingsFields(machine, value.at).some((field) => isRefused(machine, field))) continue
    return { value, fallback }
  }
  return undefined
}
