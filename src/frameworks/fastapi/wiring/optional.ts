import { around, isOf } from "../../../ir/walk.ts"
import type { Place } from "../../../model/place.ts"
import type { App } from "../../../semantics/app.ts"
import { argument } from "../../../semantics/arguments.ts"
import type { Wiring } from "../../../semantics/framework.ts"
import { foreignConstruction } from "../../../semantics/instance.ts"
import { settle } from "../../../semantics/look-through.ts"
import type { Machine } from "../../../semantics/machine.ts"
import type { Trace } from "../../../semantics/trace.ts"
import type { Condition, FunctionValue, MemberValue, ParameterValue, Value } from "../../../semantics/value.ts"
import { isScheme } from "../dependencies.ts"

/** What `HTTPBearer(auto_error=False)` and `HTTPBasic(auto_error=False)` hand on holds these; without credentials it is None. */
const members = new Set(["credentials", "scheme", "username", "password"])

/** How FastAPI says it. */
const words = { how: "`auto_error=False`", none: "None" }

/** `jwt.decode(credentials.credentials)`, where nobody asked whether there are any: a 500 for who sends none. */
export function uncheckedMember(machine: Machine, of: FunctionValue): readonly Wiring[] {
  const trace = machine.trace(of)
  return machine.recall("unchecked member", trace, () => uncheckedIn(machine, trace))
}

function uncheckedIn(machine: Machine, { parameters, calls }: Trace): readonly Wiring[] {
  const optional = parameters.filter((parameter) => isOptional(machine, machine.injected(parameter)?.value))
  return optional.flatMap((parameter): readonly Wiring[] => {
    const { name } = parameter.parameter
    for (const { call, path, within } of calls) {
      if (within.length > 0 || path.some((condition) => mentions(condition, parameter))) continue
      const used = call.arguments.map((one) => one.value).find((value) => isMember(value, parameter))
      if (used === undefined || isConditional(used.at)) continue
      return [
        {
          kind: "unchecked-credentials",
          at: used.at,
          data: { ...words, name },
          evidence: parameter.at,
          why: `auto_error=False: \`${name}\` is None without credentials`,
          repairs: [],
        },
      ]
    }
    return []
  })
}

/** `dependencies=[Depends(HTTPBearer(auto_error=False))]` and nothing else that could refuse. */
export function uncheckedRoute(machine: Machine, app: App): readonly Wiring[] {
  if (!app.complete || app.layers.some(({ kind }) => kind === "own" || kind === "foreign")) return []
  const open = new Map<string, Wiring>()
  const guarded = new Set<string>()
  for (const route of app.routes) {
    const optional = route.dependencies.filter(({ value }) => isOptional(machine, value))
    const injected = machine.trace(route.handler).parameters.flatMap((parameter) => machine.injected(parameter) ?? [])
    const isGuarded =
      optional.length < route.dependencies.length ||
      injected.some(({ kind }) => kind !== "input") ||
      route.handler.declaration.decorators.length > 1
    for (const { value } of optional) {
      const key = `${value.at.file} ${value.at.chunk.offset + value.at.start}`
      if (isGuarded) guarded.add(key)
      open.set(key, {
        kind: "unchecked-credentials",
        app,
        at: value.at,
        data: words,
        evidence: route.at,
        why: "auto_error=False, and nobody gets the result",
        repairs: [],
      })
    }
  }
  // On a router it may only be there for the padlock in the documentation, while routes have gates of their own.
  return [...open].flatMap(([key, fact]) => (guarded.has(key) ? [] : [fact]))
}

/** `given and f(given.credentials)`, `f(given.credentials) if given else None`: an expression asks first. */
function isConditional(at: Place): boolean {
  return [...around(at.chunk.body, at)].some(
    (node) => isOf(node, "conditional") || isOf(node, "boolean") || isOf(node, "lambda") || isOf(node, "comprehension"),
  )
}

/** A security object that hands on None where there is no credential. */
function isOptional(machine: Machine, value: Value | undefined): boolean {
  if (value === undefined) return false
  // What is injected is the result of calling the object.
  const made =
    value.kind === "call" && value.callee.kind !== "external" && isScheme(machine, value.callee) ? value.callee : value
  const settled = settle(machine, made)
  const built = isScheme(machine, settled) ? foreignConstruction(machine, settled) : undefined
  const given = built === undefined ? undefined : argument(built.arguments, undefined, "auto_error").value
  const known = given === undefined ? undefined : settle(machine, given)
  return known?.kind === "constant" && known.value === false
}

function isMember(value: Value, parameter: ParameterValue): value is MemberValue {
  return value.kind === "member" && members.has(value.name) && isParameter(value.object, parameter)
}

function isParameter(value: Value, { parameter }: ParameterValue): boolean {
  return value.kind === "parameter" && value.parameter === parameter
}

function mentions(condition: Condition, parameter: ParameterValue): boolean {
  return condition.kind === "test" && holds(condition.value, parameter, 0)
}

function holds(value: Value, parameter: ParameterValue, depth: number): boolean {
  if (depth > 6) return true
  if (isParameter(value, parameter)) return true
  if (value.kind === "operation") return value.operands.some((operand) => holds(operand, parameter, depth + 1))
  if (value.kind === "member") return holds(value.object, parameter, depth + 1)
  if (value.kind === "call") return value.arguments.some((one) => holds(one.value, parameter, depth + 1))
  return false
}
