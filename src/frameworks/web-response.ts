import { argument } from "../semantics/arguments.ts"
import type { Framework, Response, Takes } from "../semantics/framework.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { constant, type FunctionValue, type Value } from "../semantics/value.ts"

// https://fetch.spec.whatwg.org/#response-class; Next.js, Hono, Workers, Deno, Bun, SvelteKit and React Router answer
// with it.

const classes = /^(globalThis\.Response|next\/server\.(NextResponse|Response))(\.json)?$/

const takes: Takes = {
  kind: "arguments",
  status: { name: "init", position: 1, property: "status" },
  headers: { name: "init", position: 1, property: "headers" },
}

/** What handlers of the fetch style return. */
export const webResponse: Framework = {
  name: "fetch",
  language: "ecmascript",
  packages: ["hono", "next/server", "@sveltejs/kit", "@remix-run/node"],
  hosts: ["next", "react-router", "astro"],
  builders: {},
  error: (_machine, value, of) => interruption(value, of),
  response: constructed,
  thrown: (_machine, call) => (interrupts(call) === undefined ? undefined : call),
  arrange: () => [],
}

/** https://nextjs.org/docs/app/api-reference/functions/unauthorized: what they throw ends whatever called them. */
function interrupts(value: Value): number | undefined {
  const path = value.kind === "call" && value.callee.kind === "external" ? value.callee.path : ""
  return path === "next/navigation.unauthorized" ? 401 : path === "next/navigation.forbidden" ? 403 : undefined
}

/** A route handler answers them without headers; a page shows a page of its own. */
function interruption(value: Value, of: FunctionValue | undefined): Response | undefined {
  const status = interrupts(value)
  if (status === undefined || value.kind !== "call" || !/(^|\/)route\.[cm]?[jt]sx?$/.test(of?.closure.file ?? ""))
    return undefined
  return {
    status: constant(status, value.at),
    defaultStatus: status,
    headers: undefined,
    built: value,
    body: [],
    open: false,
  }
}

/** `new Response(body, { status: 401, headers })`, `NextResponse.json(body, init)`. */
function constructed(machine: Machine, value: Value): Response | undefined {
  if (value.kind !== "call" || value.callee.kind !== "external" || !classes.test(value.callee.path)) return undefined
  const given = argument(value.arguments, 1, "init")
  const init = given.value === undefined ? undefined : settle(machine, given.value)
  const body = argument(value.arguments, 0, "body").value
  const rest = { defaultStatus: 200, built: value, body: body === undefined ? [] : [body], takes }
  if (init === undefined) return { ...rest, status: undefined, headers: undefined, open: given.open }
  // What cannot be read may hold a status and a header.
  if (init.kind !== "record") return { ...rest, status: unread(init), headers: unread(init), open: true }
  const of = (key: string) => init.entries.findLast((entry) => entry.key === key)?.value
  const headers = of("headers") ?? (init.open ? unread(init) : undefined)
  return { ...rest, status: of("status") ?? (init.open ? unread(init) : undefined), headers, open: init.open }
}

function unread(value: Value): Value {
  return { kind: "unknown", why: "it could not be read", at: value.at }
}
