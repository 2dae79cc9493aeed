import type { ModuleAlias } from "../../../model/front-end.ts"
import { asObject, joinPath, readObject, textsIn } from "./json.ts"

/**
 * `paths` and `baseUrl`. A config counts for every file below it: those that extend it lie there.
 * https://www.typescriptlang.org/tsconfig/#paths
 */
export function tsconfigAliases(folder: string, text: string): readonly ModuleAlias[] {
  const options = asObject(readObject(text)["compilerOptions"])
  const baseUrl = options["baseUrl"]
  const base = typeof baseUrl === "string" ? joinPath(folder, baseUrl) : folder
  const named = Object.entries(asObject(options["paths"])).map(
    ([pattern, targets]): ModuleAlias => ({
      scope: folder,
      pattern,
      targets: textsIn(targets).map((target) => joinPath(base, target)),
    }),
  )
  if (typeof baseUrl !== "string") return named
  return [...named, { scope: folder, pattern: "*", targets: [joinPath(base, "*")] }]
}
