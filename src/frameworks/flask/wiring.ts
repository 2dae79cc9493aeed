import type { Edit } from "../../model/edit.ts"
import { decoratorModels } from "../../semantics/decorators.ts"
import type { Setup, Wiring } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Returning } from "../../semantics/trace.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"
import { flaskCors, openCors, quartCors } from "../open-cors.ts"
import { knownStatus, raisesRefusal } from "../refusing.ts"
import { responseAnswer } from "./answers.ts"
import { errorAnswer } from "./errors.ts"
import { knownKeys } from "./keys.ts"

/** What Flask and its companions accept in silence, and what then refuses nobody. */
export function* wiring(machine: Machine, setup: Setup): Generator<Wiring | undefined, void> {
  yield* swallowing(machine, setup)
  for (const of of setup.functions) {
    yield* unrefusing(machine, of)
    yield undefined
  }
  yield* openCors(machine, setup, [flaskCors, quartCors])
  yield* knownKeys(machine, setup)
}

/**
 * https://flask.palletsprojects.com/en/stable/errorhandling/#generic-exception-handlers: a handler of Exception gets
 * the errors that `abort` raises as well, unless a nearer one is there.
 */
function swallowing(machine: Machine, { operations, functions }: Setup): readonly Wiring[] {
  const handlers = operations.flatMap(({ name, kind, arguments: given, applied, at }) => {
    const isForAll = kind === "app" ? /^(errorhandler|register_error_handler)$/.test(name) : name === "app_errorhandler"
    const [takes, named] = given.map(({ value }) => value)
    const handler = name === "register_error_handler" ? named : applied
    return isForAll && takes !== undefined && handler !== undefined ? [{ takes, handler, at }] : []
  })
  if (handlers.some(({ takes }) => takesRefusals(takes)) || !raisesRefusal(machine, functions, errorAnswer)) return []
  return handlers.flatMap(({ takes, handler }): readonly Wiring[] => {
    const of = settle(machine, handler)
    const isBroad = takes.kind === "external" && /^builtins\.(Base)?Exception$/.test(takes.path)
    if (!isBroad || of.kind !== "function") return []
    const { returns, raises } = machine.trace(of)
    const [first] = returns
    const isAlways500 = returns.every((one) => one.path.length === 0 && (statusOf(machine, one, of) ?? 0) >= 500)
    if (first === undefined || raises.length > 0 || !isAlways500) return []
    const repair = handsOn(of)
    return [
      {
        kind: "swallowing-handler",
        at: first.at,
        data: { name: of.declaration.name, instead: String(statusOf(machine, first, of)) },
        evidence: takes.at,
        why: "it takes every error",
        repairs: repair === undefined ? [] : [{ title: "Hand refusals on as they are", edits: repair }],
      },
    ]
  })
}

function takesRefusals(takes: Value): boolean {
  if (takes.kind === "constant") return takes.value === 401 || takes.value === 403
  return takes.kind === "external" && /\.(HTTPException|Unauthorized|Forbidden|default_exceptions.*)$/.test(takes.path)
}

function statusOf(machine: Machine, { value }: Returning, of: FunctionValue): number | undefined {
  const answer = responseAnswer(machine, settle(machine, value), of)
  return answer === undefined ? undefined : knownStatus(machine, answer)
}

/** `if isinstance(error, HTTPException): return error` */
function handsOn({ declaration, owner, closure }: FunctionValue): readonly Edit[] | undefined {
  const error = declaration.parameters[owner === undefined ? 0 : 1]
  if (error === undefined) return undefined
  const code = [
    `if isinstance(${error.name}, `,
    { kind: "import", module: "werkzeug.exceptions", name: "HTTPException" } as const,
    `):\n    return ${error.name}`,
  ]
  return [{ kind: "insert", at: closure.place(declaration), where: "inside", code }]
}

/**
 * https://flask-httpauth.readthedocs.io/en/latest/#flask_httpauth.HTTPBasicAuth.error_handler: text becomes a 401, a
 * response that says nothing of its status stays a 200.
 */
function unrefusing(machine: Machine, of: FunctionValue): readonly Wiring[] {
  const isAsked = decoratorModels(machine, of).some((model) => model.kind === "callback" && model.challenge)
  if (!isAsked) return []
  return machine.trace(of).returns.flatMap(({ value, at }): readonly Wiring[] => {
    const settled = settle(machine, value)
    const answer = settled.kind === "call" ? responseAnswer(machine, settled, of) : undefined
    if (answer === undefined || answer.open || answer.status !== undefined || answer.defaultStatus !== 200) return []
    const edit: Edit = { kind: "leave", at, how: "return", code: [{ kind: "source", at: settled.at }, ", 401"] }
    return [
      {
        kind: "unrefusing-callback",
        at,
        data: { name: of.declaration.name, instead: "200" },
        evidence: undefined,
        why: "the answer says no status",
        repairs: [{ title: "Answer 401", edits: [edit] }],
      },
    ]
  })
}
