import type { Response } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Called } from "../../semantics/trace.ts"
import type { Value } from "../../semantics/value.ts"
import { importsOneOf } from "../imports.ts"
import { madeAnswer } from "./answers.ts"
import { packages } from "./paths.ts"

/**
 * What stands around an app: `app.wsgi_app = Gate(app.wsgi_app)`. It answers by `start_response("401 Unauthorized", […])`,
 * or calls a response: `return Response("no", 401)(environ, start_response)`. https://peps.python.org/pep-3333/
 */
export function sentAnswer(machine: Machine, { call }: Called): Response | undefined {
  const [first, second] = call.arguments.map(({ value }) => value)
  if (call.arguments.length === 2 && isStart(second)) return madeAnswer(machine, settle(machine, call.callee))
  const { callee } = call
  const isServers = callee.kind === "parameter" && importsOneOf(machine, callee.of.closure.file, packages)
  if (!isStart(callee) || !isServers || first === undefined) return undefined
  return { status: first, defaultStatus: 200, headers: second, body: [], built: call, open: second === undefined }
}

function isStart(value: Value | undefined): boolean {
  return value?.kind === "parameter" && value.parameter.name === "start_response"
}
