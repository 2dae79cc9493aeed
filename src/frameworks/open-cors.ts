import { placeKey } from "../model/place.ts"
import { argument } from "../semantics/arguments.ts"
import { decoratorsOf } from "../semantics/decorators.ts"
import { foreignPath } from "../semantics/foreign-path.ts"
import type { Setup, Wiring } from "../semantics/framework.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { CallValue, Condition, Value } from "../semantics/value.ts"
import { isAnyOf, opennessOf } from "./any-origin.ts"

/** How a package is told which origins may ask, and whether with the user's cookies. */
export interface CorsPackage {
  /** What is called, or is handed in before its options: `app.register(cors, {…})`. */
  readonly path: RegExp
  /** Its options are keyword arguments, or a record. */
  readonly options: "keywords" | "record"
  readonly origins: string
  /** Names a record of paths, each with options of its own: `resources`. */
  readonly resources?: string
  readonly credentials: string
  /** Names the headers that browser code may read. */
  readonly exposed: string
  /** Without origins, or with `*`, it sends back whatever origin asked. */
  readonly reflects: boolean
  /** Being told so, it sends `*` as it is, and does not start with credentials: `send_wildcard`. */
  readonly wildcard?: string
}

/**
 * Calls that let every origin send the user's cookies and read the answer, and calls that hide the challenge from it;
 * with a rest after each function.
 */
export function* openCors(
  machine: Machine,
  setup: Setup,
  packages: readonly CorsPackage[],
): Generator<Wiring | undefined, void> {
  const found = new Map<string, readonly Wiring[]>()
  const take = (call: CallValue) => {
    for (const one of packages) {
      const option = optionsOf(machine, call, one)
      if (option === undefined) continue
      found.set(placeKey(call.at), [...openWith(machine, call, one, option), ...hiddenBy(machine, call, one, option)])
    }
  }
  for (const of of setup.functions) {
    for (const { call, path } of machine.trace(of).calls) if (isAlways(path)) take(call)
    // What one route leaves out, its app's settings say.
    for (const decorator of decoratorsOf(machine, of))
      if (decorator.kind === "call" && packages.some(({ origins }) => isGiven(decorator, origins))) take(decorator)
    yield undefined
  }
  for (const call of callsOnApps(machine, setup)) take(call)
  // What is told its options only when it meets the app: `cors.init_app(app, origins=hosts)`.
  for (const of of setup.functions)
    for (const { call } of machine.trace(of).calls) {
      const { callee } = call
      if (callee.kind !== "member" || callee.name !== "init_app" || call.arguments.length < 2) continue
      found.delete(placeKey(settle(machine, callee.object).at))
    }
  yield* [...found.values()].flat()
}

function isGiven(call: CallValue, option: string): boolean {
  return call.arguments.some(({ kind, name }) => kind === "keyword" && name === option)
}

function isChallengeName(name: unknown): boolean {
  return typeof name === "string" && name.toLowerCase() === "www-authenticate"
}

/** Browser code reads no header of another origin's answer that is not exposed to it. */
function hiddenBy(machine: Machine, call: CallValue, { exposed }: CorsPackage, option: Options): readonly Wiring[] {
  if (call.arguments.some(({ kind }) => kind.startsWith("spread"))) return []
  const named = option(exposed)
  const list = named === undefined ? undefined : settle(machine, named)
  const items = list?.kind === "list" && !list.open ? list.items.map((item) => settle(machine, item)) : undefined
  const isHidden = items?.every(
    (item) => item.kind === "constant" && item.value !== "*" && !isChallengeName(item.value),
  )
  if (named !== undefined && isHidden !== true) return []
  const why = named === undefined ? "no header is exposed" : "it is not in the list"
  return [{ kind: "hidden-challenge", at: call.at, data: {}, evidence: named?.at, why, repairs: [] }]
}

/** Calls on an app, and calls whose result an app is given. */
function callsOnApps(machine: Machine, { operations }: Setup): readonly CallValue[] {
  return operations.flatMap(({ name, object, applied, arguments: given, at, when }): readonly CallValue[] => {
    if (!isAlways(when)) return []
    const callee = name === "wrapped" && applied !== undefined ? applied : object
    const arguments_ = name === "" ? object.arguments : given
    const whole: CallValue = { kind: "call", callee, arguments: arguments_, effects: [], via: [], at }
    const handed = arguments_.flatMap(({ value }) => partsOf(settle(machine, value)).map((one) => settle(machine, one)))
    return [whole, ...handed.filter((value) => value.kind === "call")]
  })
}

/** What stands in a branch may be for development alone. */
function isAlways(path: readonly Condition[]): boolean {
  return path.every(({ role }) => role !== "branch")
}

function partsOf(value: Value): readonly Value[] {
  if (value.kind === "list") return value.items
  // What is set up for one origin is for that one only.
  return value.kind === "record" ? value.entries.flatMap((entry) => (entry.key === "*" ? [entry.value] : [])) : [value]
}

type Options = (name: string) => Value | undefined

function optionsOf(machine: Machine, call: CallValue, { path, options }: CorsPackage): Options | undefined {
  const isCalled = path.test(foreignPath(machine, call.callee) ?? "")
  const handed = call.arguments.findIndex(({ value }) => value.kind === "external" && path.test(value.path))
  if (!isCalled && handed < 0) return undefined
  if (options === "keywords") return (name) => argument(call.arguments, undefined, name).value
  const found = call.arguments
    .slice(isCalled ? 0 : handed + 1)
    .find(({ value }) => settle(machine, value).kind === "record")
  const record = found === undefined ? undefined : settle(machine, found.value)
  if (record?.kind === "record") return (name) => record.entries.findLast(({ key }) => key === name)?.value
  return call.arguments.length === (isCalled ? 0 : handed + 1) ? () => undefined : undefined
}

