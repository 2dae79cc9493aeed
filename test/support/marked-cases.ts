import { describe, expect, it } from "vitest"
import { check } from "./check.ts"
import { fastapiPrelude } from "./fastapi-prelude.ts"

/**
 * `#! rule` ends a line on which a rule speaks; nothing else does, of any rule. Several files are one text with `── path`
 * lines; one that is no Python stands as it is.
 */
export type MarkedCase = readonly [name: string, text: string]

/** Runs cases, of FastAPI and Starlette unless the imports are others, each file behind them. */
export function runs(title: string, cases: readonly MarkedCase[], prelude = fastapiPrelude): void {
  describe(title, () => {
    it.each(cases)("%s", async (_, text) => {
      const files = split(text, prelude)
      const { findings } = await check(files)
      const told = findings.map(({ file, range, rule }) => `${file}:${range.start.line} ${rule}`)
      expect(told.sort()).toEqual(Object.entries(files).flatMap(marked).sort())
    })
  })
}

function split(text: string, prelude: string): Readonly<Record<string, string>> {
  const parts = text.split(/^── (.+)$/m)
  const named = parts.length === 1 ? ["main.py", text] : parts.slice(1)
  return Object.fromEntries(
    named.flatMap((path, index) => {
      const content = named[index + 1] ?? ""
      return index % 2 === 0 ? [[path, path.endsWith(".py") ? prelude + content : content.trimStart()]] : []
    }),
  )
}

function marked([file, text]: readonly [string, string]): readonly string[] {
  return text.split("\n").flatMap((line, index) => {
    const rules = /#! (.+)$/.exec(line)?.[1]?.split(", ") ?? []
    return rules.map((rule) => `${file}:${index + 1} ${rule}`)
  })
}
