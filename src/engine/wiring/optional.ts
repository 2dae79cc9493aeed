import type { Node } from "../../ir/node.ts"
import { around, isOf } from "../../ir/walk.ts"
import type { Place } from "../../model/place.ts"
import { speaksOfAccess } from "../../semantics/access-name.ts"
import type { App, Route } from "../../semantics/app.ts"
import { decoratorsOf } from "../../semantics/decorators.ts"
import { calleeName } from "../../semantics/foreign-path.ts"
import type { Optional, Wiring } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Called } from "../../semantics/trace.ts"
import type { Condition, FunctionValue, Value } from "../../semantics/value.ts"
import type { Whole } from "./index.ts"
import { mayBeGate } from "./siblings.ts"

const depthLimit = 6

/** A part of who is there, `req.auth.sub`, behind a gate that lets everybody pass and with nobody asking first. */
export function* uncheckedIdentities(machine: Machine, app: App, whole: Whole): Generator<Wiring | undefined, void> {
  for (const route of app.routes) {
    const optional = optionalOf(machine, app, route, whole)
    if (optional === undefined || app.layers.some((layer) => mayBeGate(layer, app, whole))) continue
    const part = uncheckedPart(machine, route, optional, whole, app)
    yield part === undefined
      ? undefined
      : {
          kind: "unchecked-credentials",
          app,
          at: part.at,
          data: { how: optional.how, name: optional.name, none: optional.none },
          evidence: optional.at,
          why: `${optional.how}: nobody is refused here`,
          repairs: [],
        }
  }
}

/** The gate that lets everybody pass, where nothing else in front of a route may refuse. */
function optionalOf(machine: Machine, app: App, { dependencies, handler }: Route, whole: Whole): Optional | undefined {
  let found: Optional | undefined
  for (const { value } of dependencies) {
    const settled = settle(machine, value)
    const optional = whole.optional(handler, settled)
    if (optional !== undefined) found = optional
    else if (settled.kind !== "function" || whole.refusesIn(settled, app)) return undefined
  }
  for (const value of decoratorsOf(machine, handler)) {
    const optional = whole.optional(handler, value)
    if (optional !== undefined) found = optional
    else if (value.kind === "function" || value.kind === "unknown" || speaksOfAccess(nameOf(value))) return undefined
  }
  return found
}

function uncheckedPart(
  machine: Machine,
  { handler }: Route,
  { holds }: Optional,
  whole: Whole,
  app: App,
): Value | undefined {
  const { calls, returns } = machine.trace(handler)
  const isHeld = (value: Value) => holds(machine, value)
  for (const called of calls) {
    if (mayRefuse(machine, called, whole, app)) return undefined
    if (called.within.length > 0) continue
    const part = called.call.arguments.map(({ value }) => partIn(value, isHeld, 0)).find((one) => one !== undefined)
    if (part !== undefined && isBare(part, called.path, isHeld, handler)) return part
  }
  for (const { value, path } of returns) {
    const part = partIn(value, isHeld, 0)
    if (part !== undefined && isBare(part, path, isHeld, handler)) return part
  }
  return undefined
}

/** What runs first in the handler, and refuses or looks as if it did. */
function mayRefuse(machine: Machine, { call }: Called, whole: Whole, app: App): boolean {
  const callee = settle(machine, call.callee)
  if (callee.kind === "function") return whole.refusesIn(callee, app)
  return callee.kind !== "external" && speaksOfAccess(calleeName(call) ?? "")
}

/** `user.id` and `user["id"]` in what is passed on or answered. */
function partIn(value: Value, isHeld: (value: Value) => boolean, depth: number): Value | undefined {
  if (depth > depthLimit) return undefined
  const inside = (values: readonly Value[]) => {
    for (const one of values) {
      const part = partIn(one, isHeld, depth + 1)
      if (part !== undefined) return part
    }
    return undefined
  }
  switch (value.kind) {
    case "member":
    case "element":
      return isHeld(value.object) ? value : partIn(value.object, isHeld, depth + 1)
    case "external": {
      // `current_user.id` is one path.
      const owner = value.path.slice(0, Math.max(value.path.lastIndexOf("."), 0))
      return isHeld({ ...value, path: owner }) ? value : undefined
    }
    case "call":
      return inside([value.callee, ...value.arguments.map((one) => one.value)])
    case "text":
      return inside(value.parts)
    case "list":
      return inside(value.items)
    case "record":
      return inside(value.entries.map((entry) => entry.value))
    case "operation":
      return inside(value.operands)
    default:
      return undefined
  }
}

/** No test on the way or around it, in whatever form, could have seen that nobody is there. */
function isBare(
  { at }: Value,
  path: readonly Condition[],
  isHeld: (value: Value) => boolean,
  { closure, declaration }: FunctionValue,
): boolean {
  if (path.some((condition) => condition.kind === "failure" || mentions(condition.value, isHeld, 0))) return false
  if (at.chunk !== closure.chunk) return false
  return [...around(at.chunk.body, at)].every((node) => node.start <= declaration.start || !asksFirst(node, at))
}

/** `user and user.id`, `user.id if user else None`, `user?.id`; what runs later may find somebody. */
function asksFirst(node: Node, at: Place): boolean {
  if (isOf(node, "member") || isOf(node, "subscript")) return node.optional && node.start === at.start
  return (
    isOf(node, "conditional") ||
    isOf(node, "boolean") ||
    isOf(node, "lambda") ||
    isOf(node, "function") ||
    isOf(node, "comprehension")
  )
}

function mentions(value: Value, isHeld: (value: Value) => boolean, depth: number): boolean {
  if (depth > depthLimit || isHeld(value)) return true
  switch (value.kind) {
    case "member":
    case "element":
      return mentions(value.object, isHeld, depth + 1)
    case "call":
      return [value.callee, ...value.arguments.map((one) => one.value)].some((one) => mentions(one, isHeld, depth + 1))
    case "operation":
      return value.operands.some((one) => mentions(one, isHeld, depth + 1))
    default:
      return false
  }
}

function nameOf(value: Value): string {
  const made = value.kind === "call" ? value.callee : value
  if (made.kind === "member") return made.name
  if (made.kind === "class" || made.kind === "function") return made.declaration.name
  return made.kind === "external" ? made.path.slice(made.path.lastIndexOf(".") + 1) : ""
}
