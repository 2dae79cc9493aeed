import type { Block } from "../../ir/statement.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"

// https://nextjs.org/docs/app/getting-started/error-handling: what a component or a server action throws is shown by an
// error boundary, or comes back to the page as an error without its text; no request is answered with a status of its own.

const rendered = /(^|\/)(page|layout|template|default|loading|error|global-error|not-found)\.[jt]sx?$/
const endpoint = /(^|\/)pages\/api\/|(^|\/)route\.[jt]sx?$/

/** Whether a function is run to show a page, or called by one as a server action. */
export function isOfPage(machine: Machine, { declaration, closure }: FunctionValue): boolean {
  const { file } = closure
  if (endpoint.test(file)) return false
  if (rendered.test(file) || isServerAction(declaration.body)) return true
  // A component's name begins with a capital.
  if (/\.[jt]sx$/.test(file) && /^[A-Z]/.test(declaration.name)) return true
  const [first] = machine.module(file)?.chunks ?? []
  return first !== undefined && isServerAction(first.body)
}

/** What `cache(load)` of React gives is for components, and what `client.action(save)` gives is called by them. */
export function madeForPages(machine: Machine, { callee, arguments: given }: CallValue): Value | undefined {
  const path = foreignPath(machine, callee) ?? ""
  const isForPages = path === "react.cache" || /^next-safe-action\.createSafeActionClient\..*\b(use|action)$/.test(path)
  return isForPages ? given[0]?.value : undefined
}

/** `"use server"` at the top. */
function isServerAction([first]: Block): boolean {
  return first?.kind === "expression" && first.value.kind === "literal" && first.value.value === "use server"
}
