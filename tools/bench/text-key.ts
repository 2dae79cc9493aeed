import { createHash } from "node:crypto"

/** Tells texts apart across processes. */
export function textKey(text: string): string {
  return createHash("sha1").update(text).digest("base64")
}
