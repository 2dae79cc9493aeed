import type { FileIndex } from "./file-index.ts"
import type { Sources } from "./sources.ts"

/** Where one test of a file begins, in the ways that Python's and JavaScript's runners have. */
const testStart = /^[ \t]*(?:(?:async\s+)?def\s+test\w*|(?:it|test)(?:\.\w+)*\()/m

/** Finds the tests that hold an old status fast, so that a fix can say what it will break. */
export class AssertingTests {
  readonly #index: FileIndex
  readonly #sources: Sources
  #tests: readonly string[] | undefined

  constructor(index: FileIndex, sources: Sources) {
    this.#index = index
    this.#sources = sources
  }

  /**
   * How many tests name one of these routes and this status.
   * @param paths full paths as registered: `/orders/{id}`
   */
  count(paths: readonly string[], status: number): number {
    const routes = paths.filter((path) => path.length > 1 && !path.includes("…")).map(routePattern)
    if (routes.length === 0) return 0
    const asserted = new RegExp(`\\b${status}\\b|HTTP_${status}_`)
    return this.#all().filter((test) => asserted.test(test) && routes.some((route) => route.test(test))).length
  }

  /** The text of every test of the project. */
  #all(): readonly string[] {
    this.#tests ??= [...this.#index.outlines.values()]
      .filter(({ kind }) => kind === "test")
      .flatMap(({ path }) => (this.#sources.text(path) ?? "").split(new RegExp(testStart, "gm")).slice(1))
    return this.#tests
  }
}

/** `/orders/{id}` or `/orders/:id` as a test writes it: with a value, with a hole, behind a prefix. */
function routePattern(path: string): RegExp {
  const parts = path.split(/\{[^}]*\}|:\w+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`${parts.join("[^\"'`/]+")}(?=["'\`?])`)
}
