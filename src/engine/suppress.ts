import type { Module } from "../ir/module.ts"
import type { FrontEnd } from "../model/front-end.ts"
import { Lines } from "../model/lines.ts"
import type { SuppressionScope } from "../model/project.ts"
import type { FileEdit, Finding } from "../model/report.ts"
import { type Directive, parseDirectives, suppresses } from "./directives.ts"

/**
 * The edit that silences a finding with a comment: its rule joins a comment that is there already, else a line of its
 * own above, else the end of one of the finding's lines. Each is tried by reading the file anew, so that the comment
 * lands where it is honoured and the code stays as it is.
 * @param text the file's text, to which the finding's range refers
 * @returns `undefined` where no comment can stand
 */
export function suppress(
  { rule, file, range }: Pick<Finding, "rule" | "file" | "range">,
  scope: SuppressionScope,
  text: string,
  frontEnd: FrontEnd,
): FileEdit | undefined {
  const lines = new Lines(text)
  const before = frontEnd.read(file, text, undefined)
  const [first, last] = [range.start.line, range.end.line]
  const found = parseDirectives(before.comments, lines)
  const own = found.find((directive) => directive.scope === scope && joins(directive, first, last))
  const comment = `${frontEnd.lineComment} gatelint: ${scope === "line" ? "ignore" : "ignore-file"}[${rule}]`
  const insertions =
    scope === "file" ? atTop(lines, comment) : [...above(lines, first, comment), ...behind(lines, first, last, comment)]
  const insertion = [...(own === undefined ? [] : joined(own, rule)), ...insertions].find(({ at, newText }) => {
    const after = text.slice(0, at) + newText + text.slice(at)
    const moved = at <= lines.start(first) ? countLines(newText) : 0
    return isHonoured(
      frontEnd.read(file, after, undefined),
      before,
      new Lines(after),
      rule,
      first + moved,
      last + moved,
    )
  })
  if (insertion === undefined) return undefined
  return { file, range: lines.range(insertion.at, insertion.at), newText: insertion.newText }
}

interface Insertion {
  /** UTF-16 offset. */
  readonly at: number
  readonly newText: string
}

function joins({ scope, rules, line }: Directive, first: number, last: number): boolean {
  return rules !== undefined && (scope === "file" || (first <= line && line <= last))
}

function joined({ list, rules }: Directive, rule: string): readonly Insertion[] {
  if (list === undefined) return []
  return [{ at: list.end, newText: rules?.length ? `, ${rule}` : rule }]
}

/** Behind what must stand first: `#!/usr/bin/env python`, `# -*- coding: utf-8 -*-`. */
function atTop(lines: Lines, comment: string): readonly Insertion[] {
  let line = 1
  while (line < 3 && /^(?:#!|#.*\bcoding[:=])/.test(lines.line(line))) line++
  const at = lines.start(line)
  const missing = at > 0 && !/[\r\n]/.test(lines.text.charAt(at - 1)) ? endingOf(lines.text) : ""
  return [{ at, newText: `${missing}${comment}${endingOf(lines.text)}` }]
}

function above(lines: Lines, line: number, comment: string): readonly Insertion[] {
  if (goesOn(lines, line - 1)) return []
  const indentation = /^[ \t]*/.exec(lines.line(line))?.[0] ?? ""
  return [{ at: lines.start(line), newText: `${indentation}${comment}${endingOf(lines.text)}` }]
}

function behind(lines: Lines, first: number, last: number, comment: string): readonly Insertion[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .filter((line) => !goesOn(lines, line))
    .map((line) => ({ at: lines.start(line) + lines.line(line).trimEnd().length, newText: `  ${comment}` }))
}

/** A parser may bear a comment behind a backslash; the language does not. */
function goesOn(lines: Lines, line: number): boolean {
  return lines.line(line).endsWith("\\")
}

function isHonoured(after: Module, before: Module, lines: Lines, rule: string, first: number, last: number): boolean {
  const isSame =
    after.chunks.length === before.chunks.length &&
    after.chunks.every(({ broken }, index) => broken === before.chunks[index]?.broken)
  return isSame && parseDirectives(after.comments, lines).some((directive) => suppresses(directive, rule, first, last))
}

function endingOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? "\n"
}

function countLines(text: string): number {
  return new Lines(text).count - 1
}
