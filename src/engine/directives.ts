import type { Comment } from "../ir/module.ts"
import type { Span } from "../ir/node.ts"
import type { Lines } from "../model/lines.ts"

/** A suppression comment: `# gatelint: ignore[missing-challenge] -- behind the gateway`. */
export interface Directive {
  readonly scope: "line" | "file"
  /** As written, known or not; `undefined` covers every rule. */
  readonly rules: readonly string[] | undefined
  /** The text after `--`. */
  readonly reason: string | undefined
  /** The 1-based line that it covers: its own, or the next code line where it stands alone on its line. */
  readonly line: number
  /** What to take out to remove it: the whole comment where it holds nothing else. UTF-16 offsets in the file. */
  readonly start: number
  readonly end: number
  /** What lies between the brackets, where there are any. */
  readonly list: Span | undefined
  /** The comment that it is in. */
  readonly comment: Span
}

// At the start of a comment, or behind a further marker in it: `# type: ignore  # gatelint: ignore[leaky-detail]`.
const DIRECTIVE =
  /(^[\s*!/#]*|#\s*|\/\/\s*)gatelint:\s*(ignore-file|ignore)\b(?!-)\s*(?:\[([^\]\n]*)\])?[ \t]*(?:--[ \t]*([^\n]*?))?[ \t]*(?=$|\n|\*\/|#|\/\/)/g

/**
 * @param comments a file's comments, in order
 * @param lines the same file's text
 */
export function parseDirectives(comments: readonly Comment[], lines: Lines): readonly Directive[] {
  const relevant = comments.filter(({ text }) => text.includes("gatelint:"))
  if (relevant.length === 0) return []
  const commentLines = linesOfComments(comments, lines)
  return relevant.flatMap((comment) => directivesOf(comment, lines, commentLines))
}

/**
 * Whether a directive silences a rule at a place.
 * @param startLine first line of the statement (1-based), endLine its last; of a block's header where it has a body
 */
export function suppresses(directive: Directive, rule: string, startLine: number, endLine: number): boolean {
  if (directive.rules !== undefined && !directive.rules.includes(rule)) return false
  return directive.scope === "file" || (startLine <= directive.line && directive.line <= endLine)
}

function directivesOf(comment: Comment, lines: Lines, commentLines: ReadonlySet<number>): Directive[] {
  const written = lines.text.slice(comment.start, comment.end)
  const matches = [...comment.text.matchAll(DIRECTIVE)]
  const shift = Math.max(0, written.indexOf(comment.text))
  const line = coveredLine(comment, lines, commentLines)
  return matches.map((match) => {
    const [whole, , scope, rules, reason] = match
    const only = matches.length === 1 && comment.text.trim() === whole.trim()
    const at = comment.start + shift + match.index + whole.length - whole.trimStart().length
    const bracket = rules === undefined ? undefined : at + whole.trimStart().indexOf("[") + 1
    return {
      scope: scope === "ignore-file" ? "file" : "line",
      rules: rules?.split(",").flatMap((rule) => rule.trim() || []),
      reason: reason || undefined,
      line,
      start: only ? comment.start : at,
      end: only ? comment.end : at + whole.trim().length,
      list: bracket === undefined ? undefined : { start: bracket, end: bracket + (rules?.length ?? 0) },
      comment: { start: comment.start, end: comment.end },
    }
  })
}

function coveredLine(comment: Comment, lines: Lines, commentLines: ReadonlySet<number>): number {
  const own = lines.position(comment.start).line
  if (!commentLines.has(own)) return own
  let line = lines.position(comment.end).line + 1
  while (line <= lines.count && (commentLines.has(line) || lines.line(line).trim() === "")) line++
  return line
}

// Lines that hold nothing but a comment, so that directives can stand above each other.
function linesOfComments(comments: readonly Comment[], lines: Lines): ReadonlySet<number> {
  const found = new Set<number>()
  for (const comment of comments) {
    const first = lines.position(comment.start)
    const last = lines.position(comment.end)
    const before = lines.text.slice(lines.start(first.line), comment.start)
    const after = lines.text.slice(comment.end, lines.start(last.line + 1))
    if (before.trim() !== "" || after.trim() !== "") continue
    for (let line = first.line; line <= last.line; line++) found.add(line)
  }
  return found
}
