import type { VersionRange } from "../../../model/version.ts"
import { ANY, rangeOf } from "./version-specifier.ts"

/** One package that a project needs. */
export interface Requirement {
  /** Normalised: `python-jose`. */
  readonly name: string
  readonly range: VersionRange
}

const REQUIREMENT = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*([^;@]*)(@)?/

/**
 * Reads one requirement: `fastapi[all]>=0.79,<0.80 ; python_version < "3.12" --hash=sha256:…`.
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/
 * @returns `undefined` for a text that names no package: an option, a URL, a path
 */
export function parseRequirement(text: string): Requirement | undefined {
  const [, name, specifier = "", direct] = REQUIREMENT.exec(text.trim()) ?? []
  if (name === undefined) return undefined
  const limits = specifier.replace(/\s--.*$/, "").trim()
  // `git+https://…` and `./local` begin like a name.
  if (direct === undefined && limits !== "" && !/^[\s(]*(?:[<>=!~]=?|\*)/.test(limits)) return undefined
  return { name: normaliseName(name), range: direct === undefined ? rangeOf(limits) : ANY }
}

/** The one spelling of a package's name: `Python_Jose` → `python-jose` (PEP 503). */
export function normaliseName(name: string): string {
  return name.replace(/[-_.]+/g, "-").toLowerCase()
}

/** The requirements among a list's texts; anything that is no text is left out. */
export function requirementsOf(list: unknown): readonly Requirement[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((item) => (typeof item === "string" ? (parseRequirement(item) ?? []) : []))
}
