import { optionsOf } from "../semantics/choice.ts"
import { calleeName } from "../semantics/foreign-path.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Condition, Value } from "../semantics/value.ts"

const depthLimit = 8

/**
 * Whether a test on the way reads or checks a request's signature, with which services sign what they send: there is
 * nobody who could log in. What an earlier test has settled counts as well, and what a function of the project does.
 */
export function isSigned(machine: Machine, path: readonly Condition[]): boolean {
  return path.some((step) =>
    step.kind === "test"
      ? readsSignature(machine, step.value, 0)
      : step.failure.tried.some((made) => readsSignature(machine, made, 0)),
  )
}

function readsSignature(machine: Machine, value: Value, depth: number): boolean {
  if (depth > depthLimit) return false
  const inside = (one: Value) => readsSignature(machine, one, depth + 1)
  switch (value.kind) {
    case "element":
      return namesHeader(value.index) || inside(value.object)
    case "member":
      return inside(value.object)
    case "operation":
      return value.operands.some(inside)
    case "text":
      return value.parts.some(inside)
    case "choice":
      return optionsOf(value).some((option) => inside(option.value))
    case "call": {
      const [first, second] = value.arguments
      // `request.headers.get("X-Signature-Ed25519")`
      if (second === undefined && namesHeader(first?.value)) return true
      if (/(^|_)(verify|valid|validate|check)_.*signature|[a-z]Signature$/.test(calleeName(value) ?? "")) return true
      const settled = settle(machine, value)
      return (
        (settled !== value && inside(settled)) ||
        (value.callee.kind === "member" && inside(value.callee.object)) ||
        value.arguments.some((argument) => inside(argument.value))
      )
    }
    default:
      return false
  }
}

/** `stripe-signature`, `X-Hub-Signature-256`, `Upstash-Signature`, and what AWS signs with: `X-Amz-Credential`. */
function namesHeader(key: Value | undefined): boolean {
  return (
    key?.kind === "constant" &&
    /[-_]signature(-|_|$)|^x-amz-(algorithm|credential|date|security-token|content-sha256)$/i.test(String(key.value))
  )
}
