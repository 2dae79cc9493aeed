import type { Claim } from "../model/rule.ts"
import type { WiringFact } from "../model/wiring.ts"

/** What the rules on wiring claim: the fact as it is, in their own words. */
export function claimOf<Message extends string>(
  { at, data, evidence, why, repairs }: WiringFact,
  message: Message,
): Claim<Message> {
  const fixes = repairs.map(({ title, edits }, index) => ({ title, safe: false, preferred: index === 0, edits }))
  return { at, message, data, evidence, why, fixes }
}
