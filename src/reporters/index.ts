import { compact } from "./compact.ts"
import { github } from "./github.ts"
import { gitlab } from "./gitlab.ts"
import { html } from "./html.ts"
import { json } from "./json.ts"
import { markdown } from "./markdown.ts"
import { pretty } from "./pretty.ts"
import type { Reporter } from "./reporter.ts"
import { sarif } from "./sarif.ts"

/** Every format by its name; the first is the default. */
export const reporters: ReadonlyMap<string, Reporter> = new Map<string, Reporter>([
  ["pretty", pretty],
  ["json", json],
  ["sarif", sarif],
  ["github", github],
  ["gitlab", gitlab],
  ["markdown", markdown],
  ["html", html],
  ["compact", compact],
])
