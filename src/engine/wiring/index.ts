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

/** What is set up so that it cannot do what it is for, in the words of no framework. */
export function commonWiring(machine: Machine, whole: Whole): readonly Wiring[] {
  return [
    ...whole.functions.flatMap((of) => swallowedFailures(machine, of, whole)),
    ...tokenMismatches(machine, whole.functions),
    ...knownSecrets(machine, whole.functions),
    ...unsetKeys(machine, whole),
    ...whole.functions.flatMap((of) => slowCompares(machine, of)),
    ...whole.functions.flatMap((of) => toldAccounts(machine, of, whole)),
  ]
}
