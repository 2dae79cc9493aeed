import * as z from "zod"
import { type RuleEntry, settingsSchema } from "./schema.ts"

/** The JSON schema of gatelint.json: docs/config.schema.json is its text. */
export function configJsonSchema(rules: readonly RuleEntry[]): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(settingsSchema(rules), { io: "input" })
  return { $schema, title: "gatelint", ...rest }
}
