import { argument } from "../semantics/arguments.ts"
import type { Framework, Response } from "../semantics/framework.ts"
import { foreignConstruction } from "../semantics/instance.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { CallValue, ParameterValue, Value } from "../semantics/value.ts"

// https://fetch.spec.whatwg.org/#response-class; Next.js, Hono, Workers, Deno, Bun, SvelteKit and React Router answer
// with it. https://hono.dev/docs/api/context and https://hono.dev/docs/api/exception

const classes = /^(globalThis\.Response|next\/server\.(NextResponse|Response))(\.json)?$/
const onContext = new Set(["json", "text", "html", "body", "newResponse"])

/** What handlers of the fetch style return. */
export const webResponse: Framework = {
  name: "fetch",
  language: "ecmascript",
  packages: ["hono", "next/server"],
  builders: {},
  error: exceptionAnswer,
  response: (machine, value) => constructed(machine, value) ?? onHono(machine, value),
  typeOf: (_machine, parameter) => typeOf(parameter),
  arrange: () => [],
}

/** `new Response(body, { status: 401, headers })`, `NextResponse.json(body, init)`. */
function constructed(machine: Machine, value: Value): Response | undefined {
  if (value.kind !== "call" || value.callee.kind !== "external" || !classes.test(value.callee.path)) return undefined
  const given = argument(value.arguments, 1, "init")
  const init = given.value === undefined ? undefined : settle(machine, given.value)
  const body = argument(value.arguments, 0, "body").value
  const rest = { defaultStatus: 200, built: value, body: body === undefined ? [] : [body] }
  if (init === undefined) return { ...rest, status: undefined, headers: undefined, open: given.open }
  // What cannot be read may hold a status and a header.
  if (init.kind !== "record") return { ...rest, status: unread(init), headers: unread(init), open: true }
  const of = (key: string) => init.entries.findLast((entry) => entry.key === key)?.value
  const headers = of("headers") ?? (init.open ? unread(init) : undefined)
  return { ...rest, status: of("status") ?? (init.open ? unread(init) : undefined), headers, open: init.open }
}

/** `c.json(body, 401, headers)` of Hono's context. */
function onHono(machine: Machine, value: Value): Response | undefined {
  if (value.kind !== "call" || value.callee.kind !== "member" || !onContext.has(value.callee.name)) return undefined
  const { object } = value.callee
  if (object.kind !== "parameter" || typeOf(object) !== "hono.Context") return undefined
  const body = argument(value.arguments, 0, "data").value
  const status = argument(value.arguments, 1, "status")
  const headers = argument(value.arguments, 2, "headers")
  const second = status.value === undefined ? undefined : settle(machine, status.value)
  const init = second?.kind === "record" ? second : undefined
  const of = (key: string) => init?.entries.findLast((entry) => entry.key === key)?.value
  return {
    status: init === undefined ? status.value : of("status"),
    defaultStatus: 200,
    // `c.header(name, value)` is done to the context before.
    headers: headers.value ?? of("headers"),
    built: { ...value, effects: headersOf(object) },
    body: body === undefined ? [] : [body],
    open: status.open || headers.open || init?.open === true,
  }
}

function headersOf({ effects }: ParameterValue): CallValue["effects"] {
  return effects
    .filter(({ kind, name, path }) => kind === "call" && name === "header" && path.length === 0)
    .map((effect) => ({ ...effect, path: ["headers"], name: "set" }))
}

/** `throw new HTTPException(401, { message, res })`: an answer of its own goes out as it is. */
function exceptionAnswer(machine: Machine, value: Value): Response | undefined {
  const built = foreignConstruction(machine, value)
  if (built?.callee.kind !== "external" || !/^hono(\/[\w-]+)?\.HTTPException$/.test(built.callee.path)) return undefined
  const given = argument(built.arguments, 1, "options")
  const options = given.value === undefined ? undefined : settle(machine, given.value)
  const of = (key: string) =>
    options?.kind === "record" ? options.entries.findLast((entry) => entry.key === key)?.value : undefined
  const own = of("res")
  const message = of("message")
  return {
    status: argument(built.arguments, 0, "status").value,
    defaultStatus: 500,
    headers: own === undefined ? undefined : { kind: "unknown", why: "its own answer", at: own.at },
    built,
    body: message === undefined ? [] : [message],
    open: options !== undefined && options.kind !== "record",
  }
}

/** Hono's context is called `c` or declared; a request of the fetch style says so. */
function typeOf({ parameter, of }: ParameterValue): string | undefined {
  if (of.closure.language.name !== "ecmascript") return undefined
  const { annotation, name } = parameter
  const type = annotation?.kind === "subscript" ? annotation.object : annotation
  if (type?.kind === "name" && type.name === "Context") return "hono.Context"
  return annotation === undefined && name === "c" ? "hono.Context" : undefined
}

function unread(value: Value): Value {
  return { kind: "unknown", why: "it could not be read", at: value.at }
}
