import type { Call } from "../../../ir/expression.ts"
import { around, isOf, walk } from "../../../ir/walk.ts"
import type { LogCause } from "../../../model/edit.ts"
import { change, chunkOf, type Draft, quoted, textOf } from "../../writing/draft.ts"
import { importedFrom } from "./imports.ts"
import { insertBefore } from "./statements.ts"

/** Logs the error that a handler caught, unless something in front of the statement does it already. */
export function writeLog(draft: Draft, { before, text }: LogCause): void {
  const chunk = chunkOf(draft, before)
  const enclosing = [...around(chunk.body, before)].findLast((node) => isOf(node, "try"))
  const handler = enclosing?.handlers.find(({ start, end }) => start <= before.start && before.end <= end)
  if (handler === undefined) return
  const calls = handler.body
    .filter(({ start }) => start <= before.start)
    .flatMap((statement) => [...walk(statement)].filter((node) => isOf(node, "call")))
  if (!calls.some((call) => logs(draft, chunk.offset, call)))
    insertBefore(draft, before, `${loggerName(draft)}.exception(${quoted(draft, text)})`)
  dropName()

  /** `except ValueError as e` whose `e` nobody reads any more. */
  function dropName(): void {
    if (handler?.name === undefined) return
    const { name } = handler
    const uses = handler.body.flatMap((statement) =>
      [...walk(statement)].filter(
        (node) => "kind" in node && node.kind === "name" && "name" in node && node.name === name,
      ),
    )
    const isStillUsed = uses.some(({ start, end }) => {
      const at = { start: chunk.offset + start, end: chunk.offset + end }
      return !draft.edits.some((edit) => edit.start <= at.start && at.end <= edit.end && edit.end > edit.start)
    })
    const [first] = handler.body
    if (isStillUsed || first === undefined) return
    const header = textOf(draft, chunk, { start: handler.start, end: first.start })
    const found = /\s+as\s+\w+(?=\s*:)/.exec(header)
    if (found === null) return
    const start = handler.start + found.index
    change(draft, chunk, { start, end: start + found[0].length }, "")
  }
}

/** `logger.warning(…)`, `log.exception(…)`, `traceback.print_exc()`. */
function logs({ text }: Draft, offset: number, { callee }: Call): boolean {
  if (!isOf(callee, "member")) return false
  const object = text.slice(offset + callee.object.start, offset + callee.object.end)
  return /log|traceback|sentry/i.test(object) && !/^(debug|getLogger|bind)$/.test(callee.name)
}

/** The file's logger; a new one of the standard library where it has none. */
function loggerName(draft: Draft): string {
  for (const { body } of draft.module.chunks) {
    for (const statement of body) {
      if (statement.kind === "assign") {
        const [target] = statement.targets
        const maker = statement.value?.kind === "call" ? statement.value.callee : undefined
        const made = maker?.kind === "member" ? maker.name : maker?.kind === "name" ? maker.name : ""
        if (target?.kind === "name" && /^_?(get_?logger|setup_logger|Logger)$/i.test(made)) return target.name
      }
      if (statement.kind === "import") {
        const logger = statement.bindings.find(
          ({ local, imported }) => imported !== undefined && /^_?log(ger)?$/i.test(local),
        )
        if (logger !== undefined) return logger.local
      }
    }
  }
  return `${importedFrom(draft, "logging", "")}.getLogger(__name__)`
}
