import type { VersionRange } from "../../../model/version.ts"
import { joinPath } from "./manifest-name.ts"
import { parseRequirement, type Requirement } from "./requirement.ts"
import { intersection } from "./version-specifier.ts"

/**
 * Reads a `requirements.txt` with what it includes (`-r base.txt`), limited by its constraints (`-c limits.txt`).
 * A file that is not given is left out.
 * @param files every manifest's path and text
 */
export function requirementsFile(path: string, files: ReadonlyMap<string, string>): readonly Requirement[] {
  const found = read(path, files, new Set())
  return found.requirements.map(({ name, range }) => ({
    name,
    range: found.constraints.filter((limit) => limit.name === name).reduce(limited, range),
  }))
}

interface Found {
  readonly requirements: readonly Requirement[]
  readonly constraints: readonly Requirement[]
}

function read(path: string, files: ReadonlyMap<string, string>, open: Set<string>): Found {
  const text = files.get(path)
  if (text === undefined || open.has(path)) return { requirements: [], constraints: [] }
  open.add(path)
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ""
  const requirements: Requirement[] = []
  const constraints: Requirement[] = []
  for (const line of logicalLines(text)) {
    const [, option = "", name = ""] = /^(-r|--requirement|-c|--constraint)[\s=]*(\S+)/.exec(line) ?? []
    if (option === "") {
      requirements.push(...listOf(parseRequirement(line)))
      continue
    }
    const included = read(joinPath(folder, name) ?? "", files, open)
    constraints.push(...included.constraints)
    if (option.startsWith("-r") || option.startsWith("--r")) requirements.push(...included.requirements)
    else constraints.push(...included.requirements)
  }
  return { requirements, constraints }
}

// A line that ends in `\` goes on; `#` opens a comment at the start or after a space.
function logicalLines(text: string): readonly string[] {
  return text
    .replace(/\\\r?\n/g, " ")
    .split(/\r?\n/)
    .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
    .filter((line) => line !== "")
}

function limited(range: VersionRange, limit: Requirement): VersionRange {
  return intersection(range, limit.range)
}

function listOf<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value]
}
