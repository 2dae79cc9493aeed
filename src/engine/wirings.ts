import type { Answer, PreflightFact } from "../model/answer.ts"
import { placeKey } from "../model/place.ts"
import type { WiringFact } from "../model/wiring.ts"
import type { App } from "../semantics/app.ts"
import type { Framework, Optional, Setup, VersionOf, Wiring } from "../semantics/framework.ts"
import type { Value } from "../semantics/value.ts"
import { decorations } from "./decorations.ts"
import { sendsChallenges } from "./exposure.ts"
import type { FileFunctions } from "./functions.ts"
import { gatesOf } from "./gates.ts"
import { innerCors } from "./inner-cors.ts"
import type { Linked, Premises } from "./linked.ts"
import { Refusals } from "./refusals.ts"
import type { Roles } from "./roles.ts"
import type { Sources } from "./sources.ts"
import { Spots } from "./spots.ts"
import type { Unreached } from "./unreached.ts"
import { commonWiring, type WiringMachine } from "./wiring/index.ts"

/** What is known once everything else is linked. */
export interface WiringsParts {
  readonly machine: WiringMachine
  readonly frameworks: readonly Framework[]
  readonly files: readonly FileFunctions[]
  readonly setups: readonly { readonly framework: Framework; readonly setup: Setup }[]
  readonly linked: Linked
  readonly roles: Roles
  readonly preflights: readonly PreflightFact[]
  readonly unreached: Unreached
  readonly premises: Premises
  readonly versionOf: (file: string) => VersionOf
  readonly sources: Sources
}

/** What is set up so that it cannot do what it is for, by each framework's word and in general; with rests. */
export function* wiringsOf(parts: WiringsParts): Generator<undefined, readonly WiringFact[]> {
  const { machine, frameworks, files, setups, linked, roles, preflights, unreached, premises, versionOf, sources } =
    parts
  const refusals = new Refusals(machine, linked, new Spots(sources))
  const decorated = premises.idle("open-sibling") ? new Map() : yield* decorations(machine, files)
  const gateParts = { machine, frameworks, versionOf, refusals, decorations: decorated }
  const registrations = new Set(
    setups
      .flatMap(({ setup }) => setup.operations.filter(({ applied }) => applied !== undefined))
      .map(({ at }) => placeKey(at)),
  )
  const common = commonWiring(machine, {
    apps: linked.apps,
    files: files.map(({ file }) => file),
    functions: files.flatMap(({ functions }) => functions),
    frameworksOf: (of) => roles.frameworksOf(of),
    gatesOf: (app, route) => gatesOf(gateParts, app, route),
    refusesIn: (of, app) => refusals.of(of, app).length > 0,
    registers: (decorator) => registrations.has(placeKey(decorator)),
    optional: (handler, value) => optionalBy(machine, roles.frameworksOf(handler), value),
    isUnreached: (of) => unreached.has(of),
    unset: (file, variable) => premises.unset(file, variable),
    idle: (kind) => premises.idle(kind),
  })
  const found: Wiring[] = []
  for (const pieces of [...setups.map(({ framework, setup }) => framework.wiring?.(machine, setup) ?? []), common]) {
    for (const piece of pieces) {
      if (piece === undefined) yield
      else found.push(piece)
    }
    yield
  }
  const isChallenging = (app: App | undefined) => {
    const under = app === undefined ? linked.apps : [app]
    const answers = app === undefined ? linked.answers : linked.answers.filter((one) => isOf(one, app))
    const gates = under.flatMap((one) => one.routes.flatMap((route) => gatesOf(gateParts, one, route)))
    return sendsChallenges(answers, gates)
  }
  const told = found.filter(({ kind, app }) => kind !== "hidden-challenge" || isChallenging(app))
  const refused = new Set(preflights.map(({ app }) => placeKey(app.at)))
  const orderly = linked.apps.filter(({ at }) => !refused.has(placeKey(at)))
  return [
    ...told.map(({ app, ...fact }) => ({
      ...fact,
      ...(/^open-cors/.test(fact.kind) && premises.bringsNothing(fact.at.file) ? { bringsNothing: true } : {}),
      app: app === undefined ? undefined : { name: app.name, at: app.at },
    })),
    ...orderly.flatMap((app) => innerCors(machine, frameworks, app)),
  ]
}

function isOf({ app }: Answer, { at }: App): boolean {
  return app !== undefined && placeKey(app.at) === placeKey(at)
}

function optionalBy(machine: WiringMachine, frameworks: readonly Framework[], value: Value): Optional | undefined {
  for (const framework of frameworks) {
    const optional = framework.optional?.(machine, value)
    if (optional !== undefined) return optional
  }
  return undefined
}
