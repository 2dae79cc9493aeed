import type { Files } from "./host.ts"

/** Two ways to files, by the scheme of their URIs: what begins with `file:` lies on this machine's disk. */
export function chooseFiles(disk: Files, others: Files): Files {
  const of = (uri: string) => (uri.startsWith("file:") ? disk : others)
  return {
    batch: Math.min(disk.batch, others.batch),
    rootOf: (uri) => of(uri).rootOf(uri),
    list: (folder, wants) => of(folder).list(folder, wants),
    read: (folder, paths, anySize) => of(folder).read(folder, paths, anySize),
    readText: (uri) => of(uri).readText(uri),
  }
}
