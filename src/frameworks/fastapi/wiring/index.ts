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
import { openSiblings } from "./siblings.ts"
import { tokenUrls } from "./token-url.ts"
import { usesOf } from "./uses.ts"

/** What FastAPI and Starlette accept in silence, and what then does not do what it says. */
export function wiring(machine: Machine, setup: Setup): readonly Wiring[] {
  const uses = usesOf(machine, setup)
  return [
    ...openCors(machine, setup),
    ...uses.flatMap((use) => [
      ...calledDependency(machine, use),
      ...uncalledFactory(machine, use),
      ...unreadScopes(machine, use),
      ...idleGate(machine, use),
    ]),
    ...overriddenGates(machine, setup),
    ...hiddenChallenges(machine, setup, uses),
    ...undeclaredScopes(machine, uses),
    ...setup.apps.flatMap((app) => openSiblings(machine, app)),
    ...undocumentedRefusals(machine, setup),
    ...tokenUrls(machine, setup, uses),
    ...setup.functions.flatMap((of) => uncheckedMember(machine, of)),
    ...setup.apps.flatMap((app) => uncheckedRoute(machine, app)),
  ]
}
