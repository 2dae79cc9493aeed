import { parseRequirement, type Requirement } from "./requirement.ts"

/**
 * Reads the dependencies of a conda `environment.yml`, those of its `pip:` section too, line by line.
 * conda writes `fastapi=0.79` for `==0.79.*` and may name a channel: `conda-forge::fastapi`.
 */
export function environmentRequirements(text: string): readonly Requirement[] {
  const requirements: Requirement[] = []
  let inside = false
  for (const line of text.split(/\r?\n/)) {
    if (/^\w/.test(line)) inside = /^dependencies\s*:/.test(line)
    const [, item = ""] = /^\s*-\s+["']?([^"'#]+)/.exec(line) ?? []
    if (!inside || item === "" || /^pip\s*:/.test(item)) continue
    // A conda build stands behind a second `=`: `fastapi=0.79=py39_0`.
    const requirement = parseRequirement(
      item
        .trim()
        .replace(/^[\w.-]+::/, "")
        .replace(/^([\w.-]+=[\d.*]+)=.*$/, "$1"),
    )
    if (requirement !== undefined) requirements.push(requirement)
  }
  return requirements
}
