import type { Answer } from "../model/answer.ts"
import type { App } from "../semantics/app.ts"
import { optionsOf } from "../semantics/choice.ts"
import type { Environment } from "../semantics/environment.ts"
import { foreignPath } from "../semantics/foreign-path.ts"
import type { Framework, Response } from "../semantics/framework.ts"
import { calledFunction } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Condition, FunctionValue, Value } from "../semantics/value.ts"
import type { Callers } from "./callers.ts"
import { functionKey } from "./functions.ts"
import type { InFront } from "./in-front.ts"
import { asksForRefreshToken } from "./refreshing.ts"
import { isSigned } from "./signed.ts"

/** What is known around a refusal. */
export interface SettingParts {
  readonly machine: Machine
  readonly callers: Callers
  readonly inFront: InFront
  readonly apps: readonly App[]
  readonly frameworks: readonly Framework[]
}

/** What kind of thing refuses: by the function's route and name, and by what brings the credential that is asked for. */
export function settingOf(
  parts: SettingParts,
  of: FunctionValue,
  path: readonly Condition[],
  response: Response | undefined,
): Answer["setting"] {
  const { machine } = parts
  const around = enclosing(of)
  if (isHandshake(parts, of)) return "handshake"
  const own = routesOf(parts, around)
  const routes = own.length > 0 ? own : (routesAbove(parts, of, 0) ?? [])
  const names = [of.declaration.name, of.owner?.declaration.name ?? "", ...routes].join(" ")
  if (
    /webhook/i.test([names, ...around.map(({ declaration }) => declaration.name)].join(" ")) ||
    isSigned(machine, path)
  )
    return "webhook"
  if (response?.body.some((value) => saysTokenError(value, 0))) return "token-endpoint"
  if (routes.length > 0 && routes.every((route) => aboutTokens.test(route))) return "token-endpoint"
  const carriers = carriersOfTest(machine, path)
  const isLogin =
    // Who asks for the address of the log-in, or demands one, is not logging in.
    /(^|[\s/_-])(login|signin|sign[-_]in|authenticate[-_]user)(?![\s_-](url|required)\b)([\s/_-]|$)/i.test(names) ||
    parts.frameworks.some((framework) => framework.logsIn?.(machine, of) === true) ||
    // A step that asks for a token of its own in a header is no form.
    (routes.length > 0 && routes.every((route) => forms.test(route)) && !carriers.includes("header"))
  // Only a path says that tokens are given out here; a function's name may say that it checks one.
  if (machine.trace(of).parameters.some((parameter) => machine.injected(parameter)?.name === "Cookie(…)"))
    return "cookie-session"
  if (isLogin || own.some((route) => /\/token\/?$/i.test(route))) return "login"
  if (carriers.includes("header")) return "api"
  // Whom the framework knows on a page is known by what a browser brings along by itself.
  if (response?.isPage === true && carriers.length > 0) return "page"
  if (carriers.includes("cookie")) return "cookie-session"
  return asksForRefreshToken(path) ? "login" : "api"
}

/** A method of what answers WebSockets, or what a decorator puts around such methods alone. */
function isHandshake({ machine, frameworks, inFront }: SettingParts, of: FunctionValue): boolean {
  const opens = (one: FunctionValue) => frameworks.some((framework) => framework.opens?.(machine, one) === true)
  const wrapped = inFront.wrappedBy(of)
  return opens(of) || (wrapped.length > 0 && wrapped.every(opens))
}

/** Steps on the way to being known: what they ask for stands in a form, a link or what a provider hands on. */
const forms =
  /\/(login|sign-?in|token|callback|mfa|2fa|otp|totp|two-factor|magic-link|refresh(-token)?|(reset|forgot|verify)-(password|email))\/?$/i

/** RFC 7662 §2.1 and RFC 7009 §2.1: who asks here is a client, known by what it is known by at the token endpoint. */
const aboutTokens = /\/(introspect|introspection|revoke|revocation)\/?$/i

/** How far callers are followed to the routes that reach a helper. */
const callerLimit = 3

