import { json } from "./json.ts"
import { pretty } from "./pretty.ts"
import type { Reporter } from "./reporter.ts"

/** Every format by its name; the first is the default. */
export const reporters: ReadonlyMap<string, Reporter> = new Map<string, Reporter>([
  ["pretty", pretty],
  ["json", json],
])
