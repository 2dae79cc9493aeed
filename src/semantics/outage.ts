import { optionsOf } from "./choice.ts"
import { declaredClass } from "./declared-type.ts"
import { calleeName, foreignPath } from "./foreign-path.ts"
import { receiverAttribute } from "./instance.ts"
import { foreignBases } from "./lineage.ts"
import { calledFunction, settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import { originOf } from "./origin.ts"
import type { Called, Raising } from "./trace.ts"
import type { CallValue, FailureCondition, MemberValue, Value } from "./value.ts"
import { isStoreCall, isStoreName } from "./vocabulary.ts"

/** How far calls of the project's own functions are followed. */
const frameLimit = 3
const depthLimit = 12

/** Whether a call fails when something else is down: a database, a cache, another server. */
export function mayFailOutside(machine: Machine, made: CallValue): boolean {
  return reachesOut(machine, made, 0, new Set())
}

function reachesOut(machine: Machine, made: CallValue, frames: number, seen: Set<unknown>): boolean {
  if (isUpstream(machine, made) || asksStore(machine, made)) return true
  if (frames >= frameLimit || made.callee.kind === "external" || made.callee.kind === "class") return false
  const callee = calledFunction(machine, made)
  if (callee === undefined || seen.has(callee.declaration)) return false
  seen.add(callee.declaration)
  const { calls, raises } = machine.trace(callee)
  return calls.some((called) => !isContained(called, raises) && reachesOut(machine, called.call, frames + 1, seen))
}

/** A handler around it takes whatever it raises, and lets none of it go on. */
function isContained({ within, inside }: Called, raises: readonly Raising[]): boolean {
  return inside > 0 || within.some((handler) => handler.failure.broad && !raises.some((one) => isOf(one, handler)))
}

/** `catch (error) { count(); throw error }`, whatever the error is. */
function isOf({ path, again, handledBy }: Raising, handler: FailureCondition): boolean {
  const index = path.indexOf(handler)
  if (!again || handledBy !== undefined || index < 0) return false
  return path.slice(index + 1).every(({ role }) => role !== "branch")
}

function isUpstream(machine: Machine, made: CallValue): boolean {
  const path = foreignPath(machine, made.callee)
  const model = path === undefined ? undefined : machine.library(path)
  if (model?.kind === "upstream" || (model?.kind === "verification" && model.remote === true)) return true
  if (model !== undefined || made.callee.kind !== "member") return false
  const origin = originOf(machine, made.callee.object)
  return (
    origin.kind === "upstream" && origin.strong && made.callee.object.kind === "call" && isStoreCall(made.callee.name)
  )
}

/** `db.get(User, id)`, `User.objects.get(…)`, `UserModel.findByPk(id)`. */
function asksStore(machine: Machine, made: CallValue): boolean {
  const name = calleeName(made)
  if (made.callee.kind !== "member" || name === undefined || !isStoreCall(name)) return false
  return isStore(machine, made.callee.object, 0)
}

function isStore(machine: Machine, value: Value, depth: number): boolean {
  if (depth > depthLimit) return false
  switch (value.kind) {
    case "external":
      return isStorePath(machine, value.path)
    case "class":
      return foreignBases(machine, value).some((path) => isStorePath(machine, path))
    case "call":
      return isStore(machine, value.callee, depth + 1)
    case "element":
      return isStore(machine, value.object, depth + 1)
    case "member": {
      if (isStoreName(value.name)) return true
      const settled = settle(machine, value)
      if (settled !== value) return isStore(machine, settled, depth + 1)
      const kept = declaredAttribute(machine, value)
      return [value.object, kept].some((one) => one !== undefined && isStore(machine, one, depth + 1))
    }
    case "choice":
      return optionsOf(value).some((option) => isStore(machine, option.value, depth + 1))
    case "parameter": {
      const type = machine.typeOf(value)
      if (type !== undefined) return isStorePath(machine, type)
      const own = declaredClass(machine, value)
      return isStoreName(value.parameter.name) || (own !== undefined && isStore(machine, own, depth + 1))
    }
    default:
      return false
  }
}

/** What an object that is handed in was made with, where its class is declared: `this.repository.model`. */
function declaredAttribute(machine: Machine, { object, name, at }: MemberValue): Value | undefined {
  const owner = settle(machine, object)
  const type = owner.kind === "parameter" ? declaredClass(machine, owner) : undefined
  if (type === undefined) return undefined
  return receiverAttribute(machine, { kind: "call", callee: type, arguments: [], effects: [], via: [], at }, name, at)
}

/** `sqlalchemy.orm.Session` is of a module that keeps records. */
function isStorePath(machine: Machine, path: string): boolean {
  const parts = path.split(".")
  return parts.some((_, index) => machine.library(parts.slice(0, index + 1).join("."))?.kind === "store")
}
