/** Whether a URL may name a route: a proxy may add a prefix, and the application may be mounted below one, so that the end of either is enough. */
export function isSamePath(url: string, path: string): boolean {
  const a = url.split(/[/?#]/).filter(Boolean)
  const b = path.split("/").filter(Boolean)
  const count = Math.min(a.length, b.length)
  if (count === 0) return a.length === b.length
  return a.slice(-count).every((part, index) => {
    const other = b.slice(-count)[index] ?? ""
    return part === other || other.includes("…") || /^\{.*\}$/.test(other)
  })
}
