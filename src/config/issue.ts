import type * as z from "zod"
import { ConfigError } from "./config-error.ts"
import { configJsonSchema } from "./json-schema.ts"
import type { JsonText } from "./json-text.ts"
import { suggest } from "./nearest.ts"
import type { RuleEntry } from "./schema.ts"

type Key = PropertyKey

interface Context {
  readonly file: string
  readonly section: readonly string[]
  readonly value: unknown
  readonly rules: readonly RuleEntry[]
  readonly frameworks: readonly string[]
  /** Where a path of the file stands; `undefined` where its format does not tell. */
  readonly locate: JsonText["locate"] | undefined
}

/** Turns the schema's complaint into one that names the key and the nearest right name. */
export function explainIssue(issue: z.core.$ZodIssue, context: Context): ConfigError {
  const { file, section, value, rules, frameworks, locate } = context
  const at = (keys: readonly Key[]) => pathOf([...section, ...keys])
  const fail = (keys: readonly Key[], what: string, hint?: string) =>
    new ConfigError(file, pathOf(keys), what, hint, locate?.([...section, ...keys]))
  const found = valueAt(value, issue.path)
  const schema = schemaAt(configJsonSchema(rules, frameworks), issue.path)
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys
    const noun = issue.path[0] === "rules" ? "rule" : "key"
    return fail([...issue.path, key], `unknown ${noun} \`${at([...issue.path, key])}\``, suggest(key, keysOf(schema)))
  }
  if (found === undefined) return fail(issue.path, `\`${at(issue.path)}\` is missing`, oneOf(valuesOf(schema)))
  const values = valuesOf(schema)
  if (values.length > 0) {
    const hint = typeof found === "string" ? suggest(found, values) : oneOf(values)
    return fail(issue.path, `\`${at(issue.path)}\` cannot be ${JSON.stringify(found)}`, hint)
  }
  if (issue.code === "invalid_type") {
    const where = issue.path.length + section.length === 0 ? "the settings" : `\`${at(issue.path)}\``
    return fail(issue.path, `${where} must be ${article(issue.expected)}, not ${kindOf(found)}`)
  }
  return fail(issue.path, `\`${at(issue.path)}\` is wrong`, lowerFirst(issue.message))
}

/** `models[0].members.decode` */
function pathOf(keys: readonly Key[]): string {
  return keys
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`))
    .join("")
}

function valueAt(value: unknown, path: readonly Key[]): unknown {
  return path.reduce<unknown>((inner, key) => fieldOf(inner, String(key)), value)
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined
}

/** The part of a JSON schema that governs a path: one alternative, or several. */
function schemaAt(schema: unknown, path: readonly Key[]): readonly unknown[] {
  return path.reduce<readonly unknown[]>(
    (schemas, key) => schemas.flatMap((inner) => alternatives(childSchema(inner, key))),
    alternatives(schema),
  )
}

function childSchema(schema: unknown, key: Key): unknown {
  if (typeof key === "number") return fieldOf(schema, "items")
  return fieldOf(fieldOf(schema, "properties"), String(key)) ?? fieldOf(schema, "additionalProperties")
}

function alternatives(schema: unknown): readonly unknown[] {
  const several = fieldOf(schema, "oneOf") ?? fieldOf(schema, "anyOf")
  if (Array.isArray(several)) return several
  return schema === undefined ? [] : [schema]
}

function keysOf(schemas: readonly unknown[]): readonly string[] {
  const keys = schemas.flatMap((schema) => Object.keys(Object(fieldOf(schema, "properties"))))
  return [...new Set(keys)].filter((key) => key !== "$schema")
}

function valuesOf(schemas: readonly unknown[]): readonly string[] {
  return schemas.flatMap((schema) => {
    const values = fieldOf(schema, "enum")
    return (Array.isArray(values) ? values : [fieldOf(schema, "const")]).filter((value) => typeof value === "string")
  })
}

function oneOf(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : `it is one of ${values.map((value) => `\`${value}\``).join(", ")}`
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list"
  if (value === null) return "null"
  return article(typeof value)
}

function article(kind: string): string {
  const noun = kind === "array" ? "list" : kind === "int" ? "whole number" : kind
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
