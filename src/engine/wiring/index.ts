import type { MappedGate } from "../../model/auth-map.ts"
import type { Place } from "../../model/place.ts"
import type { App, Route } from "../../semantics/app.ts"
import type { Framework, Optional, Wiring } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"
import type { Premises } from "../linked.ts"
import type { Patience } from "../patience.ts"
import { droppedErrors } from "./dropped-errors.ts"
import { toldAccounts } from "./enumeration.ts"
import { keysAtTop, keysOfCalls, keysOfSetups } from "./key-uses.ts"
import { knownSecrets } from "./known-secret.ts"
import { uncheckedIdentities } from "./optional.ts"
import { outerDecorators } from "./outer-decorators.ts"
import { openSiblings } from "./siblings.ts"
import { slowCompares } from "./slow-compare.ts"
import { swallowedFailures } from "./swallowed.ts"
import { type TokenCall, tokenCalls } from "./token-calls.ts"
import { tokenMismatches } from "./token-mismatch.ts"
import { unsetKeys } from "./unset-key.ts"

export type WiringMachine = Machine & { readonly patience: Patience }

/** What is asked of every project, whatever its framework. */
export interface Whole {
  readonly apps: readonly App[]
  /** Those that were gone through. */
  readonly files: readonly string[]
  readonly functions: readonly FunctionValue[]
  frameworksOf(of: FunctionValue): readonly Framework[]
  /** What runs in front of a route's handler and may refuse. */
  gatesOf(app: App, route: Route): readonly MappedGate[]
  /** Whether a function, or what it calls, answers 401 or 403 under an app. */
  refusesIn(of: FunctionValue, app: App): boolean
  /** Whether a decorator registers the function below it as a handler. */
  registers(decorator: Place): boolean
  /** A gate in front of a handler that lets everybody pass. */
  optional(handler: FunctionValue, value: Value): Optional | undefined
  /** Whether no request ever comes by a function. */
  isUnreached(of: FunctionValue): boolean
  readonly unset: Premises["unset"]
  readonly idle: Premises["idle"]
}

/** What is set up so that it cannot do what it is for, in the words of no framework; with a rest after each piece. */
export function* commonWiring(machine: WiringMachine, whole: Whole): Generator<Wiring | undefined, void> {
  for (const of of whole.functions) {
    yield* yield* machine.patience.work(() => {
      const found = wiringOf(machine, of, whole)
      return found.length > 0 && whole.isUnreached(of) ? [] : found
    })
    // What an app has a handler for may change where the function does not.
    yield* droppedErrors(machine, of, whole)
    yield undefined
  }
  const calls: TokenCall[] = []
  for (const of of whole.functions) {
    calls.push(...tokenCalls(machine, of))
    yield undefined
  }
  yield* tokenMismatches(machine, whole.functions, calls)
  yield undefined
  const keys = [...keysOfCalls(machine, calls)]
  for (const of of whole.functions) {
    keys.push(...(yield* machine.patience.work(() => keysOfSetups(machine, of))))
    yield undefined
  }
  for (const file of whole.files) {
    keys.push(...(yield* machine.patience.work(() => keysAtTop(machine, file))))
    yield undefined
  }
  yield* knownSecrets(machine, keys)
  yield undefined
  yield* unsetKeys(machine, whole, keys)
  for (const app of whole.apps) yield* uncheckedIdentities(machine, app, whole)
  for (const app of whole.apps) yield* outerDecorators(machine, app, whole)
  if (whole.idle("open-sibling")) return
  for (const app of whole.apps) yield* openSiblings(machine, app, whole)
}

/** What one function is asked: what was found holds until it changes, or what it looks at. */
function wiringOf(machine: Machine, of: FunctionValue, whole: Whole): readonly Wiring[] {
  const frameworks = whole.frameworksOf(of).map(({ name }) => name)
  return machine.recall(`wiring ${frameworks.join()}`, machine.trace(of), () => [
    ...swallowedFailures(machine, of, whole),
    ...slowCompares(machine, of),
    ...toldAccounts(machine, of, whole),
  ])
}
