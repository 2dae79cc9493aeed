import type { Framework, Wiring } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue } from "../../semantics/value.ts"
import type { Premises } from "../linked.ts"
import { toldAccounts } from "./enumeration.ts"
import { knownSecrets } from "./known-secret.ts"
import { slowCompares } from "./slow-compare.ts"
import { swallowedFailures } from "./swallowed.ts"
import { tokenMismatches } from "./token-mismatch.ts"
import { unsetKeys } from "./unset-key.ts"

/** What is asked of every project, whatever its framework. */
export interface Whole {
  readonly functions: readonly FunctionValue[]
  frameworksOf(of: FunctionValue): readonly Framework[]
  readonly unset: Premises["unset"]
}

/** What is set up so that it cannot do what it is for, in the words of no framework; with a rest after each piece. */
export function* commonWiring(machine: Machine, whole: Whole): Generator<Wiring | undefined, void> {
  for (const of of whole.functions) {
    yield* swallowedFailures(machine, of, whole)
    yield* slowCompares(machine, of)
    yield* toldAccounts(machine, of, whole)
    yield undefined
  }
  yield* tokenMismatches(machine, whole.functions)
  yield undefined
  yield* knownSecrets(machine, whole.functions)
  yield undefined
  yield* unsetKeys(machine, whole)
}
