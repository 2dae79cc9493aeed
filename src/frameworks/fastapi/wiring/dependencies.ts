import type { Expression } from "../../../ir/expression.ts"
import type { Span } from "../../../ir/node.ts"
import { nodeAt } from "../../../ir/walk.ts"
import type { Place } from "../../../model/place.ts"
import type { Wiring } from "../../../semantics/framework.ts"
import { settle } from "../../../semantics/look-through.ts"
import type { Machine } from "../../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../../semantics/value.ts"
import { errorAnswer } from "../answers.ts"
import type { Use } from "./uses.ts"

/** `Depends(get_user())`: what the call gives cannot be called. */
export function calledDependency(machine: Machine, { marker, dependency }: Use): readonly Wiring[] {
  const given = givenTo(marker)
  if (given?.kind !== "call" || dependency.kind !== "call" || dependency.callee.kind !== "function") return []
  const called = dependency.callee
  const { declaration } = called
  if (declaration.decorators.length > 0 || !givesNoCallable(machine, called)) return []
  const place = (at: Span): Place => ({ ...marker.at, start: at.start, end: at.end })
  return [
    {
      kind: "called-dependency",
      at: place(given),
      data: { name: declaration.name, gives: declaration.async ? "a coroutine" : "no callable" },
      evidence: undefined,
      why: `${declaration.name} is called when the module is loaded`,
      repairs:
        given.arguments.length > 0
          ? []
          : [
              {
                title: `Pass ${declaration.name} itself`,
                edits: [{ kind: "replace", at: place(given), code: [{ kind: "source", at: place(given.callee) }] }],
              },
            ],
    },
  ]
}

/** What stands in the brackets of `Depends(…)`. */
function givenTo({ at }: CallValue): Expression | undefined {
  return nodeAt(at.chunk.body, at, "call")?.arguments[0]?.value
}

function givesNoCallable(machine: Machine, called: FunctionValue): boolean {
  if (called.declaration.async || called.declaration.generator) return true
  const { returns } = machine.trace(called)
  return returns.length > 0 && returns.every(({ value }) => isData(settle(machine, value)))
}

function isData(value: Value): boolean {
  return ["constant", "record", "list", "text"].includes(value.kind)
}

/** `dependencies=[Depends(require_role)]`, where `require_role("admin")` would give the gate: it never runs. */
export function uncalledFactory(machine: Machine, { marker, dependency, isListed }: Use): readonly Wiring[] {
  const factory = settle(machine, dependency)
  const given = givenTo(marker)
  if (!isListed || factory.kind !== "function" || given === undefined) return []
  const at: Place = { ...marker.at, start: given.start, end: given.end }
  const { declaration } = factory
  if (declaration.async || declaration.generator || declaration.decorators.length > 0) return []
  const { returns, raises } = machine.trace(factory)
  const gates = returns.map(({ value }) => settle(machine, value))
  if (raises.length > 0 || gates.length === 0 || !gates.every((gate) => refuses(machine, gate))) return []
  const isBare = declaration.parameters.every((parameter) => parameter.default !== undefined)
  return [
    {
      kind: "uncalled-factory",
      at,
      data: { name: declaration.name },
      evidence: returns[0]?.at,
      why: `${declaration.name} only makes the gate`,
      repairs: isBare
        ? [
            {
              title: `Call ${declaration.name}`,
              edits: [{ kind: "replace", at, code: [{ kind: "source", at }, "()"] }],
            },
          ]
        : [],
    },
  ]
}

function refuses(machine: Machine, gate: Value): boolean {
  if (gate.kind !== "function") return false
  return machine.trace(gate).raises.some(({ value }) => {
    const status = errorAnswer(machine, value)?.status
    const known = status === undefined ? undefined : settle(machine, status)
    return known?.kind === "constant" && (known.value === 401 || known.value === 403)
  })
}
