import type { Position } from "../model/report.ts"

/** A mistake in the user's configuration: where (`rules.missing-chalenge`), what, and how to get it right. */
export class ConfigError extends Error {
  override readonly name = "ConfigError"
  /** The file as the user knows it: `gatelint.json`. */
  readonly file: string
  /** Path of the key: `rules.missing-chalenge`; empty for the file as a whole. */
  readonly path: string
  /** `did you mean \`missing-challenge\`?`; undefined when nothing comes near. */
  readonly hint: string | undefined
  /** Where in the file, as far as its format tells. */
  readonly position: Position | undefined

  constructor(file: string, path: string, what: string, hint?: string | undefined, position?: Position | undefined) {
    const where = position === undefined ? file : `${file}:${position.line}:${position.column}`
    super(`${where}: ${what}${hint === undefined ? "" : `: ${hint}`}`)
    this.file = file
    this.path = path
    this.hint = hint
    this.position = position
  }
}
