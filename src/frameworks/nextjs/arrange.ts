import type { App, Layer, Route } from "../../semantics/app.ts"
import { optionsOf } from "../../semantics/choice.ts"
import { headerOf } from "../../semantics/headers.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { exportOf } from "../../semantics/module-value.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { functionsIn } from "../express/functions.ts"
import { entryOf } from "../options.ts"
import { writesCors } from "../own-cors.ts"
import { webResponse } from "../web-response.ts"

// https://nextjs.org/docs/app/api-reference/file-conventions/proxy (`middleware.ts` before Next.js 16): it runs in front
// of every route that its matcher takes, for every method, whatever the route exports for OPTIONS.

const gate = /^(?<root>(?:.+\/)?)(?:src\/)?(?:middleware|proxy)\.[cm]?[jt]s$/
const route = /^(?<root>(?:.+\/)?)(?:src\/)?app\/(?<path>(?:.+\/)?)route\.[cm]?[jt]sx?$/
const endpoint = /^(?:.+\/)?pages\/(?<path>api\/.+)\.[cm]?[jt]sx?$/
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

/** One app for each folder of Next.js that has a middleware: without one, every route stands alone. */
export function arrange(machine: Machine, functions: readonly FunctionValue[]): readonly App[] {
  const files = [...new Set(functions.map(({ closure }) => closure.file))]
  return files.flatMap((file): readonly App[] => {
    const root = gate.exec(file)?.groups?.["root"]
    const runs = root === undefined ? undefined : middlewareOf(machine, file)
    if (root === undefined || runs === undefined) return []
    const routes = files.flatMap((other) => (rootOf(other) === root ? routesIn(machine, other) : []))
    // A middleware that no route of the same folder stands behind is some other framework's.
    return routes.length === 0 ? [] : [appOf(machine, file, runs, routes)]
  })
}

function appOf(machine: Machine, file: string, runs: FunctionValue, routes: readonly Route[]): App {
  const { at } = runs
  const object: CallValue = { kind: "call", callee: runs, arguments: [], effects: [], via: [], at }
  const layers = matchersOf(machine, file, runs).map(
    ({ path, value }): Layer => ({ name: runs.declaration.name, kind: "own", runs, at: value.at, when: [], path }),
  )
  const cors = routes
    .filter(({ methods: [method] = [], handler }) => method === "OPTIONS" && answersCors(machine, handler))
    .map((one): Layer => ({ name: "OPTIONS", kind: "cors", runs: undefined, at: one.at, when: [], path: one.fullPath }))
  // Its routes answer for themselves: no one place mends them all.
  return { name: "", object, at, layers: [...layers, ...cors], handlers: [], routes: [], complete: true }
}

/** Whether what a route returns may let another origin in. */
function answersCors(machine: Machine, of: FunctionValue): boolean {
  if (writesCors(machine, of)) return true
  return machine.trace(of).returns.some(({ value }) =>
    optionsOf(settle(machine, value)).some((option) => {
      const answer = webResponse.response(machine, settle(machine, option.value), of)
      if (answer === undefined) return false
      const { headers, built } = answer
      return headerOf(machine, headers, built.effects, "access-control-allow-origin").presence !== "never"
    }),
  )
}

function middlewareOf(machine: Machine, file: string): FunctionValue | undefined {
  for (const name of ["middleware", "proxy", "default"]) {
    const value = exportOf(machine, file, name)
    const [runs, more] = value === undefined ? [] : functionsIn(machine, settle(machine, value))
    if (runs !== undefined) return more === undefined ? runs : undefined
  }
  return undefined
}

/** What `config.matcher` takes: it can only be constant, and without one everything is taken. */
function matchersOf(machine: Machine, file: string, runs: FunctionValue): readonly { path: string; value: Value }[] {
  const config = exportOf(machine, file, "config")
  const settled = config === undefined ? undefined : settle(machine, config)
  const matcher = settled?.kind === "record" ? entryOf(settled, "matcher") : undefined
  if (matcher === undefined) return [{ path: "", value: runs }]
  const given = settle(machine, matcher)
  return (given.kind === "list" ? given.items : [given]).flatMap((item) => {
    const one = settle(machine, item)
    const source = one.kind === "record" ? entryOf(one, "source") : one
    // What it asks of headers may leave out a preflight.
    const isPlain = one.kind !== "record" || one.entries.every(({ key }) => key === "source")
    if (!isPlain || source?.kind !== "constant" || typeof source.value !== "string") return []
    return [{ path: fixedPart(source.value), value: item }]
  })
}

/** `/api/:path*` is everything below `/api`. */
function fixedPart(source: string): string {
  const parts = source.split("/").filter((part) => part !== "")
  const end = parts.findIndex((part) => !/^[\w.-]+$/.test(part))
  const fixed = end < 0 ? parts : parts.slice(0, end)
  return fixed.map((part) => `/${part}`).join("")
}

function rootOf(file: string): string | undefined {
  return route.exec(file)?.groups?.["root"]
}

/** The exports of a route's file that answer a method. */
function routesIn(machine: Machine, file: string): readonly Route[] {
  const path = pathOf(route.exec(file)?.groups?.["path"] ?? "")
  return methods.flatMap((method): readonly Route[] => {
    const value = exportOf(machine, file, method)
    const [handler] = value === undefined ? [] : functionsIn(machine, settle(machine, value))
    if (handler === undefined) return []
    return [{ methods: [method], path, fullPath: path, handler, dependencies: [], at: handler.at }]
  })
}

/** The path of what a file exports: a route of the app router, or an endpoint of the pages router. */
export function fileRoute(file: string): string | undefined {
  const folders = route.exec(file)?.groups?.["path"] ?? endpoint.exec(file)?.groups?.["path"]
  return folders === undefined ? undefined : pathOf(folders)
}

/** `api/(office)/berths/[id]/` is `/api/berths/[id]`: groups and slots are no part of it. */
function pathOf(folders: string): string {
  const parts = folders.split("/").filter((part) => part !== "" && !/^(\(.*\)|@.*)$/.test(part))
  return parts.map((part) => `/${part}`).join("")
}
