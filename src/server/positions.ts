import type { Range as ProtocolRange } from "vscode-languageserver"
import type { Range } from "../model/report.ts"

/** The protocol counts from 0, reports from 1; both count UTF-16 code units. */
export function protocolRange({ start, end }: Range): ProtocolRange {
  return {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  }
}

/** Whether two ranges touch: a cursor at the end of a squiggle is still on it. */
export function touches(a: ProtocolRange, b: ProtocolRange): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start)
}

function isBefore(a: ProtocolRange["start"], b: ProtocolRange["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character)
}
