import { parse } from "jsonc-parser"

/** A JSON text with comments, as TypeScript writes it; whatever is not an object is an empty one. */
export function readObject(text: string): Readonly<Record<string, unknown>> {
  return asObject(parse(text))
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}
}

/** Every text in a value: itself, or those in its lists and objects. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return Object.values(asObject(value)).flatMap(textsIn)
}

/** `packages/a` and `./src/index.ts` are `packages/a/src/index.ts`; `..` goes up. */
export function joinPath(folder: string, path: string): string {
  const parts = folder === "" ? [] : folder.split("/")
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue
    if (part === "..") parts.pop()
    else parts.push(part)
  }
  return parts.join("/")
}
