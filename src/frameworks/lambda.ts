import type { Response } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../semantics/value.ts"
import { importsOneOf } from "./imports.ts"
import { entryOf } from "./options.ts"

// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format

/** `{ statusCode: 401, headers, body }`, in a file that says that it is a function of AWS Lambda. */
export function lambdaAnswer(machine: Machine, value: Value, of: FunctionValue): Response | undefined {
  if (value.kind !== "record" || !importsOneOf(machine, of.closure.file, ["aws-lambda", "@middy/core"]))
    return undefined
  const status = entryOf(value, "statusCode")
  const body = entryOf(value, "body")
  if (status === undefined || body === undefined) return undefined
  const { at } = value
  const built: CallValue = { kind: "call", callee: value, arguments: [], effects: [], via: [], at }
  // The second name holds lists of values.
  const headers = entryOf(value, "headers") ?? entryOf(value, "multiValueHeaders")
  return { status, defaultStatus: 200, headers, built, body: [body], open: value.open }
}
