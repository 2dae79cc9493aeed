import { describe, expect, test } from "vitest"
import { parseSettings } from "../../src/config/parse.ts"
import { resolveConfig } from "../../src/config/resolve.ts"
import type { LibraryMember } from "../../src/model/library.ts"
import { catalogue } from "./catalogue.ts"

describe("a file overrides its preset", () => {
  test.each([
    [undefined, ["warning", "error", "off"]],
    [{}, ["warning", "error", "off"]],
    [{ preset: "strict" }, ["warning", "error", "info"]],
    [{ preset: "strict", rules: { "vague-403": "off" } }, ["warning", "error", "off"]],
    [{ rules: { "missing-challenge": "error", "vague-403": "warning" } }, ["error", "error", "warning"]],
  ] as const)("%j", (settings, levels) => {
    expect(catalogue.map(({ id }) => resolveConfig(settings, catalogue).rules[id])).toEqual(levels)
  })
})

test("without a file every project key is empty", () => {
  expect(resolveConfig(undefined, [])).toEqual({
    rules: {},
    models: [],
    sanitizers: [],
    debugFlags: [],
    frameworks: [],
    realm: undefined,
    scheme: undefined,
    gateway: [],
    folders: [],
  })
})

test("a user may write every kind of member that the engine knows", () => {
  const members: { readonly [Kind in LibraryMember["kind"]]: LibraryMember & { readonly kind: Kind } } = {
    verification: { kind: "verification", raises: ["acme.errors", "BadToken"], remote: true, key: 1 },
    signing: { kind: "signing", key: 1, algorithm: "HS256" },
    keyed: { kind: "keyed", key: { position: 0, property: "secret" } },
    comparison: { kind: "comparison" },
    lookup: { kind: "lookup" },
    upstream: { kind: "upstream" },
    store: { kind: "store" },
    reading: { kind: "reading", origin: "right" },
    callback: { kind: "callback", challenge: true },
    container: { kind: "container", of: "headers" },
    failure: { kind: "failure", of: "verification" },
    "refusing-error": { kind: "refusing-error", extends: "a.B", status: 401, challenge: false, detail: 0 },
    "refusing-gate": { kind: "refusing-gate", status: 401, challenge: true, yields: "identity" },
    answer: {
      kind: "answer",
      leaves: ["thrown"],
      status: 500,
      given: { position: 0, property: "status" },
      codes: { DENIED: 403 },
      headers: "none",
    },
    transparent: { kind: "transparent", argument: 1 },
    partial: { kind: "partial" },
    conversion: { kind: "conversion", text: true },
    "stack-text": { kind: "stack-text" },
    "type-test": { kind: "type-test" },
    "member-access": { kind: "member-access" },
    enumeration: { kind: "enumeration" },
    marker: { kind: "marker" },
    "whole-check": { kind: "whole-check" },
    record: { kind: "record" },
  }
  const models = [{ name: "acme", packages: [], modules: ["acme"], members }]
  const settings = parseSettings("gatelint.json", JSON.stringify({ models }), [], [])
  expect(resolveConfig(settings, []).models).toEqual(models)
})

test("project keys and models are passed on", () => {
  const error = { kind: "refusing-error", extends: "fastapi.HTTPException", status: 401, challenge: true }
  const written = {
    models: [{ name: "acme", modules: ["acme"], members: { Denied: { ...error, detail: 0 }, Bare: error } }],
    sanitizers: ["app.public"],
    debugFlags: ["settings.DEBUG"],
    frameworks: ["fastapi"],
    realm: "shop",
    scheme: "Bearer",
    gateway: ["preflight"],
  }
  const { rules: _, ...config } = resolveConfig(parseSettings("gatelint.json", JSON.stringify(written), [], []), [])
  expect(config).toEqual({ ...written, folders: [], models: [{ ...written.models[0], packages: [] }] })
})
