import type { Framework } from "../semantics/framework.ts"
import type { FileIndex } from "./file-index.ts"
import { packagesIn } from "./outline.ts"

/** The frameworks that some file of the project imports, or whose settings it assigns; the others are not asked. */
export function usedFrameworks(index: FileIndex, frameworks: readonly Framework[]): readonly Framework[] {
  const imported = new Set<string>()
  const named = new Set<string>()
  for (const { kind, imports, names } of index.outlines.values()) {
    if (kind !== "server" && kind !== "other") continue
    for (const specifier of imports) imported.add(specifier)
    for (const name of names) named.add(name)
  }
  const packages = new Set([...imported].flatMap(packagesIn))
  return frameworks.filter(
    (framework) =>
      [...framework.packages, ...(framework.hosts ?? [])].some((name) => packages.has(name)) ||
      framework.settings?.some((name) => named.has(name)) === true,
  )
}
