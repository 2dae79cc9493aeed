/** How one framework spells a refusal, so that one scenario can be told in all of them. */
export interface Dialect {
  /** A column of the matrix in the docs. */
  readonly framework: string
  /** The file that a scenario is; it says the language. */
  readonly file: string
  /**
   * A file whose one handler or gate is `body`.
   * @param top what stands above it at the top level
   * @param body its statements, not indented
   */
  app(top: string, body: string): string
  /** A header of the request, as an expression. */
  header(name: string): string
  /** A field of the form that was sent, as an expression. */
  field(name: string): string
  /** Statements, on one line, that refuse. */
  refuse(refusal: Refusal): string
}

export interface Refusal {
  readonly status: number
  /** What is said, as an expression. */
  readonly text?: string
  /** The value of `WWW-Authenticate`. */
  readonly challenge?: string
}

/**
 * One mistake, told in a dialect. Where the rule speaks the line ends with `#!` or `//!`.
 */
export interface Scenario {
  readonly rule: string
  readonly wrong: (dialect: Dialect) => string
  readonly right: (dialect: Dialect) => string
}

export function indented(text: string, by: number): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? line : " ".repeat(by) + line))
    .join("\n")
}
