import type { Response } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import { substitute } from "../../semantics/substitute.ts"
import type { Called } from "../../semantics/trace.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"

/**
 * https://www.tornadoweb.org/en/stable/web.html#tornado.web.RequestHandler.write_error: what was raised stands in
 * `kwargs["exc_info"]`, a triple as `sys.exc_info()` gives it, whatever it was.
 */
export function errorPage(machine: Machine, { call }: Called, of: FunctionValue): Response | undefined {
  const [body] = call.arguments
  if (of.declaration.name !== "write_error" || body === undefined) return undefined
  const { at } = call
  const caught: Value = { kind: "caught", failure: { types: [], tried: [], broad: true, at }, at }
  const unread: Value = { kind: "unknown", why: "of no interest", at }
  const triple: Value = { kind: "list", items: [unread, caught, unread], open: false, at }
  const given: Value = {
    kind: "record",
    entries: [{ key: "exc_info", value: triple, sometimes: false }],
    open: true,
    spread: [],
    at,
  }
  const rest = of.declaration.parameters.at(-1)
  const shown = rest === undefined ? body.value : substitute(machine, body.value, new Map([[rest, given]]), at)
  return { status: undefined, defaultStatus: 500, headers: undefined, body: [shown], built: call, open: false }
}
