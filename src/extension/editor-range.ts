import { Range } from "vscode"
import type { AuthMapResult } from "../server/protocol.ts"

type Spot = AuthMapResult["roots"][number]["map"]["apps"][number]["at"]

/** A range of a report, 1-based, as the editor counts. */
export function editorRange({ start, end }: Spot["range"]): Range {
  return new Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1)
}
