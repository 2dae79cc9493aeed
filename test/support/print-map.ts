import type { AuthMap, MappedApp, MappedExit, MappedGate, MappedLayer, MappedRoute } from "../../src/model/auth-map.ts"

/** An auth map as lines that a test can spell out. */
export function printMap({ apps }: AuthMap): string {
  return apps.flatMap(app).join("\n")
}

function app({ name, complete, pipeline, handlers, routes }: MappedApp): readonly string[] {
  return [
    `app ${name}${complete ? "" : ", open"}`,
    ...pipeline.flatMap(layer),
    ...handlers.map((handler) => `  on ${handler.takes}: ${handler.name}`),
    ...routes.flatMap(route),
  ]
}

function layer({ name, kind, preflight, sometimes, exits }: MappedLayer): readonly string[] {
  return [`  ${kind} ${name}: preflight ${preflight}${sometimes ? ", sometimes" : ""}`, ...exits.map(exit)]
}

function route({ methods, path, handler, gates, exits }: MappedRoute): readonly string[] {
  return [`  ${methods.join("|") || "?"} ${path} → ${handler.name}`, ...gates.flatMap(gate), ...exits.map(exit)]
}

function gate({ name, kind, scheme, scopes, known, exits }: MappedGate): readonly string[] {
  const facts = [scheme ?? "", ...scopes, known ? "" : "not known"].filter((fact) => fact !== "")
  return [`    ${kind} ${name}${facts.length === 0 ? "" : ` (${facts.join(", ")})`}`, ...exits.map(exit)]
}

function exit({ status, challenge, asks, function: name, at, instead }: MappedExit): string {
  const header = challenge.text ?? challenge.presence
  const lost = instead === undefined ? "" : `, the client gets ${instead}`
  return `      ${status} ${header}, ${asks}: ${name} ${at.file}:${at.range.start.line}${lost}`
}
