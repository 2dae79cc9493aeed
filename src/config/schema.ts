import * as z from "zod"
import { librarySchema } from "./library-schema.ts"

/** A rule as the config sees it. */
export interface RuleEntry {
  readonly id: string
  readonly description: string
}

const level = z.enum(["off", "hint", "info", "warning", "error"])

/**
 * The schema of gatelint.json, of `[tool.gatelint]` and of package.json's `gatelint`.
 * @param rules every rule there is: any other ID is an error
 * @param frameworks every framework there is, likewise; empty where nobody knows
 */
export function settingsSchema(rules: readonly RuleEntry[], frameworks: readonly string[]) {
  const framework = frameworks.length === 0 ? z.string().min(1) : z.enum(frameworks)
  const levels = Object.fromEntries(rules.map(({ id, description }) => [id, level.optional().describe(description)]))
  return z
    .strictObject({
      $schema: z.string().optional().describe("Where this schema lies, for editors."),
      preset: z
        .enum(["recommended", "strict"])
        .optional()
        .describe("The rules to start from: `recommended` (default), or `strict`, which adds matters of style."),
      rules: z.strictObject(levels).optional().describe("Rules to turn off, or on with another severity."),
      exclude: z
        .array(z.string().min(1))
        .optional()
        .describe(
          "Files to say nothing about, as in .gitignore, relative to this file. They are still read as context.",
        ),
      models: z.array(librarySchema).optional().describe("What in-house packages do that matters to a refusal."),
      sanitizers: z
        .array(z.string().min(1))
        .optional()
        .describe('Functions whose result may be shown to a client: "app.errors.public_message".'),
      debugFlags: z.array(z.string().min(1)).optional().describe('Names true only while debugging: "settings.DEBUG".'),
      frameworks: z.array(framework).optional().describe('Frameworks to look for: "fastapi"; default: all.'),
      realm: z
        .string()
        .regex(/^[^"\\\p{Cc}]+$/u, { error: "must be plain text without quotes" })
        .optional()
        .describe('Written into every challenge: Bearer realm="…".'),
      scheme: z
        .string()
        .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, { error: "must be one word, such as `Bearer`" })
        .optional()
        .describe("The scheme of challenges where the code names none."),
      gateway: z
        .array(z.enum(["challenge", "preflight"]))
        .optional()
        .describe("What a gateway in front of the app answers itself, so that the app need not."),
    })
    .describe("Settings of gatelint.")
}

/** Keys that hold for a whole project, whatever the folder; all others are of the files below the file they stand in. */
export const projectKeys = [
  "models",
  "sanitizers",
  "debugFlags",
  "frameworks",
  "realm",
  "scheme",
  "gateway",
] as const satisfies readonly (keyof Settings)[]

/** The settings that one file holds, checked. */
export type Settings = z.infer<ReturnType<typeof settingsSchema>>
