import type { Version } from "../../../model/version.ts"
import { normaliseName, type Requirement } from "./requirement.ts"

/**
 * Reads what a `uv.lock`, `poetry.lock` or `pdm.lock` pins, line by line: these files reach megabytes.
 * A package may be pinned twice, for two Pythons.
 */
export function tomlLockRequirements(text: string): readonly Requirement[] {
  const pins: Requirement[] = []
  let name: string | undefined
  let version: string | undefined
  let inside = false
  for (const line of linesOf(text)) {
    if (line.startsWith("[")) {
      inside = line.startsWith("[[package]]")
      name = undefined
      version = undefined
      continue
    }
    if (!inside) continue
    if (line.startsWith('name = "')) name = quoted(line)
    else if (line.startsWith('version = "')) version = quoted(line)
    else continue
    if (name !== undefined && version !== undefined) pins.push(...pin(name, version))
  }
  return pins
}

/** Reads what a `Pipfile.lock` pins, line by line. */
export function pipfileLockRequirements(text: string): readonly Requirement[] {
  const pins: Requirement[] = []
  let name = ""
  for (const line of linesOf(text)) {
    name = /^\s*"([^"]+)"\s*:\s*\{/.exec(line)?.[1] ?? name
    const version = /^\s*"version"\s*:\s*"==([^"]+)"/.exec(line)?.[1]
    if (version !== undefined) pins.push(...pin(name, version))
  }
  return pins
}

function pin(name: string, text: string): readonly Requirement[] {
  const digits = /^v?(?:\d+!)?(\d+(?:\.\d+)*)/.exec(text)?.[1]
  if (digits === undefined) return []
  const version: Version = digits.split(".").map(Number)
  return [{ name: normaliseName(name), range: { from: version, to: version } }]
}

function quoted(line: string): string | undefined {
  return line.split('"')[1]
}

function* linesOf(text: string): Iterable<string> {
  let start = 0
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
    yield text.slice(start, end)
    start = end + 1
  }
  yield text.slice(start)
}
