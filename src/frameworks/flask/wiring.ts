import type { Edit } from "../../model/edit.ts"
import { decoratorModels } from "../../semantics/decorators.ts"
import type { Setup, Wiring } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue } from "../../semantics/value.ts"
import { flaskCors, openCors, quartCors } from "../open-cors.ts"
import { type Registered, swallowing } from "../swallowing.ts"
import { responseAnswer } from "./answers.ts"
import { errorAnswer } from "./errors.ts"
import { knownKeys } from "./keys.ts"

/** What Flask and its companions accept in silence, and what then refuses nobody. */
export function* wiring(machine: Machine, setup: Setup): Generator<Wiring | undefined, void> {
  yield* swallowing(machine, setup.functions, handlersOf(setup), {
    refusals: /\.(HTTPException|Unauthorized|Forbidden|default_exceptions.*)$/,
    error: errorAnswer,
    response: responseAnswer,
    repair: handsOn,
  })
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
function handlersOf({ operations }: Setup): readonly Registered[] {
  return operations.flatMap(({ name, kind, arguments: given, applied, at }) => {
    const isForAll = kind === "app" ? /^(errorhandler|register_error_handler)$/.test(name) : name === "app_errorhandler"
    const [takes, named] = given.map(({ value }) => value)
    const handler = name === "register_error_handler" ? named : applied
    return isForAll && takes !== undefined && handler !== undefined ? [{ takes, handler, at }] : []
  })
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
