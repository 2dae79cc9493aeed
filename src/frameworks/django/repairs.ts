import { isOf } from "../../ir/walk.ts"
import type { Code, CodePart, Edit } from "../../model/edit.ts"
import { contains } from "../../model/place.ts"
import type { ErrorHandler } from "../../semantics/app.ts"
import type { Lost, Repairs } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue } from "../../semantics/value.ts"
import { isOfRest } from "./paths.ts"

/** What Django and Django REST framework write themselves. https://www.django-rest-framework.org/api-guide/exceptions/ */
export const repairs: Repairs = {
  error(status, detail, value) {
    // Django itself has an error for 403 alone.
    const path = value?.kind === "call" && value.callee.kind === "external" ? value.callee.path : ""
    if (!isOfRest(path)) return undefined
    const name = status === 401 ? "AuthenticationFailed" : "PermissionDenied"
    return [{ kind: "import", module: "rest_framework.exceptions", name }, "(", ...detail, ")"]
  },
  reach,
  passHeaders(handler, slot) {
    const response = defaultAnswer(handler)
    return response === undefined ? undefined : [{ kind: "pass-headers", slot, from: [`${response}.headers`] }]
  },
  earlyPass,
  // A middleware of its own would be a class in a file of its own and a line in the settings.
  central: () => undefined,
}

function reach(_machine: Machine, { dead, value, at }: Lost): readonly Edit[] | undefined {
  if (dead.kind === "returned-error" || dead.kind === "ignored-result")
    return [{ kind: "leave", at, how: "raise", code: undefined }]
  if (dead.kind !== "misplaced-status" || value.kind !== "call") return undefined
  // What stands second is the content type; by its name it becomes the status.
  const second = value.arguments[1]
  if (second?.kind !== "positional" || value.arguments.length !== 2 || !contains(at, second.value.at)) return undefined
  const code: Code = ["status=", { kind: "source", at: second.value.at }, { kind: "headers", name: "headers" }]
  return [{ kind: "replace", at: second.value.at, code }]
}

/** What a handler calls the answer that it had the framework make: `response = exception_handler(error, context)`. */
function defaultAnswer({ handler }: ErrorHandler): string | undefined {
  for (const statement of handler.declaration.body) {
    if (!isOf(statement, "assign") || statement.value?.kind !== "call") continue
    const { callee } = statement.value
    const name = callee.kind === "name" ? callee.name : callee.kind === "member" ? callee.name : ""
    const [target] = statement.targets
    if (name === "exception_handler" && target?.kind === "name") return target.name
  }
  return undefined
}

/** A real preflight goes on to whatever comes next: OPTIONS with the header that only browsers send. */
function earlyPass(machine: Machine, runs: FunctionValue): readonly Edit[] | undefined {
  const { declaration, owner, closure } = runs
  const [request, ...more] = declaration.parameters.map(({ name }) => name).slice(owner === undefined ? 0 : 1)
  if (request === undefined || more.length > 0) return undefined
  const onward = declaration.name === "process_request" ? "None" : nextCall(machine, runs, request)
  if (onward === undefined) return undefined
  const code: Code = [
    `if ${request}.method == `,
    text("OPTIONS"),
    " and ",
    text("Access-Control-Request-Method"),
    ` in ${request}.headers:\n    return ${onward}`,
  ]
  return [{ kind: "insert", at: closure.place(declaration), where: "inside", code }]
}

/** `self.get_response(request)`, or what the function around it was given. */
function nextCall(machine: Machine, runs: FunctionValue, request: string): string | undefined {
  if (runs.owner !== undefined) return `${runs.declaration.parameters[0]?.name ?? "self"}.get_response(${request})`
  const next = machine.trace(runs).calls.flatMap(({ call }) => {
    const callee = settle(machine, call.callee)
    return callee.kind === "parameter" && callee.of.declaration !== runs.declaration ? [callee.parameter.name] : []
  })
  return next[0] === undefined ? undefined : `${next[0]}(${request})`
}

function text(words: string): CodePart {
  return { kind: "text", text: words }
}
