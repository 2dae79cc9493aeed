import { distance } from "fastest-levenshtein"
import type { Manifests } from "../model/manifests.ts"
import type { FileIndex } from "./file-index.ts"
import { holds, identifierHashes } from "./identifiers.ts"
import type { Premises } from "./linked.ts"
import { folderOf, foldersUpward } from "./paths.ts"

/**
 * Answers "does anything set this variable?", by the files of environments that lie at or above a source file.
 * Where there are none, nobody can tell.
 */
export function unsetVariables(
  index: FileIndex,
  texts: ReadonlyMap<string, string>,
  manifests: readonly Manifests[],
): Premises["unset"] {
  const found = [...texts].flatMap(([path, text]) =>
    manifests.flatMap((one) => {
      const variables = one.variables?.(path, text)
      return variables === undefined ? [] : [{ path, ...variables }]
    }),
  )
  const mentioned = new Set(found.flatMap((one) => one.mentioned))
  const readersOf = (name: string) => {
    const hashes = identifierHashes(name)
    return [...index.outlines.values()].filter(({ identifiers }) => holds(identifiers, hashes)).map(({ path }) => path)
  }
  // A class of settings spells it its own way.
  const isRead = (name: string) => [name, name.toLowerCase()].some((spelt) => readersOf(spelt).length > 0)
  return (file, variable) => {
    if (mentioned.has(variable)) return undefined
    const folders = foldersUpward(folderOf(file))
    const setting = found.filter(({ path, set }) => set.length > 0 && folders.includes(folderOf(path)))
    const [first] = setting
    if (first === undefined) return undefined
    const readers = readersOf(variable)
    for (const { path, set } of setting) {
      const instead = set.find((other) => isNear(other, variable) && !isRead(other))
      if (instead !== undefined) return { file: path, instead, readers }
    }
    return { file: first.path, instead: undefined, readers }
  }
}

/** A letter or two amiss, or a word more, less or elsewhere: `JWT_SECRET`, `JWT_SECRET_KEY`, `SECRET_JWT`. */
function isNear(name: string, other: string): boolean {
  if (distance(name, other) <= (name.length < 8 ? 1 : 2)) return true
  const [words, others] = [name, other].map((one) => one.split("_").sort())
  if (words === undefined || others === undefined) return false
  const [few, many] = words.length < others.length ? [words, others] : [others, words]
  return few.length > 1 && many.length - few.length <= 1 && few.every((word) => many.includes(word))
}