function openWith(machine: Machine, call: CallValue, one: CorsPackage, option: Options): readonly Wiring[] {
  const credentials = option(one.credentials)
  const known = credentials === undefined ? undefined : settle(machine, credentials)
  const isSent = known?.kind === "constant" && (known.value === true || known.value === "*")
  if (credentials === undefined || !isSent) return []
  const literal = one.wildcard === undefined ? undefined : option(one.wildcard)
  if (literal?.kind === "constant" && literal.value === true) return []
  const named = one.resources === undefined ? undefined : option(one.resources)
  const resources = named === undefined ? undefined : originsOf(machine, settle(machine, named), one.origins)
  if (named !== undefined && resources === undefined) return []
  const origins = option(one.origins) ?? resources?.[0]
  const isAny = (value: Value) => isAnyOf(machine, value, one.reflects)
  const open =
    origins === undefined
      ? one.reflects && "open-cors"
      : [origins, ...(resources ?? [])].map((value) => opennessOf(machine, value, isAny, [])).find(Boolean)
  if (open === undefined || open === false) return []
  const off = known.value === "*" ? "None" : one.options === "keywords" ? "False" : "false"
  return [
    {
      kind: open,
      at: call.at,
      data: { effect: "sends the caller's own origin back" },
      evidence: origins?.at,
      why: origins === undefined ? "no origin is named, and credentials are sent" : "any origin, with credentials",
      repairs: [{ title: "Allow no credentials", edits: [{ kind: "replace", at: credentials.at, code: [off] }] }],
    },
  ]
}

/**
 * The origins of paths that have their own: `{"/api/*": {"origins": hosts}}`; none where they leave that to the rest.
 * @returns `undefined` where that cannot be read
 */
function originsOf(machine: Machine, resources: Value, name: string): readonly Value[] | undefined {
  if (resources.kind === "constant" || resources.kind === "list") return []
  if (resources.kind !== "record" || resources.open) return undefined
  const options = resources.entries.map(({ value }) => settle(machine, value))
  return options.some((one) => one.kind !== "record" || one.open)
    ? undefined
    : options
        .flatMap((one) => (one.kind === "record" ? one.entries : []))
        .flatMap(({ key, value }) => (key === name ? [value] : []))
}

const flaskLike = {
  options: "keywords",
  origins: "origins",
  credentials: "supports_credentials",
  exposed: "expose_headers",
  reflects: true,
  wildcard: "send_wildcard",
  resources: "resources",
} as const

// https://flask-cors.readthedocs.io/en/latest/api.html#flask_cors.CORS: without `send_wildcard`, `*` is sent back as the
// origin that asked.
export const flaskCors: CorsPackage = { path: /^flask_cors\.(.+\.)?(CORS|cross_origin)$/, ...flaskLike }

// https://github.com/pgjones/quart-cors: it does not start with `*` and credentials.
export const quartCors: CorsPackage = {
  ...flaskLike,
  path: /^quart_cors\.(.+\.)?(cors|route_cors)$/,
  origins: "allow_origin",
  credentials: "allow_credentials",
  reflects: false,
}

// https://github.com/ashleysommer/sanic-cors, made of Flask-CORS.
export const sanicCors: CorsPackage = { path: /^sanic_cors\.(.+\.)?(CORS|cross_origin)$/, ...flaskLike }

// https://docs.litestar.dev/latest/reference/config.html#litestar.config.cors.CORSConfig: with cookies in the request
// its `*` becomes the origin that asked.
export const litestarCors: CorsPackage = {
  path: /^litestar\.(.+\.)?CORSConfig$/,
  options: "keywords",
  origins: "allow_origins",
  credentials: "allow_credentials",
  exposed: "expose_headers",
  reflects: true,
}

// https://github.com/aio-libs/aiohttp-cors: what is set up for `*` sends the origin that asked back.
export const aiohttpCors: CorsPackage = { ...litestarCors, path: /^aiohttp_cors\.(.+\.)?ResourceOptions$/ }

// https://falcon.readthedocs.io/en/stable/api/cors.html: where credentials are allowed, the origin is sent back.
export const falconCors: CorsPackage = { ...litestarCors, path: /^falcon\.(.+\.)?CORSMiddleware$/ }

const byRecord = {
  options: "record",
  origins: "origin",
  credentials: "credentials",
  exposed: "exposedHeaders",
  reflects: false,
} as const

// https://github.com/expressjs/cors#configuration-options: `true` sends the origin back, `*` stays as it is and browsers
// refuse it with credentials. The same holds for Fastify's, Koa's and Hono's.
export const expressCors: CorsPackage = { path: /^cors$/, ...byRecord }
export const fastifyCors: CorsPackage = { path: /^@fastify\/cors$/, ...byRecord }
export const koaCors: CorsPackage = { path: /^@koa\/cors$/, ...byRecord, exposed: "exposeHeaders" }
export const honoCors: CorsPackage = { path: /^hono\/cors\.cors$/, ...byRecord, exposed: "exposeHeaders" }
export const nestCors: CorsPackage = { path: /^@nestjs\/core\.NestFactory\.create\.enableCors$/, ...byRecord }
