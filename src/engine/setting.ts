import type { Answer } from "../model/answer.ts"
import type { App } from "../semantics/app.ts"
import type { Machine } from "../semantics/machine.ts"
import type { FunctionValue } from "../semantics/value.ts"
import { functionKey } from "./functions.ts"

/** What kind of thing a function serves, by its route and its name. */
export function settingOf(machine: Machine, of: FunctionValue, apps: readonly App[]): Answer["setting"] {
  const key = functionKey(of)
  const paths = apps.flatMap(({ routes }) =>
    routes.flatMap(({ handler, path }) => (functionKey(handler) === key && path !== undefined ? [path] : [])),
  )
  const names = [of.declaration.name, of.owner?.declaration.name ?? "", ...paths].join(" ")
  if (/webhook/i.test(names)) return "webhook"
  const isLogin = /(^|[\s/_-])(login|signin|sign[-_]in|authenticate[-_]user)([\s/_-]|$)/i.test(names)
  // Only a path says that tokens are given out here; a function's name may say that it checks one.
  if (machine.trace(of).parameters.some((parameter) => machine.injected(parameter)?.name === "Cookie(…)"))
    return "cookie-session"
  return isLogin || paths.some((path) => /\/token\/?$/i.test(path)) ? "login" : "api"
}
