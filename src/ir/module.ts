import type { Block } from "./statement.ts"

/** One file as the engine sees it. */
export interface Module {
  /** Path from the analysis root, with `/`. */
  readonly path: string
  readonly language: Language
  /** One per top-level statement, in order. */
  readonly chunks: readonly Chunk[]
  readonly comments: readonly Comment[]
}

/**
 * A top-level statement (with its decorators and the comments above it left out), through all edits of its file.
 * It is kept as it is while its own text is unchanged, and revised in place while it is one function with the same head:
 * whoever holds a place in that head, or the function, holds on to it. Statements themselves never change.
 */
export interface Chunk {
  /** The chunk's start in the file, UTF-16 code units. */
  offset: number
  /** Length in UTF-16 code units. */
  length: number
  /** Usually one statement; of a broken chunk that was whole before, what it was. */
  body: Block
  /** The parser met a syntax error inside: nothing new is said about it. */
  broken: boolean
  /** How often it was revised. */
  revision: number
}

/** A comment, at file offsets (UTF-16), with its marker (`#`, `//`) left out of `text`. */
export interface Comment {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What a language's values mean, so that no other folder asks which language it is. */
export interface Language {
  readonly name: string
  /** The constructor's method name: `__init__`, `constructor`. */
  readonly constructorName: string
  /** The method that makes an instance callable: `__call__`; `undefined` where there is none. */
  readonly callName: string | undefined
  /** The function that delegates to the base class: `super`. */
  readonly superName: string
  /** Empty text, lists and records count as false in a test. */
  readonly emptyIsFalse: boolean
  /** Asking for an item that is not there is an error, and gives no absent value. */
  readonly missingItemFails: boolean
  /** An error is written as JSON by the members that it has, and not refused by the encoder. */
  readonly errorsAreData: boolean
  /** Where names come from that nothing binds: `builtins`. */
  readonly globalModule: string
  /** The export that stands for a whole module: `default`; `undefined` where there is none. */
  readonly mainExport: string | undefined
  /** Error classes whose handler takes everything: `Exception`. */
  readonly broadErrors: readonly string[]
  /** What loads modules by names that the code makes up: `import_module`. */
  readonly loaders: readonly string[]
}
