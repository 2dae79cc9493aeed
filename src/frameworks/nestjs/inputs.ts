import { evaluate } from "../../semantics/evaluate.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Injection, Machine } from "../../semantics/machine.ts"
import type { CallValue, ParameterValue } from "../../semantics/value.ts"

// https://docs.nestjs.com/controllers#request-object

const parts: Readonly<Record<string, string>> = { Body: "body", Query: "query", Param: "params", Headers: "headers" }

/** `@Body() body` is the body, as Express keeps it; `undefined` for one part of it, and where no decorator says so. */
export function inputType(machine: Machine, parameter: ParameterValue): string | undefined {
  const found = inputOf(machine, parameter)
  if (found === undefined || found.made.arguments.some(({ value }) => value.kind === "constant")) return undefined
  return `express.Request.${parts[found.name]}`
}

/** `@Headers("x-berth") berth`: one part of what the client sent. */
export function injectedInput(machine: Machine, parameter: ParameterValue): Injection | undefined {
  const found = inputOf(machine, parameter)
  if (!found?.made.arguments.some(({ value }) => value.kind === "constant")) return undefined
  return { value: found.made, kind: "input", name: `${found.name}(…)`, scheme: undefined }
}

function inputOf(
  machine: Machine,
  { parameter, of }: ParameterValue,
): { readonly name: string; readonly made: CallValue } | undefined {
  for (const decorator of parameter.decorators) {
    const made = evaluate(machine, decorator, of.closure)
    const path = made.kind === "call" ? foreignPath(machine, made.callee) : undefined
    const name = path?.startsWith("@nestjs/common.") ? path.slice(path.lastIndexOf(".") + 1) : ""
    if (made.kind === "call" && name in parts) return { name, made }
  }
  return undefined
}
