import type { Answer } from "../model/answer.ts"
import { placeKey } from "../model/place.ts"
import type { App } from "../semantics/app.ts"
import type { Framework, Implicit, VersionOf } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import { traceModule } from "../semantics/trace.ts"
import type { Drafted } from "./drafting.ts"
import type { FileFunctions } from "./functions.ts"
import type { Gate } from "./roles.ts"
import { noSlots } from "./slots.ts"

/**
 * What the frameworks' own gates answer by themselves, once per gate object and app and never per route;
 * with a rest before each file.
 * @param gates the gates that apps are known to reach
 */
export function* implicitAnswers(
  machine: Machine,
  frameworks: readonly Framework[],
  files: readonly FileFunctions[],
  gates: readonly Gate[],
  versionOf: (file: string) => VersionOf,
  apps: readonly App[],
): Generator<undefined, readonly Drafted[]> {
  const answers = new Map<string, Drafted>()
  const answersOfGates = gates.flatMap(({ made, apps }) =>
    frameworks.flatMap((framework) => {
      const implicit = framework.implicit?.(machine, made, versionOf(made.at.file))
      return implicit?.isGate === true ? [...apps].map((app) => answerOf(made.at, implicit, app)) : []
    }),
  )
  for (const { file, functions } of files) {
    yield
    const traces = [traceModule(machine, file), ...functions.map((one) => machine.trace(one))]
    const made = traces.flatMap(({ calls, inner }) => [
      ...calls.map(({ call }) => call),
      ...inner.filter((value) => value.kind === "class"),
    ])
    for (const one of made) {
      for (const framework of frameworks) {
        const implicit = framework.implicit?.(machine, one, versionOf(file))
        const at = implicit?.at ?? one.at
        if (implicit !== undefined && implicit.isGate !== true)
          answers.set(placeKey(at), answerOf(at, implicit, undefined))
      }
    }
  }
  for (const app of apps) {
    for (const implicit of app.refusals ?? []) {
      const at = implicit.at ?? app.at
      answers.set(placeKey(at), answerOf(at, implicit, undefined))
    }
  }
  return [...answers.values(), ...answersOfGates]
}

function answerOf(at: Answer["exit"]["at"], { status: value, asks, why }: Implicit, app: App | undefined): Drafted {
  const status = { known: true, value, at } as const
  const challenge = { presence: "never", text: undefined } as const
  return {
    exit: {
      at,
      how: "implicit",
      function: "",
      role: "dependency",
      status,
      cause: at,
      challenge,
      asks: { kind: asks, strong: true, why, at: undefined },
      leaks: [],
      says: undefined,
      compared: [],
      catchAll: undefined,
      forwarded: false,
      dead: undefined,
      goesOn: undefined,
      slots: noSlots,
    },
    app: app === undefined ? undefined : { name: app.name, at: app.at },
    status,
    challenge,
    caller: "unknown",
    handler: undefined,
    setting: "api",
    scheme: undefined,
  }
}
