import * as z from "zod"
import { type RuleEntry, settingsSchema } from "./schema.ts"

/** The JSON schema of gatelint.json: docs/config.schema.json is its text. */
export function configJsonSchema(rules: readonly RuleEntry[], frameworks: readonly string[]): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(settingsSchema(rules, frameworks), { io: "input" })
  return { $schema, title: "gatelint", ...rest }
}
