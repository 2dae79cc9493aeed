import type { FrontEnd } from "../model/front-end.ts"
import { sentByBrowsers } from "../semantics/browser-vocabulary.ts"
import { contentHash } from "./content-hash.ts"
import { type FileKind, hasExtension, isGenerated, isMinified, kindOfPath } from "./file-kind.ts"
import { type Identifiers, identifiersOf } from "./identifiers.ts"

/** What is known of a file from its bytes alone, without a parser. */
export interface Outline {
  /** Path from the analysis root, with `/`. */
  readonly path: string
  /** Tells two contents apart: see `contentHash`. */
  readonly hash: string
  readonly kind: FileKind
  /** Why the kind is not the ordinary one: `"larger than 1 MB"`, `"a test folder"`. */
  readonly why: string | undefined
  /** The decoded text, without a byte order mark; `undefined` for a skipped file, and once an index has taken it in. */
  readonly text: string | undefined
  /** Specifiers as written. */
  readonly imports: readonly string[]
  /** Names defined or assigned at the top. */
  readonly names: readonly string[]
  /** It takes over all names of another module. */
  readonly stars: boolean
  /** Bit `i` is set where `options.words[i]` occurs. */
  readonly words: number
  readonly identifiers: Identifiers
}

export interface OutlineOptions {
  /** Whether documentation and example folders are read like any other code. */
  readonly examples: boolean
  /** Packages whose import makes a file a server's: `["fastapi", "starlette", "@nestjs/common"]`. */
  readonly serverPackages: readonly string[]
  /** At most 31 expressions, without the flags `g` and `y`. */
  readonly words: readonly RegExp[]
}

/** What the engine asks of every text: whether it speaks of what a browser sends along by itself. */
export const outlineWords: readonly RegExp[] = [sentByBrowsers]

/** Files above this many bytes are not read. */
export const SIZE_LIMIT = 1024 * 1024

const BINARY_HEAD = 8192

/** Text that would be called binary for its zeros. */
const UTF16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
] as const

const NOTHING: Identifiers = new Uint8Array(32)

/**
 * Looks at a file's bytes. A file that no front-end reads still gets a hash, a kind and its identifiers.
 * @param path from the analysis root: only what lies below the root says that something is a test
 */
export function outlineOf(
  path: string,
  bytes: Uint8Array,
  frontEnds: readonly FrontEnd[],
  options: OutlineOptions,
): Outline {
  if (bytes.length > SIZE_LIMIT) return skipped(path, bytes, "larger than 1 MB")
  if (UTF16_MARKS.some(([first, second]) => bytes[0] === first && bytes[1] === second)) {
    return skipped(path, bytes, "not UTF-8")
  }
  if (bytes.subarray(0, BINARY_HEAD).includes(0)) return skipped(path, bytes, "binary")
  const text = decode(bytes)
  if (text === undefined) return skipped(path, bytes, "not UTF-8")

  const ofPath = kindOfPath(path, options.examples)
  const unread = ofPath?.kind === "vendored" || ofPath?.kind === "minified"
  const minified = !unread && isMinified(text)
  const frontEnd = unread || minified ? undefined : frontEnds.find(({ extensions }) => hasExtension(path, extensions))
  const outline = frontEnd?.outline(text)
  const imports = owned(outline?.imports ?? [])
  const reason =
    ofPath ??
    (minified ? { kind: "minified" as const, why: "minified" } : undefined) ??
    (isGenerated(text) ? { kind: "generated" as const, why: "its head says that it is generated" } : undefined)
  return {
    path,
    hash: contentHash(bytes),
    kind:
      reason?.kind ?? (outline?.answers === true || importsAny(imports, options.serverPackages) ? "server" : "other"),
    why: reason?.why,
    text,
    imports,
    names: owned(outline?.names ?? []),
    stars: outline?.stars ?? true,
    words: frontEnd === undefined ? 0 : wordsOf(text, options.words),
    identifiers: frontEnd === undefined ? NOTHING : identifiersOf(bytes),
  }
}

/** Whether a specifier lies in one of the packages: `fastapi.security` in `fastapi`, `@nestjs/common/x` in `@nestjs/common`. */
export function importsAny(imports: readonly string[], packages: readonly string[]): boolean {
  return imports.some((specifier) => packagesIn(specifier).some((name) => packages.includes(name)))
}

/** What a specifier may name: itself, and everything above it. */
export function packagesIn(specifier: string): readonly string[] {
  const names = [specifier]
  for (let end = specifier.length - 1; end > 0; end--) {
    const mark = specifier[end]
    if (mark === "." || mark === "/") names.push(specifier.slice(0, end))
  }
  return names
}

function skipped(path: string, bytes: Uint8Array, why: string): Outline {
  const hash = contentHash(bytes)
  return {
    path,
    hash,
    kind: "skipped",
    why,
    text: undefined,
    imports: [],
    names: [],
    stars: false,
    words: 0,
    identifiers: NOTHING,
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true })

function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

// A piece that an engine cuts from a text keeps the whole text alive; a copy does not.
function owned(strings: readonly string[]): readonly string[] {
  if (strings.length === 0) return strings
  return strings.join("\n").split("\n")
}

function wordsOf(text: string, words: readonly RegExp[]): number {
  if (words.length > 31) throw new RangeError("An outline holds at most 31 words.")
  let bits = 0
  for (const [index, word] of words.entries()) if (word.test(text)) bits |= 1 << index
  return bits
}
