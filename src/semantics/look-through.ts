import { bindArguments } from "./arguments.ts"
import { choose } from "./choice.ts"
import { declaredClass } from "./declared-type.ts"
import { instanceMember, isInstance, receiverAttribute } from "./instance.ts"
import { classMember } from "./lineage.ts"
import type { Machine } from "./machine.ts"
import { lookUp, member } from "./member.ts"
import { call, truthOf } from "./reduce.ts"
import { substitute, substituteConditions } from "./substitute.ts"
import {
  type CallValue,
  type Condition,
  type FunctionValue,
  type Option,
  type ParameterValue,
  unknown,
  type Value,
} from "./value.ts"

/**
 * The function of the project that a call runs: the callee itself, or the method that makes an instance callable.
 */
export function calledFunction(machine: Machine, made: CallValue): FunctionValue | undefined {
  return machine.recall("called", made, () => findCalled(machine, made))
}

function findCalled(machine: Machine, made: CallValue): FunctionValue | undefined {
  const callee = settle(machine, made.callee)
  if (callee.kind === "function") return callee
  if (callee.kind === "parameter") {
    const name = callee.of.closure.language.callName
    const method = name === undefined ? undefined : declaredMember(machine, callee, name)
    return method?.kind === "function" ? method : undefined
  }
  if (callee.kind !== "call" || !isInstance(callee)) return undefined
  const name = callee.callee.closure.language.callName
  if (name === undefined) return undefined
  const method = instanceMember(machine, callee, name, made.at)
  return method?.kind === "function" ? method : undefined
}

/**
 * What a call of a project function returns; the call itself where it runs nothing of the project.
 * A function that returns nothing gives null. Beyond four frames: unknown.
 */
export function result(machine: Machine, made: CallValue): Value {
  const callee = calledFunction(machine, made)
  if (callee === undefined) return made
  if (machine.frames.depth >= machine.frames.limit) return unknown("budget", made.at)
  machine.frames.depth++
  try {
    const trace = machine.trace(callee)
    const bindings = bindArguments(machine, callee, made)
    const options = trace.returns.flatMap(({ value, path }): readonly Option[] => {
      const when = substituteConditions(machine, path, bindings, made.at)
      return when.some(isContradicted) ? [] : [{ value: substitute(machine, value, bindings, made.at), when }]
    })
    if (options.length === 0) return unknown("never returns", made.at)
    return withEffects(choose(options, made.at), made)
  } finally {
    machine.frames.depth--
  }
}

/** What the call is given settles the test the other way: a `switch` over a constant takes one of its cases. */
export function isContradicted(condition: Condition): boolean {
  return (
    condition.kind === "test" && condition.value.kind === "constant" && truthOf(condition.value) !== condition.holds
  )
}

/** What was done to the result belongs to whatever the result is. */
function withEffects(value: Value, { effects }: CallValue): Value {
  if (effects.length === 0 || value.kind !== "call") return value
  return { ...value, effects: [...value.effects, ...effects] }
}

/**
 * A value looked through as far as the project's own code goes: results of its functions, members of the receiver.
 * What remains is known, foreign, symbolic or unknown.
 */
export function settle(machine: Machine, value: Value): Value {
  if (value.kind !== "call" && value.kind !== "member") return value
  return machine.recall("settled", value, () => settleNow(machine, value))
}

function settleNow(machine: Machine, value: Value): Value {
  for (let current = value, turns = 0; ; turns++) {
    if (turns > 8) return unknown("budget", value.at)
    const next = step(machine, current)
    if (next === current) return current
    current = next
  }
}

function step(machine: Machine, value: Value): Value {
  if (value.kind === "call") {
    if (value.callee.kind === "class" || value.callee.kind === "external") return value
    const callee = settle(machine, value.callee)
    if (callee.kind === "class" || callee.kind === "external") {
      const made = call(machine, callee, value.arguments, value.at)
      return made.kind === "call" ? { ...made, effects: value.effects, via: value.via } : made
    }
    return result(machine, value)
  }
  if (value.kind === "member") {
    const own = receiverMember(machine, value.object, value.name)
    if (own !== undefined) return own
    const object = settle(machine, value.object)
    if (object === value.object) return value
    if (object.kind === "call" && isInstance(object))
      return instanceMember(machine, object, value.name, value.at) ?? value
    // `this.users.find(id)`, where the constructor was handed in `users: UserService`.
    if (object.kind === "parameter") return declaredMember(machine, object, value.name) ?? value
    // `const { only } = createGates(db)`
    if (object.kind === "record") return lookUp(object, value.name)?.value ?? value
    // `{ ok: false, status: 401 }`, or another of those that a function returns.
    if (object.kind === "choice" && object.options.every((option) => option.value.kind === "record"))
      return member(machine, object, value.name, value.at)
  }
  return value
}

/** `service: UserService` says whose methods are called, whoever hands it in. */
function declaredMember(machine: Machine, object: ParameterValue, name: string): Value | undefined {
  const type = declaredClass(machine, object)
  const method = type === undefined ? undefined : classMember(machine, type, name, object)
  return method?.kind === "function" ? method : undefined
}

/** A member of `self`, as the class that defines the method has it. */
function receiverMember(machine: Machine, object: Value, name: string): Value | undefined {
  if (object.kind !== "parameter") return undefined
  const { owner, declaration } = object.of
  const isReceiver =
    owner !== undefined && declaration.role !== "static" && declaration.parameters[0] === object.parameter
  if (!isReceiver) return declaredMember(machine, object, name)
  const self: CallValue = {
    kind: "call",
    callee: owner,
    arguments: [],
    effects: object.effects,
    via: [],
    at: object.at,
  }
  return isInstance(self) ? receiverAttribute(machine, self, name, object.at) : undefined
}
