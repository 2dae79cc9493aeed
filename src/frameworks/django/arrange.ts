import { placeKey } from "../../model/place.ts"
import type { App, ErrorHandler, Layer, Operation } from "../../semantics/app.ts"
import { optionsOf } from "../../semantics/choice.ts"
import { classMember } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { call } from "../../semantics/reduce.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"
import { refusalOfFirst } from "./authenticators.ts"
import { dotted } from "./dotted.ts"
import { arrangeNinja } from "./ninja.ts"
import { entriesUnder, prefixesIn, routesOf } from "./routes.ts"
import type { Entry } from "./urls.ts"

// https://docs.djangoproject.com/en/stable/topics/http/middleware/: the first of the list is outermost.
// https://github.com/adamchainz/django-cors-headers: the preflight is answered where its middleware stands.

/** One app for each settings module, from what its names hold, and one for each API of Ninja's behind their middleware. */
export function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  const modules = modulesIn(operations.filter(isSetting))
  const built = operations.filter((one) => !isSetting(one))
  const rest = modules.flatMap((own) => valueOf(own, "REST_FRAMEWORK") ?? [])
  const entries = modules.map((own) => entriesUnder(machine, valueOf(own, "ROOT_URLCONF")))
  const apps = modules.flatMap((own, index) => appOf(machine, own, { rest, built, entries: entries[index] ?? [] }))
  const layers = new Map(apps.flatMap((app) => app.layers.map((layer) => [placeKey(layer.at), layer] as const)))
  // Preflights are answered in front of all of them, for each of the settings.
  const inFront = [...layers.values()].filter(({ kind }) => kind === "own" || kind === "foreign")
  return [...apps, ...arrangeNinja(machine, built, { layers: inFront, prefixes: prefixesIn(machine, entries.flat()) })]
}

function modulesIn(settings: readonly Operation[]): readonly (readonly Operation[])[] {
  const byModule = new Map<string, Operation[]>()
  for (const operation of settings) {
    const key = placeKey(operation.object.at)
    byModule.set(key, [...(byModule.get(key) ?? []), operation])
  }
  return [...byModule.values()]
}

/** What is known beside a settings module. */
interface Surroundings {
  /** What any module of settings says of REST framework: one of several may say it for all of them. */
  readonly rest: readonly Value[]
  /** What is done to routers and APIs. */
  readonly built: readonly Operation[]
  readonly entries: readonly Entry[]
}

function appOf(machine: Machine, own: readonly Operation[], { rest, built, entries }: Surroundings): readonly App[] {
  const [first] = own
  if (first === undefined) return []
  const entry = (name: string) => entryOf(valueOf(own, "REST_FRAMEWORK"), name)
  const shared = (name: string) => entry(name) ?? rest.map((value) => entryOf(value, name)).find(Boolean)
  const defaults = {
    permissions: shared("DEFAULT_PERMISSION_CLASSES"),
    authenticators: shared("DEFAULT_AUTHENTICATION_CLASSES"),
  }
  return [
    {
      name: "",
      object: first.object,
      at: first.at,
      layers: layersIn(machine, valueOf(own, "MIDDLEWARE")),
      handlers: handlerIn(machine, entry("EXCEPTION_HANDLER")),
      routes: routesOf(machine, entries, built, defaults),
      refusals: refusalOfFirst(machine, entry("DEFAULT_AUTHENTICATION_CLASSES")),
      complete: true,
    },
  ]
}

function valueOf(own: readonly Operation[], name: string): Value | undefined {
  return own.find((one) => one.name === name)?.arguments[0]?.value
}

function isSetting({ object: { callee } }: Operation): boolean {
  return callee.kind === "external" && callee.path === "settings"
}

function entryOf(rest: Value | undefined, name: string): Value | undefined {
  return rest?.kind === "record" ? rest.entries.findLast(({ key }) => key === name)?.value : undefined
}

/** They say who is there, and refuse nobody. */
const identifying =
  /^(django\.contrib\.auth\.middleware\.(Authentication|RemoteUser|PersistentRemoteUser)Middleware|allauth\.account\.middleware\.AccountMiddleware)$/

function layersIn(machine: Machine, value: Value | undefined): readonly Layer[] {
  if (value === undefined) return []
  // What is added under a condition stands where it does whenever it is there.
  const lists = optionsOf(settle(machine, value)).flatMap(({ value: one }) => (one.kind === "list" ? [one.items] : []))
  const longest = lists.reduce((best, items) => (items.length > best.length ? items : best), [])
  return longest.flatMap((item): readonly Layer[] => {
    const path = settle(machine, item)
    if (path.kind !== "constant" || typeof path.value !== "string") return []
    const { at } = path
    const name = path.value.slice(path.value.lastIndexOf(".") + 1)
    if (path.value.startsWith("corsheaders.")) return [{ name, kind: "cors", runs: undefined, at, when: [] }]
    const runs = runsOf(machine, dotted(machine, path.value, at))
    const identifies = identifying.test(path.value)
    if (runs.length === 0) return [{ name, kind: "foreign", runs: undefined, identifies, at, when: [] }]
    return runs.map((one) => ({ name, kind: "own", runs: one, at, when: [] }))
  })
}

/** What a middleware runs before the view; `process_view` is left out, since a preflight that is answered is past it. */
function runsOf(machine: Machine, middleware: Value): readonly FunctionValue[] {
  if (middleware.kind === "class") {
    const { callName } = middleware.closure.language
    return ["process_request", callName, "process_response"].flatMap((name) => {
      const method = name === undefined ? undefined : classMember(machine, middleware, name, undefined)
      return method?.kind === "function" ? [method] : []
    })
  }
  if (middleware.kind !== "function") return []
  const next: Value = { kind: "unknown", why: "what comes next", at: middleware.at }
  const made = call(machine, middleware, [{ kind: "positional", name: undefined, value: next }], middleware.at)
  const inner = settle(machine, made)
  return inner.kind === "function" ? [inner] : []
}

/** `REST_FRAMEWORK["EXCEPTION_HANDLER"]`, which takes `(error, context)`. */
function handlerIn(machine: Machine, value: Value | undefined): readonly ErrorHandler[] {
  const path = value === undefined ? undefined : settle(machine, value)
  if (path?.kind !== "constant" || typeof path.value !== "string") return []
  const handler = dotted(machine, path.value, path.at)
  if (handler.kind !== "function") return []
  const takes = { kind: "external", path: "builtins.Exception", at: path.at } as const
  return [{ takes, handler, position: 0, broad: true, at: path.at }]
}
