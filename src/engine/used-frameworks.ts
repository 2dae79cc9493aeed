import type { Framework } from "../semantics/framework.ts"
import type { FileIndex } from "./file-index.ts"
import { importsAny } from "./outline.ts"

/** The frameworks that some file of the project imports, or whose settings it assigns; the others are not asked. */
export function usedFrameworks(index: FileIndex, frameworks: readonly Framework[]): readonly Framework[] {
  const outlines = [...index.outlines.values()].filter(({ kind }) => kind === "server" || kind === "other")
  return frameworks.filter(({ packages, hosts = [], settings }) =>
    outlines.some(
      ({ imports, names }) =>
        importsAny(imports, [...packages, ...hosts]) || names.some((name) => settings?.includes(name) === true),
    ),
  )
}