function routesOf({ apps, frameworks }: SettingParts, functions: readonly FunctionValue[]): readonly string[] {
  const registered = apps.flatMap((app) => functions.flatMap((one) => pathsOf(app).get(functionKey(one)) ?? []))
  const files = new Set(functions.map(({ closure }) => closure.file))
  return [...registered, ...[...files].flatMap((file) => frameworks.flatMap((one) => one.pathOf?.(file) ?? []))]
}

/** The routes of all callers of a helper; `undefined` where one of them is reached some other way. */
function routesAbove(parts: SettingParts, of: FunctionValue, depth: number): readonly string[] | undefined {
  const sites = parts.callers.allSitesOf(of)
  if (sites.length === 0 || depth >= callerLimit) return undefined
  const found: string[] = []
  for (const { from } of sites) {
    const own = routesOf(parts, enclosing(from))
    const routes = own.length > 0 ? own : routesAbove(parts, from, depth + 1)
    if (routes === undefined) return undefined
    found.push(...routes)
  }
  return found
}

/** A function and those that it is defined in: what a callback refuses, the handler around it refuses. */
function enclosing(of: FunctionValue): readonly FunctionValue[] {
  const found = [of]
  for (let outer: Environment | undefined = of.closure; outer !== undefined; outer = outer.parent) {
    if (outer.function !== undefined) found.push(outer.function)
  }
  return found
}

const paths = new WeakMap<App, ReadonlyMap<string, readonly string[]>>()

/** The paths of an app's routes by their handlers. */
function pathsOf(app: App): ReadonlyMap<string, readonly string[]> {
  const known = paths.get(app)
  if (known !== undefined) return known
  const found = new Map<string, string[]>()
  for (const { handler, fullPath } of app.routes) {
    const key = functionKey(handler)
    const others = found.get(key)
    if (others === undefined) found.set(key, [fullPath])
    else others.push(fullPath)
  }
  paths.set(app, found)
  return found
}

/** `framework`: it says itself who is there, by whatever it was told to go. */
type Carrier = "cookie" | "header" | "framework"

/** What brings that which the test that decides reads. */
function carriersOfTest(machine: Machine, path: readonly Condition[]): readonly Carrier[] {
  const last = path.findLast(({ role }) => role !== "after-refusal")
  return last?.kind === "test" ? carriersOf(machine, last.value, 0) : []
}

function carriersOf(machine: Machine, value: Value, depth: number): readonly Carrier[] {
  if (depth > 8) return []
  const all = (values: readonly Value[]) => values.flatMap((one) => carriersOf(machine, one, depth + 1))
  switch (value.kind) {
    case "external":
    case "member": {
      const path = foreignPath(machine, value)
      const model = path === undefined ? undefined : machine.library(path)
      if (model?.kind === "reading" && model.carrier !== undefined) return [model.carrier]
      if (model?.kind === "reading" && model.origin === "identity") return ["framework"]
      // Cookies are headers whose values browsers bring along.
      if (model?.kind === "container" && model.of === "headers")
        return [/cookies?\b/i.test(path ?? "") ? "cookie" : "header"]
      return value.kind === "member" ? all([value.object]) : []
    }
    case "element":
      return all([value.object])
    case "operation":
      return all(value.operands)
    case "call": {
      // `getSession()` of the project's own: by what it gives back.
      const runs = calledFunction(machine, value)
      const given =
        runs === undefined
          ? []
          : machine
              .trace(runs)
              .returns.slice(0, 8)
              .map((one) => one.value)
      return all([value.callee, ...value.arguments.map((argument) => argument.value), ...given])
    }
    case "choice":
      return all(optionsOf(value).map((option) => option.value))
    default:
      return []
  }
}

/** RFC 6749 §5.2: what a token endpoint says. It owes a challenge only to clients that used the header. */
function saysTokenError(value: Value, depth: number): boolean {
  if (depth > 3) return false
  const any = (values: readonly Value[]) => values.some((one) => saysTokenError(one, depth + 1))
  switch (value.kind) {
    case "constant":
      return /^(invalid_client|unauthorized_client|invalid_grant|unsupported_grant_type)$/.test(String(value.value))
    case "record":
      return any(value.entries.map((entry) => entry.value))
    case "call":
      return any(value.arguments.map((one) => one.value))
    default:
      return false
  }
}
