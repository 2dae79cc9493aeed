import { existsSync, readdirSync, statSync } from "node:fs"
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path"
import { findNearest } from "../config/nearest.ts"
import { fromRoot } from "../disk/root.ts"
import { UserError } from "./user-error.ts"

/**
 * Absolute paths of what the user named.
 * @param otherNames what else the word could have meant: the commands
 * @throws UserError naming the nearest entry where there is no such file or folder
 */
export function resolvePaths(cwd: string, paths: readonly string[], otherNames: readonly string[]): readonly string[] {
  return paths.map((path) => {
    const absolute = resolve(cwd, path)
    if (existsSync(absolute)) return absolute
    const command = /[\\/.]/.test(path) ? undefined : findNearest(path, otherNames)
    const near = command === undefined ? nearestEntry(cwd, absolute) : `the command \`${command}\``
    throw new UserError(`no such file or folder \`${path}\`${near === undefined ? "" : `: did you mean ${near}?`}`)
  })
}

/** Whether a file, from the root, lies in what the user named. */
export function scopeOf(root: string, paths: readonly string[]): (file: string) => boolean {
  const scopes = paths.map((path) => fromRoot(root, path))
  if (scopes.includes("")) return () => true
  return (file) => scopes.some((scope) => file === scope || file.startsWith(`${scope}/`))
}

/** The files among absolute paths, from the root. */
export function filesAmong(root: string, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => statSync(path).isFile()).map((path) => fromRoot(root, path))
}

/** A path as a person standing in `cwd` would write it; absolute where it lies elsewhere. */
export function shownPath(cwd: string, path: string): string {
  const short = relative(cwd, path)
  return short === "" || short.startsWith("..") || isAbsolute(short) ? path : short
}

/** `src/api` for `scr/api`: the first wrong name set right, the rest kept if it is there. */
function nearestEntry(cwd: string, absolute: string): string | undefined {
  let parent = dirname(absolute)
  let wrong = basename(absolute)
  const rest: string[] = []
  while (!existsSync(parent) && parent !== dirname(parent)) {
    rest.unshift(wrong)
    wrong = basename(parent)
    parent = dirname(parent)
  }
  if (!existsSync(parent) || !statSync(parent).isDirectory()) return undefined
  const nearest = findNearest(wrong, readdirSync(parent))
  if (nearest === undefined) return undefined
  const path = join(parent, nearest, ...rest)
  return `\`${shownPath(cwd, existsSync(path) ? path : join(parent, nearest))}\``
}
