import type { TSESTree } from "@typescript-eslint/typescript-estree"

/** A file's tree. Text that is not finished parses as well: what is wrong is in {@link errors}. */
export interface ParsedFile {
  readonly program: TSESTree.Program
  /** Where syntax errors are, UTF-16 offsets in the file. */
  readonly errors: readonly number[]
}

/** What the front-end needs of a parser, so that the host decides when the large one is loaded. */
export interface EcmascriptParser {
  /**
   * @param path decides by its extension what the text may contain: types, JSX
   * @throws RangeError when the file nests deeper than the stack
   */
  parse(path: string, text: string): ParsedFile
}
