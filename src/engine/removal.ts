import type { Lines } from "../model/lines.ts"
import type { FileEdit } from "../model/report.ts"
import type { Directive } from "./directives.ts"

/**
 * Takes names out of a suppression comment; the comment goes where none is left, and its line where nothing else
 * stands on it.
 * @param names what to take out; `undefined` takes out all
 */
export function removalOf(
  file: string,
  lines: Lines,
  directive: Directive,
  names: readonly string[] | undefined,
): FileEdit {
  const kept = names === undefined ? [] : (directive.rules ?? []).filter((rule) => !names.includes(rule))
  if (directive.list !== undefined && kept.length > 0) {
    const { start, end } = directive.list
    return { file, range: lines.range(start, end), newText: kept.join(", ") }
  }
  const [start, end] = stretchOf(lines, directive)
  return { file, range: lines.range(start, end), newText: "" }
}

function stretchOf(lines: Lines, { start, end, comment }: Directive): readonly [start: number, end: number] {
  const { text } = lines
  // `# gatelint: ignore[x]  # noqa`: what comes behind has its own marker.
  const behind = /^[ \t]*(?=#|\/\/)/.exec(text.slice(end, comment.end))
  if (behind !== null && /^[\s#/*!]*$/.test(text.slice(comment.start, start))) {
    return [comment.start, end + behind[0].length]
  }
  if (start === comment.start && end === comment.end)
    return wholeLine(lines, start, end) ?? [spaceBefore(text, start), end]
  return [spaceBefore(text, start), end]
}

/** Undefined where something else stands on the line. */
function wholeLine(lines: Lines, start: number, end: number): readonly [start: number, end: number] | undefined {
  const first = lines.start(lines.position(start).line)
  const { line } = lines.position(end)
  const after = lines.start(line + 1)
  const around = lines.text.slice(first, start) + lines.text.slice(end, after)
  if (around.trim() !== "") return undefined
  // The last line may have no ending of its own: then the one before it goes.
  return /[\r\n]$/.test(lines.text.slice(first, after))
    ? [first, after]
    : [first - endingBefore(lines.text, first), after]
}

function endingBefore(text: string, offset: number): number {
  return /(?:\r\n|\n|\r)?$/.exec(text.slice(Math.max(0, offset - 2), offset))?.[0].length ?? 0
}

function spaceBefore(text: string, offset: number): number {
  let start = offset
  while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) start--
  return start
}
