/** The name of something of Litestar's: `NotAuthorizedException`; `undefined` for anything else. */
export function nameOf(path: string | undefined): string | undefined {
  return path?.startsWith("litestar.") === true ? path.slice(path.lastIndexOf(".") + 1) : undefined
}
