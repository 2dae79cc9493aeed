import { mypyPaths, packageDirectories, type Requirements } from "./pyproject.ts"
import { requirementsOf } from "./requirement.ts"

/** Reads `install_requires` and the extras of a `setup.cfg`. */
export function setupCfgRequirements(text: string): Requirements {
  const sections = parseIni(text)
  const extras = sections.get("options.extras_require") ?? new Map<string, readonly string[]>()
  return {
    main: requirementsOf(sections.get("options")?.get("install_requires")),
    optional: [...extras.values()].flatMap(requirementsOf),
  }
}

/** The folders that a `setup.cfg` names as the places where imports start, relative to it. */
export function setupCfgSourceRoots(text: string): readonly string[] {
  const sections = parseIni(text)
  const directories = (sections.get("options")?.get("package_dir") ?? []).map((line) => {
    const [name = "", folder = ""] = line.split("=").map((part) => part.trim())
    return [name, folder] as const
  })
  return [
    ...packageDirectories(Object.fromEntries(directories)),
    ...(sections.get("options.packages.find")?.get("where") ?? []),
    ...(sections.get("tool:pytest")?.get("pythonpath") ?? []).flatMap((line) => line.split(/\s+/)),
    ...(sections.get("mypy")?.get("mypy_path") ?? []).flatMap(mypyPaths),
  ]
}

/** Reads the text literals of `install_requires` in a `setup.py`, given there or through one name. */
export function setupPyRequirements(text: string): Requirements {
  const value = /\binstall_requires\s*=\s*(\[|[A-Za-z_]\w*)/.exec(text)
  if (value === null) return { main: [], optional: [] }
  const [whole, opening = ""] = value
  if (opening === "[") return { main: requirementsOf(literalsFrom(text, value.index + whole.length)), optional: [] }
  const list = new RegExp(`^\\s*${opening}\\s*(?::[^=\\n]*)?=\\s*\\[`, "m").exec(text)
  return { main: list === null ? [] : requirementsOf(literalsFrom(text, list.index + list[0].length)), optional: [] }
}

/** The folders that a `setup.py` names as the places where imports start, relative to it. */
export function setupPySourceRoots(text: string): readonly string[] {
  const directory = /\bpackage_dir\s*=\s*\{\s*["']["']\s*:\s*["']([^"']+)["']/.exec(text)?.[1]
  const where = /\bfind_(?:namespace_)?packages\(\s*(?:where\s*=\s*)?["']([^"']+)["']/.exec(text)?.[1]
  return [directory, where].filter((folder) => folder !== undefined)
}

// The text literals up to the closing bracket; a bracket inside a text (`fastapi[all]`) closes nothing.
function literalsFrom(text: string, start: number): readonly string[] {
  const token = /(["'])((?:(?!\1)[^\\\n]|\\.)*)\1|#.*|\]/g
  token.lastIndex = start
  const literals: string[] = []
  for (let match = token.exec(text); match !== null && match[0] !== "]"; match = token.exec(text)) {
    if (match[2] !== undefined) literals.push(match[2])
  }
  return literals
}

// Section → key → the lines of its value.
function parseIni(text: string): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const sections = new Map<string, Map<string, string[]>>()
  let section = new Map<string, string[]>()
  let value: string[] = []
  for (const line of text.split(/\r?\n/)) {
    const code = line.replace(/(?:^|\s)[#;].*$/, "").trimEnd()
    if (code === "") continue
    const header = /^\[([^\]]+)\]/.exec(code)?.[1]
    const [, key, first = ""] = /^([^\s=:][^=:]*?)\s*[=:]\s*(.*)$/.exec(code) ?? []
    if (header !== undefined) {
      section = new Map()
      sections.set(header.trim(), section)
    } else if (/^\s/.test(code)) {
      value.push(code.trim())
    } else if (key !== undefined) {
      value = first === "" ? [] : [first]
      section.set(key, value)
    }
  }
  return sections
}
