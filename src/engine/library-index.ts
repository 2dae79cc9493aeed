import type { Library, LibraryMember } from "../model/library.ts"

/** Finds what is known of an external path in the packs. */
export class LibraryIndex {
  readonly #byRoot = new Map<string, Library[]>()
  readonly #known = new Map<string, LibraryMember | undefined>()

  constructor(libraries: readonly Library[]) {
    for (const library of libraries) {
      for (const module of library.modules) {
        const own = this.#byRoot.get(module)
        if (own === undefined) this.#byRoot.set(module, [library])
        else own.push(library)
      }
    }
  }

  /** `jwt.api_jwt.decode` is PyJWT's `decode`: the longest trailing path that a pack names wins. */
  find(path: string): LibraryMember | undefined {
    if (this.#known.has(path)) return this.#known.get(path)
    const member = this.#search(path)
    this.#known.set(path, member)
    return member
  }

  #search(path: string): LibraryMember | undefined {
    const parts = path.split(".")
    for (let length = Math.min(parts.length, 3); length > 0; length--) {
      for (const { members } of this.#byRoot.get(parts.slice(0, length).join(".")) ?? []) {
        // What is imported may be the module itself: `jwtDecode(token)`.
        if (length === parts.length && members["default"] !== undefined) return members["default"]
        for (let start = length; start < parts.length; start++) {
          const member = members[parts.slice(start).join(".")]
          if (member !== undefined) return member
        }
      }
    }
    return undefined
  }
}
