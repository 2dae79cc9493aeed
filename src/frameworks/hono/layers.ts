import type { Layer } from "../../semantics/app.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { functionsIn } from "../express/functions.ts"

/** Middleware of Hono's own that refuses whoever brings no credential. https://hono.dev/docs/middleware/builtin */
const refusing = /^hono\/(bearer-auth\.bearerAuth|basic-auth\.basicAuth|jwt\.jwt|jwk\.jwk)$/

/** It throws an HTTPException, with an answer of its own. */
export function throws(machine: Machine, { callee }: CallValue): boolean {
  return refusing.test(foreignPath(machine, callee) ?? "")
}

/** What a middleware is, by what makes it. */
export function layerOf(machine: Machine, value: Value): Omit<Layer, "at" | "when" | "path"> {
  const path = value.kind === "call" ? foreignPath(machine, value.callee) : undefined
  if (path === "hono/cors.cors") return { name: "cors", kind: "cors", runs: undefined }
  if (path !== undefined && refusing.test(path)) {
    return { name: path.slice(path.lastIndexOf(".") + 1), kind: "foreign", runs: undefined, refuses: true }
  }
  const [runs, more] = functionsIn(machine, value)
  if (runs === undefined || more !== undefined) return { name: "", kind: "foreign", runs: undefined }
  if (isCors(machine, runs)) return { name: "cors", kind: "cors", runs: undefined }
  return { name: runs.declaration.name, kind: "own", runs }
}

/** A middleware of the project's that runs `cors(…)` inside: `(c, next) => cors({ origin: originOf(c) })(c, next)`. */
function isCors(machine: Machine, of: FunctionValue): boolean {
  return machine
    .trace(of)
    .calls.some(
      ({ call }) => call.callee.kind === "call" && foreignPath(machine, call.callee.callee) === "hono/cors.cors",
    )
}
