import { placeKey } from "../../model/place.ts"
import type { App, ErrorHandler, Layer, Operation } from "../../semantics/app.ts"
import { classMember } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { call } from "../../semantics/reduce.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"
import { refusalOfFirst } from "./authenticators.ts"
import { dotted } from "./dotted.ts"
import { arrangeNinja } from "./ninja.ts"
import { routesOf } from "./routes.ts"

// https://docs.djangoproject.com/en/stable/topics/http/middleware/: the first of the list is outermost.
// https://github.com/adamchainz/django-cors-headers: the preflight is answered where its middleware stands.

/** One app for each settings module, from what its names hold, and one for each API of Ninja's behind their middleware. */
export function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  const built = operations.filter((one) => !isSetting(one))
  const settings = settingsApps(machine, operations.filter(isSetting), built)
  const layers = new Map(settings.flatMap((app) => app.layers.map((layer) => [placeKey(layer.at), layer] as const)))
  // Preflights are answered in front of all of them, for each of the settings.
  const inFront = [...layers.values()].filter(({ kind }) => kind === "own" || kind === "foreign")
  return [...settings, ...arrangeNinja(machine, built, inFront)]
}

/** @param built what is done to routers and APIs */
function settingsApps(machine: Machine, settings: readonly Operation[], built: readonly Operation[]): readonly App[] {
  const byModule = new Map<string, Operation[]>()
  for (const operation of settings) {
    const key = placeKey(operation.object.at)
    byModule.set(key, [...(byModule.get(key) ?? []), operation])
  }
  return [...byModule.values()].flatMap((own): readonly App[] => {
    const [first] = own
    if (first === undefined) return []
    const setting = (name: string) => own.find((one) => one.name === name)?.arguments[0]?.value
    const rest = setting("REST_FRAMEWORK")
    const entry = (name: string) => entryOf(rest, name)
    const elsewhere = settings.flatMap((one) => (one.name === "REST_FRAMEWORK" ? one.arguments : []))
    // One module of several may say it for all of them.
    const shared = (name: string) => entry(name) ?? elsewhere.map(({ value }) => entryOf(value, name)).find(Boolean)
    const defaults = {
      permissions: shared("DEFAULT_PERMISSION_CLASSES"),
      authenticators: shared("DEFAULT_AUTHENTICATION_CLASSES"),
    }
    return [
      {
        name: "",
        object: first.object,
        at: first.at,
        layers: layersIn(machine, setting("MIDDLEWARE")),
        handlers: handlerIn(machine, entry("EXCEPTION_HANDLER")),
        routes: routesOf(machine, setting("ROOT_URLCONF"), built, defaults),
        refusals: refusalOfFirst(machine, entry("DEFAULT_AUTHENTICATION_CLASSES")),
        complete: true,
      },
    ]
  })
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
  const list = value === undefined ? undefined : settle(machine, value)
  if (list?.kind !== "list") return []
  return list.items.flatMap((item): readonly Layer[] => {
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
  const takes = { kind: "external", path: "rest_framework.exceptions.APIException", at: path.at } as const
  return [{ takes, handler, position: 0, at: path.at }]
}
