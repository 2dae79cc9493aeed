import { placeKey } from "../../model/place.ts"
import type { App } from "../../semantics/app.ts"
import type { Wiring } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { traceModule } from "../../semantics/trace.ts"
import type { CallValue, Effect } from "../../semantics/value.ts"
import { isAnyOf } from "../any-origin.ts"

// https://sanic.dev/en/plugins/sanic-ext/http/cors.html: Sanic-Ext is told by the app's settings; without
// `CORS_SEND_WILDCARD` its `*` becomes the origin that asked.

/** Where `app.config.CORS_…` is set at the top of a file, by the setting's name; the last one holds. */
export function corsSettings(machine: Machine, app: CallValue): ReadonlyMap<string, Effect> {
  const found = new Map<string, Effect>()
  for (const value of traceModule(machine, app.at.file).names.values()) {
    if (value.kind !== "call" || placeKey(value.at) !== placeKey(app.at)) continue
    for (const effect of value.effects) {
      const { path, name = "", kind } = effect
      if (path[0] === "config" && path.length === 1 && kind !== "call" && name.startsWith("CORS_"))
        found.set(name, effect)
    }
  }
  return found
}

/** Any origin, with credentials. */
export function openSettings(machine: Machine, apps: readonly App[]): readonly Wiring[] {
  return apps.flatMap((app): readonly Wiring[] => {
    const settings = corsSettings(machine, app.object)
    const isOn = (name: string) => {
      const value = settings.get(name)?.value
      const settled = value === undefined ? undefined : settle(machine, value)
      return settled?.kind === "constant" && settled.value === true
    }
    const credentials = settings.get("CORS_SUPPORTS_CREDENTIALS")
    const origins = settings.get("CORS_ORIGINS")
    if (credentials?.value === undefined || origins?.value === undefined) return []
    if (!isOn("CORS_SUPPORTS_CREDENTIALS") || isOn("CORS_SEND_WILDCARD")) return []
    if (!isAnyOf(machine, origins.value, true)) return []
    return [
      {
        kind: "open-cors",
        app,
        at: credentials.at,
        data: { effect: "sends the caller's own origin back" },
        evidence: origins.at,
        why: "any origin, with credentials",
        repairs: [
          { title: "Allow no credentials", edits: [{ kind: "replace", at: credentials.value.at, code: ["False"] }] },
        ],
      },
    ]
  })
}
