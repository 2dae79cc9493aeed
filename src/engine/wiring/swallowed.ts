import type { Expression } from "../../ir/expression.ts"
import type { Node, Span } from "../../ir/node.ts"
import { around, isOf, walk } from "../../ir/walk.ts"
import type { Edit } from "../../model/edit.ts"
import type { Place } from "../../model/place.ts"
import { optionsOf } from "../../semantics/choice.ts"
import { judgeFailure } from "../../semantics/failure.ts"
import type { Wiring } from "../../semantics/framework.ts"
import { calledFunction, settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { currentDeclaration } from "../../semantics/trace.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"
import type { Whole } from "./index.ts"

/** A name that may hold nobody, from a place on. */
interface Nobody {
  readonly name: string
  /** Where a failed verification becomes nothing. */
  readonly dropped: Place
  /** From here on the name holds it. */
  readonly from: number
  readonly by: string
}

/** `claims = verify(token)` and then `claims["sub"]`, where `verify` gives nothing for a bad token. */
export function swallowedFailures(machine: Machine, of: FunctionValue, whole: Whole): readonly Wiring[] {
  const declaration = currentDeclaration(of)
  const python = of.closure.language.name === "python"
  const all = machine.recall("nobodies", machine.trace(of), () => nobodies(machine, of, declaration))
  return all.flatMap((nobody): readonly Wiring[] => {
    const use = firstUse(declaration, nobody)
    if (use === undefined) return []
    const at = of.closure.place(use)
    if (!isBare(at, nobody.name, declaration)) return []
    return [
      {
        kind: "swallowed-failure",
        at,
        data: { name: nobody.name, by: nobody.by, none: python ? "None" : "null" },
        evidence: nobody.dropped,
        why: `\`${nobody.by}\` drops the failure`,
        repairs: python ? repairsOf(of, at, nobody.name, whole) : [],
      },
    ]
  })
}

function nobodies(machine: Machine, of: FunctionValue, declaration: FunctionValue["declaration"]): readonly Nobody[] {
  const { parameters, calls } = machine.trace(of)
  const given = parameters.flatMap((parameter): readonly Nobody[] => {
    const injection = machine.injected(parameter)
    const dropped = injection === undefined ? undefined : droppedIn(machine, injection.value)
    const start = declaration.body[0]?.start
    if (dropped === undefined || start === undefined || injection?.kind !== "gate") return []
    return [{ name: parameter.parameter.name, dropped, from: start, by: injection.name }]
  })
  const called = calls.flatMap(({ call, at, inside }): readonly Nobody[] => {
    if (inside > 0 || call.callee.kind === "external" || call.callee.kind === "class") return []
    const callee = calledFunction(machine, call)
    const dropped = callee === undefined ? undefined : droppedIn(machine, call)
    const target = dropped === undefined ? undefined : assignedTo(at)
    return dropped === undefined || callee === undefined || target === undefined
      ? []
      : [{ name: target.name, dropped, from: target.end, by: callee.declaration.name }]
  })
  return [...given, ...called]
}

/** Where a value is nothing because a verification failed. */
function droppedIn(machine: Machine, value: Value): Place | undefined {
  for (const option of optionsOf(settle(machine, value))) {
    if (option.value.kind !== "constant" || option.value.value !== null) continue
    const last = option.when.findLast(({ role }) => role !== "after-refusal")
    if (last?.kind !== "failure") continue
    const { kind, strong } = judgeFailure(machine, last.failure)
    if (kind === "authentication" && strong) return option.value.at
  }
  return undefined
}

/** The name that a call's result is assigned to, as it is. */
function assignedTo(call: Place): { readonly name: string; readonly end: number } | undefined {
  for (const node of around(call.chunk.body, call)) {
    if (!isOf(node, "assign") || node.value === undefined || node.operator !== undefined) continue
    const value = node.value.kind === "await" ? node.value.value : node.value
    const [target, ...more] = node.targets
    if (value.start !== call.start || value.end !== call.end || target?.kind !== "name" || more.length > 0) continue
    return { name: target.name, end: node.end }
  }
  return undefined
}

/** The first mention of a name, where that takes a part of what it holds. */
function firstUse(declaration: Node, { name, from }: Nobody): Span | undefined {
  let first: (Span & { readonly part: Expression | undefined }) | undefined
  for (const node of walk(declaration)) {
    if (
      isOf(node, "name") &&
      node.name === name &&
      node.start >= from &&
      (first === undefined || node.start < first.start)
    )
      first = { start: node.start, end: node.end, part: undefined }
  }
  if (first === undefined) return undefined
  for (const node of walk(declaration)) {
    const isPart = isOf(node, "member") || isOf(node, "subscript")
    if (isPart && !node.optional && node.object.start === first.start && node.object.end === first.end)
      return { start: node.start, end: node.end }
  }
  return undefined
}

/** No test around the use, and no handler, could have seen that there is nobody. */
function isBare(at: Place, name: string, declaration: Span): boolean {
  return [...around(at.chunk.body, at)].every((node) => {
    if (node.start <= declaration.start) return true
    if (isOf(node, "try")) return node.handlers.length === 0
    if (isOf(node, "function") || isOf(node, "lambda") || isOf(node, "comprehension")) return false
    if (isOf(node, "boolean") || isOf(node, "conditional") || isOf(node, "delete")) return false
    return !(isOf(node, "assign") && node.targets.some((target) => target.kind === "name" && target.name === name))
  })
}

function repairsOf(of: FunctionValue, at: Place, name: string, whole: Whole): Wiring["repairs"] {
  const [framework] = whole.frameworksOf(of)
  const error = framework?.repairs?.error(401, [{ kind: "text", text: "Invalid credentials" }])
  if (error === undefined) return []
  const insert: Edit = {
    kind: "insert",
    at,
    where: "before",
    code: [`if ${name} is None:\n    raise `, ...error],
  }
  const header: Edit = { kind: "set-header", slot: { kind: "new" }, name: "WWW-Authenticate", value: "Bearer" }
  return [{ title: `Refuse where \`${name}\` is None`, edits: [insert, header] }]
}
