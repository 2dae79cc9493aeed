/** The name of something of Falcon's: `HTTPUnauthorized`; `undefined` for anything else. */
export function nameOf(path: string | undefined): string | undefined {
  return path?.startsWith("falcon.") === true ? path.slice(path.lastIndexOf(".") + 1) : undefined
}
