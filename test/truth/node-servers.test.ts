import { describe, expect, it } from "vitest"
import type { Request } from "./python.ts"
import { holdsTrue, signed, type TruthRow } from "./truth-table.ts"

const env = { HARBOUR_SECRET: "0123456789abcdef0123456789abcdef", OFFICE_TOKEN: "office" }
const preflight = { Origin: "https://harbour.example", "Access-Control-Request-Method": "GET" }

function request(method: string, path: string, headers: Readonly<Record<string, string>> = {}): Request {
  return { app: "main.js:app", method, path, headers }
}

/** The same requests to an app that stands elsewhere. */
function to(app: string, rows: readonly TruthRow[]): readonly TruthRow[] {
  return rows.map(([what, asked, was, is]) => {
    const there = { ...asked, app }
    return is === undefined ? [what, there, was] : [what, there, was, is]
  })
}

function bearer(claims: Readonly<Record<string, unknown>>) {
  return { Authorization: `Bearer ${signed(env.HARBOUR_SECRET, claims)}` }
}

const ada = bearer({ sub: "ada", scopes: ["berths:read", "berths:book"] })
const bo = bearer({ sub: "bo", scopes: ["berths:read"] })
const master = bearer({ sub: "eve", scopes: [], role: "master", iat: 0 })
const today = bearer({ sub: "eve", scopes: [], role: "master", iat: Math.floor(Date.now() / 1000) })
const stale = 'Bearer realm="office", error="invalid_token"'
const log = "a log that cannot be read"

/** What the harbours of all frameworks have in common. */
const shared: readonly TruthRow[] = [
  ["no token", request("GET", "/berths/1"), "401", "401 Bearer"],
  ["a bad token", request("GET", "/berths/1", { Authorization: "Bearer x" }), "403", "401 Bearer"],
  ["a token", request("GET", "/berths/1", ada), "200"],
  ["no such berth", request("GET", "/berths/9", ada), "404"],
  ["a scope that Bo lacks", request("DELETE", "/berths/1/booking", bo), "401", "403"],
  ["a berth of somebody else's", request("DELETE", "/berths/1/booking", ada), "403"],
  ["a booking of one's own", request("DELETE", "/berths/2/booking", ada), "204"],
]

const depth: TruthRow = [log, request("GET", "/berths/1/depth", ada), "500"]

const harbours = {
  express: {
    requirements: ["cors@2.8.5", "express@5.1.0", "jsonwebtoken@9.0.2"],
    rows: [
      ...shared,
      depth,
      ["a preflight", request("OPTIONS", "/berths/1", preflight), "401", "204"],
      ["somebody else fills in a berth", request("DELETE", "/berths/3", bo), "403"],
      ["the berth afterwards", request("GET", "/berths/3", ada), "404", "200"],
    ],
  },
  hono: {
    requirements: ["hono@4.9.9"],
    rows: [
      ...shared,
      depth,
      ["a preflight", request("OPTIONS", "/berths/1", preflight), "204"],
      ["an officer", request("GET", "/office/officers", { Authorization: "Bearer office" }), "200"],
      ["no officer", request("GET", "/office/officers"), "401", '401 Bearer realm="office"'],
    ],
  },
  fastify: {
    requirements: ["@fastify/cors@11.1.0", "@fastify/sensible@6.0.3", "fastify@5.6.1", "jsonwebtoken@9.0.2"],
    rows: [
      ...shared,
      depth,
      ["a preflight", request("OPTIONS", "/berths/1", preflight), "401", "204"],
      ["somebody in the office", request("GET", "/office/officers", ada), "403"],
      ["the master in the office", request("GET", "/office/officers", today), "200"],
      ["a token of yesterday", request("GET", "/office/officers", master), "401", `401 ${stale}`],
    ],
  },
  nestjs: {
    requirements: [
      "@nestjs/common@11.1.6",
      "@nestjs/core@11.1.6",
      "@nestjs/jwt@11.0.0",
      "@nestjs/platform-express@11.1.6",
      "@types/express@5.0.3",
      "@types/node@20.19.19",
      "reflect-metadata@0.2.2",
      "rxjs@7.8.2",
      "typescript@5.9.3",
    ],
    build: "tsc",
    rows: to("dist/main.js:createApp", [
      ...shared,
      depth,
      ["a preflight to the berths", request("OPTIONS", "/berths/1", preflight), "204"],
      [
        "a preflight to the office",
        request("OPTIONS", "/office/officers", preflight),
        '401 APIKey realm="office"',
        "204",
      ],
      ["an officer", request("GET", "/office/officers", { "X-Office-Key": "office" }), "200"],
      ["no officer", request("GET", "/office/officers"), '401 APIKey realm="office"'],
      ["somebody else fills in a berth", request("DELETE", "/berths/3", bo), "403"],
      ["the master fills in a berth", request("DELETE", "/berths/3", master), "204"],
    ]),
  },
  koa: {
    requirements: ["koa@3.0.1", "@koa/cors@5.0.0", "@koa/router@14.0.0", "jsonwebtoken@9.0.2"],
    rows: [...shared, ["a preflight", request("OPTIONS", "/berths/1", preflight), "401", "204"]],
  },
} satisfies Record<string, { requirements: readonly string[]; build?: string; rows: readonly TruthRow[] }>

describe.each(Object.entries(harbours))("examples/%s under its framework", (example, { rows, ...how }) => {
  it("answers as the fixes promised, and else as before", { timeout: 600_000 }, async () => {
    const { old, now } = await holdsTrue({ example, script: "server.mjs", env, rows, ...how })
    const at = rows.findIndex(([what]) => what === log)
    if (at < 0) return
    expect(old[at]?.body).toContain("JSON")
    expect(now[at]?.body).not.toContain("JSON")
  })
})
