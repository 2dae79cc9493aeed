import type { Setup, Wiring } from "../../../semantics/framework.ts"
import type { Machine } from "../../../semantics/machine.ts"
import { hiddenChallenges, openCors } from "./cors.ts"
import { undeclaredScopes } from "./declared.ts"
import { calledDependency, uncalledFactory } from "./dependencies.ts"
import { undocumentedRefusals } from "./documented.ts"
import { idleGate } from "./idle-gate.ts"
import { uncheckedMember, uncheckedRoute } from "./optional.ts"
import { overriddenGates } from "./overrides.ts"
import { unreadScopes } from "./scopes.ts"
import { tokenUrls } from "./token-url.ts"
import { usesOf } from "./uses.ts"

/** What FastAPI and Starlette accept in silence, and what then does not do what it says. */
export function* wiring(machine: Machine, setup: Setup): Generator<Wiring | undefined, void> {
  const uses = usesOf(machine, setup)
  yield* openCors(machine, setup)
  for (const use of uses) {
    yield* calledDependency(machine, use)
    yield* uncalledFactory(machine, use)
    yield* unreadScopes(machine, use)
    yield* idleGate(machine, use)
    yield undefined
  }
  yield* overriddenGates(machine, setup)
  yield* hiddenChallenges(machine, setup)
  yield* undeclaredScopes(machine, uses)
  yield* undocumentedRefusals(machine, setup)
  yield* tokenUrls(machine, setup, uses)
  for (const of of setup.functions) {
    yield* uncheckedMember(machine, of)
    yield undefined
  }
  for (const app of setup.apps) yield* uncheckedRoute(machine, app)
}
