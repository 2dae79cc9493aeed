/** Puts something else in the place of a part of VS Code's API while something is done: nobody is there to answer. */
export async function standIn<T extends object, K extends keyof T, R>(
  api: T,
  part: K,
  replacement: T[K],
  act: () => Promise<R>,
): Promise<R> {
  const value = api[part]
  Object.defineProperty(api, part, { value: replacement, configurable: true, writable: true })
  try {
    return await act()
  } finally {
    Object.defineProperty(api, part, { value, configurable: true, writable: true })
  }
}
