import type { WiringFact } from "../model/wiring.ts"
import type { App } from "../semantics/app.ts"
import type { Framework } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import { departuresOf } from "./departures.ts"
import { reordered } from "./reorder.ts"

/** What is logged of a client that has gone: no browser reads it. */
const connectionClosed = 499

/** CORS inside of a layer that answers errors by itself, where that layer lets every preflight pass. */
export function innerCors(machine: Machine, frameworks: readonly Framework[], app: App): readonly WiringFact[] {
  const index = app.layers.findIndex(({ kind }) => kind === "cors")
  const cors = app.layers[index]
  if (!app.complete || cors === undefined || cors.when.length > 0) return []
  for (const layer of app.layers.slice(0, index)) {
    if (layer.runs === undefined || layer.when.length > 0) continue
    const role = layer.identifies === true ? "authenticator" : "middleware"
    const answer = departuresOf(machine, frameworks, layer.runs).find(
      ({ status, handledBy, how, value }) =>
        handledBy === undefined &&
        status.kind === "known" &&
        status.value >= 400 &&
        status.value !== connectionClosed &&
        // What becomes of it instead is an outage, which every layer has.
        frameworks.every((framework) => framework.lost?.(machine, role, how, value) === undefined),
    )
    if (answer?.status.kind !== "known") continue
    const edits = reordered(layer.at, cors.at)
    const name = layer.name === "" ? "a function" : `\`${layer.name}\``
    return [
      {
        kind: "inner-cors",
        app: { name: app.name, at: app.at },
        at: cors.at,
        data: { name, status: String(answer.status.value) },
        evidence: answer.at,
        why: "answered outside of CORS",
        repairs: edits === undefined ? [] : [{ title: `Put CORS around ${name}`, edits }],
      },
    ]
  }
  return []
}
