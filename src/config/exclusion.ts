import ignore from "ignore"

/**
 * Which files a config leaves out.
 * @param patterns as in .gitignore, relative to the folder
 * @param folder from the root, without a trailing `/`; empty for the root itself
 * @returns whether a file, from the root, is left out
 */
export function exclusion(patterns: readonly string[], folder: string): (file: string) => boolean {
  if (patterns.length === 0) return () => false
  const matcher = ignore().add(patterns)
  const prefix = folder === "" ? "" : `${folder}/`
  return (file) => file.startsWith(prefix) && matcher.ignores(file.slice(prefix.length))
}
