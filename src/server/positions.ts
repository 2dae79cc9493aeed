import type { Range as ProtocolRange } from "vscode-languageserver"
import type { Range } from "../model/report.ts"

/** The protocol counts from 0, reports from 1; both count UTF-16 code units. */
export function protocolRange({ start, end }: Range): ProtocolRange {
  return {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  }
}
