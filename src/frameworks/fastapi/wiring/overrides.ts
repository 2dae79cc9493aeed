import type { Assign } from "../../../ir/statement.ts"
import { around, isOf, walk } from "../../../ir/walk.ts"
import { moduleEnvironment } from "../../../semantics/binding.ts"
import type { Environment } from "../../../semantics/environment.ts"
import { evaluate } from "../../../semantics/evaluate.ts"
import type { Setup, Wiring } from "../../../semantics/framework.ts"
import { settle } from "../../../semantics/look-through.ts"
import type { Machine } from "../../../semantics/machine.ts"
import type { Value } from "../../../semantics/value.ts"
import { errorAnswer } from "../answers.ts"
import { isScheme } from "../dependencies.ts"

// https://fastapi.tiangolo.com/advanced/testing-dependencies/: made for tests, it holds for every request all the same.

const depthLimit = 4

/** `app.dependency_overrides[get_user] = lambda: ADMIN` where the app is made. */
export function overriddenGates(machine: Machine, { apps, functions }: Setup): readonly Wiring[] {
  const files = new Set([...apps.map(({ at }) => at.file), ...functions.map(({ closure }) => closure.file)])
  return [...files].flatMap((file) => {
    const module = machine.module(file)
    if (module === undefined) return []
    return module.chunks.flatMap((chunk) =>
      chunk.body.flatMap((statement) =>
        [...walk(statement)].flatMap((node) =>
          isOf(node, "assign") ? overridden(machine, node, moduleEnvironment(module, chunk)) : [],
        ),
      ),
    )
  })
}

function overridden(machine: Machine, { targets, value }: Assign, environment: Environment): readonly Wiring[] {
  const [target] = targets
  if (target?.kind !== "subscript" || value === undefined) return []
  if (target.object.kind !== "member" || target.object.name !== "dependency_overrides") return []
  const at = environment.place(target)
  // A test decides: only some run it so.
  if ([...around(at.chunk.body, at)].some((node) => isOf(node, "if") || isOf(node, "with") || isOf(node, "match")))
    return []
  const gate = evaluate(machine, target.index, environment)
  const instead = evaluate(machine, value, environment)
  if (gate.kind !== "function" || instead.kind !== "function") return []
  if (!refuses(machine, gate, false, 0) || refuses(machine, instead, true, 0)) return []
  return [
    {
      kind: "overridden-gate",
      at,
      data: { name: gate.declaration.name },
      evidence: gate.at,
      why: `${gate.declaration.name} refuses`,
      repairs: [],
    },
  ]
}

/**
 * Whether a function, or what is injected into it, may answer 401 or 403.
 * @param unclear what holds where that is not known
 */
function refuses(machine: Machine, value: Value, unclear: boolean, depth: number): boolean {
  if (depth > depthLimit) return unclear
  if (isScheme(machine, value)) return true
  if (value.kind === "call") return refuses(machine, value.callee, unclear, depth + 1)
  if (value.kind !== "function") return unclear && value.kind === "unknown"
  const { raises, calls, parameters } = machine.trace(value)
  const own = raises.some((raised) => {
    const answer = errorAnswer(machine, raised.value)
    if (answer === undefined) return unclear
    const known = answer.status === undefined ? undefined : settle(machine, answer.status)
    return known?.kind === "constant" ? known.value === 401 || known.value === 403 : unclear
  })
  if (own) return true
  const injected = parameters.flatMap((parameter) => machine.injected(parameter) ?? [])
  const inner = injected.map(({ value: given }) => (given.kind === "call" ? given.callee : given))
  const called = calls.flatMap(({ call }) => (call.callee.kind === "function" ? [call.callee] : []))
  return [...inner, ...called].some((one) => refuses(machine, one, unclear, depth + 1))
}
