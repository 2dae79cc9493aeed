import type { Call } from "../../../ir/expression.ts"
import { around, isOf, walk } from "../../../ir/walk.ts"
import type { LogCause } from "../../../model/edit.ts"
import { change, chunkOf, textOf } from "../../writing/draft.ts"
import { insertBefore } from "./statements.ts"
import type { EcmascriptDraft } from "./style.ts"

/** Logs the error that a `catch` caught, unless something in front of the statement does it already. */
export function writeLog(draft: EcmascriptDraft, { before }: LogCause): void {
  const chunk = chunkOf(draft, before)
  const enclosing = [...around(chunk.body, before)].findLast((node) => isOf(node, "try"))
  const handler = enclosing?.handlers.find(({ start, end }) => start <= before.start && before.end <= end)
  if (handler === undefined) return
  const calls = handler.body
    .filter(({ start }) => start <= before.start)
    .flatMap((statement) => [...walk(statement)].filter((node) => isOf(node, "call")))
  if (calls.some((call) => logs(draft, chunk.offset, call))) return
  const name = handler.name ?? "error"
  if (handler.name === undefined) {
    const word = /^catch\b/.exec(textOf(draft, chunk, handler))
    if (word === null) return
    const end = handler.start + word[0].length
    change(draft, chunk, { start: end, end }, ` (${name})`)
  }
  insertBefore(draft, before, `${loggerName(draft)}.error(${name})`)
}

/** `logger.warn(…)`, `console.error(…)`, `Sentry.captureException(…)`. */
function logs({ text }: EcmascriptDraft, offset: number, { callee }: Call): boolean {
  if (!isOf(callee, "member")) return false
  const object = text.slice(offset + callee.object.start, offset + callee.object.end)
  return /log|console|sentry/i.test(object) && !/^(debug|child)$/.test(callee.name)
}

/** The file's logger; the console where it has none. */
function loggerName({ module }: EcmascriptDraft): string {
  for (const { body } of module.chunks) {
    for (const statement of body) {
      const names =
        statement.kind === "import"
          ? statement.bindings.map(({ local }) => local)
          : statement.kind === "assign"
            ? statement.targets.flatMap((target) => (target.kind === "name" ? [target.name] : []))
            : []
      const logger = names.find((name) => /^_?log(ger)?$/.test(name))
      if (logger !== undefined) return logger
    }
  }
  return "console"
}
