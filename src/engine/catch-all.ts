import { around, isOf } from "../ir/walk.ts"
import type { CatchAll } from "../model/answer.ts"
import type { Edit } from "../model/edit.ts"
import type { Place } from "../model/place.ts"
import { isOutageError } from "../semantics/error-vocabulary.ts"
import { calleeName, foreignPath } from "../semantics/foreign-path.ts"
import { calledFunction } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { originOf } from "../semantics/origin.ts"
import { mayFailOutside } from "../semantics/outage.ts"
import type { Called } from "../semantics/trace.ts"
import type { CallValue, Condition, FailureCondition, FunctionValue, Value } from "../semantics/value.ts"
import { isStoreWrite } from "../semantics/vocabulary.ts"
import type { Departure } from "./departures.ts"
import { swallowedOutage } from "./swallowed-outage.ts"

/** A refusal that stands for whatever went wrong in front of its handler, the database being down included. */
export function catchAllOf(machine: Machine, { of, status, path }: Departure): CatchAll | undefined {
  if (status.kind !== "known" || (status.value !== 401 && status.value !== 403)) return undefined
  const handler = handlerOf(path)
  if (handler === undefined) {
    const asked = swallowedOutage(machine, path)
    return asked && { call: written(asked), at: asked.at, how: "swallowed", narrowed: undefined }
  }
  const tried = machine.trace(of).calls.filter((called) => isTriedBy(called, handler))
  if (tried.some(({ within }) => within.some((one) => one !== handler && tellsOutages(machine, one)))) return undefined
  const failing = tried.filter(({ call }) => mayFailOutside(machine, call))
  const [first] = failing
  if (first === undefined) return undefined
  const isWritten = failing.every(({ call }) => isStoreWrite(calleeName(call) ?? "")) && !isOfCredential(machine, tried)
  return {
    call: written(first.call),
    at: first.at,
    how: isWritten ? "written" : "caught",
    narrowed: narrowed(machine, of, handler, tried),
  }
}

/** Whether something of what is tried says who is there. */
function isOfCredential(machine: Machine, tried: readonly Called[]): boolean {
  return tried.some(({ call }) => {
    const path = foreignPath(machine, call.callee)
    const kind = path === undefined ? undefined : machine.library(path)?.kind
    return kind === "verification" || kind === "comparison" || originOf(machine, call).kind === "credential"
  })
}

/** The handler of every error that alone leads to a place. */
function handlerOf(path: readonly Condition[]): FailureCondition | undefined {
  const index = path.findLastIndex(({ kind }) => kind === "failure")
  const handler = path[index]
  if (handler?.kind !== "failure" || !handler.failure.broad) return undefined
  // `if (error instanceof HttpException) throw error` lets out what was meant already.
  return path.slice(index + 1).every((test) => test.kind === "test" && isTypeTest(test.value)) ? handler : undefined
}

function isTypeTest(value: Value): boolean {
  return value.kind === "operation" && value.operator === "instance-of"
}

/** The handler is the first that takes every error of the call. */
function isTriedBy({ within, inside }: Called, handler: FailureCondition): boolean {
  const index = within.indexOf(handler)
  return inside === 0 && index >= 0 && !within.slice(0, index).some(({ failure }) => failure.broad)
}

function tellsOutages(machine: Machine, { failure }: FailureCondition): boolean {
  return failure.types.some((type) => {
    const path = foreignPath(machine, type) ?? (type.kind === "class" ? type.declaration.name : undefined)
    if (path === undefined) return false
    const model = machine.library(path)
    if (model?.kind === "failure" && (model.of === "upstream" || model.of === "provider")) return true
    return isOutageError(path.slice(path.lastIndexOf(".") + 1))
  })
}

/** The call as it is written, without what it is given. */
function written(call: CallValue): string {
  const names: string[] = []
  for (let callee = call.callee; ; callee = callee.object) {
    if (callee.kind === "member") names.unshift(callee.name)
    if (callee.kind === "function" || callee.kind === "class") names.unshift(callee.declaration.name)
    if (callee.kind === "parameter") names.unshift(callee.parameter.name)
    if (callee.kind === "external") names.unshift(callee.path.slice(callee.path.lastIndexOf(".") + 1))
    if (callee.kind !== "member") return names.slice(-2).join(".")
  }
}

/** Where all that is verified fails with one error, and nothing of the project's own is raised on the way. */
function narrowed(
  machine: Machine,
  of: FunctionValue,
  handler: FailureCondition,
  tried: readonly Called[],
): CatchAll["narrowed"] {
  if (handler.failure.types.length !== 1) return undefined
  const type = typePlace(handler)
  const errors = new Map(tried.flatMap(({ call }) => errorsOf(machine, call, 0)).map((one) => [one.join("."), one]))
  const [error] = errors.values()
  if (type === undefined || error === undefined || errors.size !== 1) return undefined
  if (machine.trace(of).raises.some(({ handledBy }) => handledBy === handler)) return undefined
  const [module, name] = error
  const edits: readonly Edit[] = [{ kind: "replace", at: type, code: [{ kind: "import", module, name }] }]
  return { error: name, edits }
}

/** The errors that verification in a call, or in what it runs, fails with. */
function errorsOf(
  machine: Machine,
  call: Called["call"],
  depth: number,
): readonly (readonly [module: string, name: string])[] {
  const path = foreignPath(machine, call.callee)
  const model = path === undefined ? undefined : machine.library(path)
  if (model?.kind === "verification") return model.raises === undefined ? [] : [model.raises]
  if (depth >= 3 || call.callee.kind === "external" || call.callee.kind === "class") return []
  const callee = calledFunction(machine, call)
  if (callee === undefined) return []
  return machine
    .trace(callee)
    .calls.filter(({ within }) => within.length === 0)
    .flatMap((inner) => errorsOf(machine, inner.call, depth + 1))
}

/** `Exception` of `except Exception:`. */
function typePlace({ at }: FailureCondition): Place | undefined {
  for (const node of around(at.chunk.body, at)) {
    if (!isOf(node, "try")) continue
    const [type, ...more] = node.handlers.find(({ start, end }) => start === at.start && end === at.end)?.types ?? []
    if (type !== undefined && more.length === 0) return { ...at, start: type.start, end: type.end }
  }
  return undefined
}
