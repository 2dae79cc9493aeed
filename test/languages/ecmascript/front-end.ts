import type { Module } from "../../../src/ir/module.ts"
import { createEcmascript } from "../../../src/languages/ecmascript/index.ts"
import { ecmascriptParser } from "../../../src/languages/ecmascript/parser.ts"

export const ecmascript = createEcmascript(() => ecmascriptParser)

export function read(text: string, path = "src/main.ts", previous?: Module): Module {
  return ecmascript.read(path, text, previous)
}
