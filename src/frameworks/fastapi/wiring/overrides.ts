import type { Chunk } from "../../../ir/module.ts"
import type { Assign } from "../../../ir/statement.ts"
import { around, isOf, walk } from "../../../ir/walk.ts"
import { moduleEnvironment } from "../../../semantics/binding.ts"
import type { Environment } from "../../../semantics/environment.ts"
import { evaluate } from "../../../semantics/evaluate.ts"
import type { Setup, Wiring } from "../../../semantics/framework.ts"
import type { Machine } from "../../../semantics/machine.ts"
import { refuses } from "./refuses.ts"

// https://fastapi.tiangolo.com/advanced/testing-dependencies/: made for tests, it holds for every request all the same.

/** `app.dependency_overrides[get_user] = lambda: ADMIN` where the app is made. */
export function* overriddenGates(machine: Machine, { apps, functions }: Setup): Generator<Wiring | undefined, void> {
  const files = new Set([...apps.map(({ at }) => at.file), ...functions.map(({ closure }) => closure.file)])
  for (const file of files) {
    const module = machine.module(file)
    yield undefined
    if (module === undefined) continue
    for (const chunk of module.chunks) {
      for (const one of overridesIn(chunk)) yield* overridden(machine, one, moduleEnvironment(module, chunk))
    }
  }
}

const overrides = new WeakMap<Chunk, readonly Assign[]>()

/** Assignments to an entry of `dependency_overrides`; looked for once as long as the statement stays. */
function overridesIn(chunk: Chunk): readonly Assign[] {
  const known = overrides.get(chunk)
  if (known !== undefined) return known
  const found = chunk.body.flatMap((statement) =>
    [...walk(statement)].filter(
      (node): node is Assign =>
        isOf(node, "assign") &&
        node.targets[0]?.kind === "subscript" &&
        node.targets[0].object.kind === "member" &&
        node.targets[0].object.name === "dependency_overrides",
    ),
  )
  overrides.set(chunk, found)
  return found
}

function overridden(machine: Machine, { targets, value }: Assign, environment: Environment): readonly Wiring[] {
  const [target] = targets
  if (target?.kind !== "subscript" || value === undefined) return []
  const at = environment.place(target)
  // A test decides: only some run it so.
  if ([...around(at.chunk.body, at)].some((node) => isOf(node, "if") || isOf(node, "with") || isOf(node, "match")))
    return []
  const gate = evaluate(machine, target.index, environment)
  const instead = evaluate(machine, value, environment)
  if (gate.kind !== "function" || instead.kind !== "function") return []
  if (!refuses(machine, gate, false) || refuses(machine, instead, true)) return []
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
