import type { Dependency } from "../../semantics/app.ts"
import { optionsOf } from "../../semantics/choice.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import { calleeName } from "../../semantics/foreign-path.ts"
import type { Response } from "../../semantics/framework.ts"
import { classMember, lineage } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, ClassValue, FunctionValue, Value } from "../../semantics/value.ts"
import { classOf } from "./decorators.ts"
import { takesOf } from "./repairs.ts"

// https://docs.nestjs.com/guards, https://docs.nestjs.com/recipes/passport and
// https://github.com/nestjs/passport/blob/master/lib/auth.guard.ts

const passportGuard = "@nestjs/passport.AuthGuard"
const passportStrategy = "@nestjs/passport.PassportStrategy"

/** What a guard runs, the library's own gate where it extends one: `canActivate`, `handleRequest`, `AuthGuard("jwt")`. */
export function guardOf(machine: Machine, value: Value): readonly Dependency[] {
  const settled = settle(machine, value)
  const owner = classOf(machine, settled)
  if (owner === undefined) return [{ value: settled, scopes: [] }]
  const instance: Value =
    settled.kind === "call"
      ? settled
      : { kind: "call", callee: owner, arguments: [], effects: [], via: [], at: value.at }
  const own = ["canActivate", "handleRequest"].flatMap((name): readonly Dependency[] => {
    const runs = classMember(machine, owner, name, instance)
    return runs?.kind === "function" && !isElsewhere(machine, runs) ? [{ value: runs, scopes: [] }] : []
  })
  const base = baseCall(machine, owner, passportGuard)
  // What `handleRequest` does is what the base does with what passport found.
  const isReplaced = own.some(({ value: one }) => one.kind === "function" && replacesVerdict(machine, one))
  return base === undefined || isReplaced ? own : [{ value: base, scopes: [] }, ...own]
}

/** `handleRequest` of a guard that passport is asked in, where it does not ask its base. */
export function isVerdictOfPassport(machine: Machine, { owner, declaration }: FunctionValue): boolean {
  const isVerdict = declaration.name === "handleRequest" && owner !== undefined
  return isVerdict && baseCall(machine, owner, passportGuard) !== undefined
}

/** Passport's own guard that the class of a guard extends. */
export function passportGuardOf(machine: Machine, { owner }: FunctionValue): CallValue | undefined {
  return owner === undefined ? undefined : baseCall(machine, owner, passportGuard)
}

/** Where credentials are taken from a form, or from a provider that the browser was sent to: passport's strategies by name. */
const onTheWay =
  /^(local|saml|openid|facebook|github|gitlab|google|twitter|linkedin|apple|microsoft|discord|auth0|[\w-]*oauth)/i

/** Whether a strategy or a guard of passport's logs somebody in, and does not read what a client sends with each request. */
export function logsIn(machine: Machine, { owner }: FunctionValue): boolean {
  if (owner === undefined) return false
  const guard = baseCall(machine, owner, passportGuard)
  const [made] = baseCall(machine, owner, passportStrategy)?.arguments ?? []
  const strategy = made === undefined ? undefined : settle(machine, made.value)
  const packageName = strategy?.kind === "external" ? /^passport-([\w-]+)/.exec(strategy.path)?.[1] : undefined
  return onTheWay.test(packageName ?? (guard === undefined ? "" : (strategyOf(machine, guard) ?? "")))
}

function replacesVerdict(machine: Machine, of: FunctionValue): boolean {
  if (!isVerdictOfPassport(machine, of)) return false
  return !machine.trace(of).calls.some(({ call: made }) => calleeName(made) === "handleRequest")
}

/** The call of a mixin that a class, or one that it extends, is made of: `AuthGuard("jwt")`. */
function baseCall(machine: Machine, owner: ClassValue, path: string): CallValue | undefined {
  for (const ancestor of lineage(machine, owner)) {
    if (ancestor?.kind !== "class") continue
    for (const { value } of ancestor.declaration.bases) {
      const base = settle(machine, evaluate(machine, value, ancestor.closure))
      if (base.kind === "call" && base.callee.kind === "external" && base.callee.path === path) return base
    }
  }
  return undefined
}

/** A guard of a WebSocket, a message or a GraphQL resolver answers no HTTP request. */
export function isElsewhere(machine: Machine, runs: FunctionValue): boolean {
  return machine
    .trace(runs)
    .calls.some(
      ({ call: { callee } }) =>
        (callee.kind === "member" && /^switchTo(Ws|Rpc)$/.test(callee.name)) ||
        (callee.kind === "external" && /\.GqlExecutionContext\.create$/.test(callee.path)),
    )
}

/**
 * `return false` of a guard is Nest's own 403, `return null` of a strategy the 401 of @nestjs/passport.
 * What is no constant refuses where it is false.
 */
export function returnedRefusal(machine: Machine, value: Value, of: FunctionValue): Response | undefined {
  const { owner, declaration } = of
  if (owner === undefined) return undefined
  if (declaration.name === "canActivate" && isGuard(machine, owner)) return refusal(value, of, 403)
  // A strategy that returns nothing at all may answer by other means.
  const isWritten = value.at.start < value.at.end
  if (declaration.name !== "validate" || value.kind !== "constant" || !isWritten) return undefined
  return baseCall(machine, owner, passportStrategy) === undefined ? undefined : refusal(value, of, 401)
}

function isGuard(machine: Machine, owner: ClassValue): boolean {
  return owner.declaration.decorators.length > 0 || lineage(machine, owner).length > 1
}

function refusal(value: Value, of: FunctionValue, code: number): Response | undefined {
  const status = statusOf(value, code)
  if (status === undefined) return undefined
  // What a helper returned leaves here all the same.
  const at = value.at.chunk === of.closure.chunk ? value.at : of.closure.place(of.declaration.nameSpan)
  const built: CallValue = { kind: "call", callee: value, arguments: [], effects: [], via: [], at }
  const takes = takesOf(of)
  const rest = takes === undefined || value.kind !== "constant" ? {} : { takes: { ...takes, isVerdict: true } }
  return { status, defaultStatus: 200, headers: undefined, built, body: [], open: false, ...rest }
}

/** The status where a returned value is false; `undefined` where it never is, or says nothing about it. */
function statusOf(value: Value, code: number): Value | undefined {
  const status: Value = { kind: "constant", value: code, at: value.at }
  if (value.kind === "constant") return value.value ? undefined : status
  if (value.kind !== "operation" && value.kind !== "call" && value.kind !== "member") return undefined
  // `super.canActivate(context)` and other foreign code say nothing of why.
  if (value.kind === "call" && (value.callee.kind === "external" || calleeName(value) === "canActivate"))
    return undefined
  const when = [{ kind: "test", value, holds: false, role: "branch", at: value.at }] as const
  return { kind: "choice", options: [{ value: status, when }], at: value.at }
}

/** The name and scheme of a strategy: `AuthGuard("jwt")`. */
export function strategyOf(machine: Machine, made: CallValue): string | undefined {
  const [first] = made.arguments
  const named = first === undefined ? undefined : settle(machine, first.value)
  for (const { value } of named === undefined ? [] : optionsOf(named)) {
    const one = value.kind === "list" ? value.items[0] : value
    if (one?.kind === "constant" && typeof one.value === "string") return one.value
  }
  return undefined
}

export function isPassportGuard(value: Value): value is CallValue {
  return value.kind === "call" && value.callee.kind === "external" && value.callee.path === passportGuard
}
