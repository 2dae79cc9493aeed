import { describe, expect, it } from "vitest"
import type { Request } from "./python.ts"
import { holdsTrue, signed, type TruthRow } from "./truth-table.ts"

const env = { HARBOUR_SECRET: "0123456789abcdef0123456789abcdef", OFFICE_KEY: "key" }
const requirements = ["flask==3.1.2", "flask-cors==6.0.1", "pyjwt==2.10.1", "httpx==0.28.1"]
const preflight = { Origin: "https://harbour.example", "Access-Control-Request-Method": "GET" }

function request(method: string, path: string, headers: Readonly<Record<string, string>> = {}): Request {
  return { app: "main:app", method, path, headers }
}

function bearer(claims: Readonly<Record<string, unknown>>) {
  return { Authorization: `Bearer ${signed(env.HARBOUR_SECRET, claims)}` }
}

const ada = bearer({ sub: "ada", scopes: ["berths:read", "berths:book"] })
const bo = bearer({ sub: "bo", scopes: ["berths:read"] })
const log = "a log that cannot be read"

const rows: readonly TruthRow[] = [
  ["no token", request("GET", "/berths/1"), "401", "401 Bearer"],
  ["a bad token", request("GET", "/berths/1", { Authorization: "Bearer x" }), "403", "401 Bearer"],
  // The handler of all errors drops the challenge that `abort` was given.
  ["a token that has expired", request("GET", "/berths/1", bearer({ sub: "ada", exp: 1 })), "401"],
  ["a token", request("GET", "/berths/1", ada), "200"],
  ["no such berth", request("GET", "/berths/9", ada), "404"],
  [
    "a scope that Bo lacks",
    request("DELETE", "/berths/1/booking", bo),
    "401 Bearer",
    '403 Bearer error="insufficient_scope"',
  ],
  ["a berth of somebody else's", request("DELETE", "/berths/1/booking", ada), "403"],
  [log, request("GET", "/berths/1/depth", ada), "500"],
  ["no office key", request("GET", "/office/officers"), "401 APIKey"],
  ["an office key", request("GET", "/office/officers", { "X-Office-Key": "key" }), "200"],
  ["a preflight of the office", request("OPTIONS", "/office/officers", preflight), "401 APIKey", "200"],
]

describe("examples/flask under Flask", () => {
  it("answers as the fixes promised, and else as before", { timeout: 600_000 }, async () => {
    const { old, now } = await holdsTrue({ example: "flask", script: "wsgi.py", requirements, env, rows })
    const at = rows.findIndex(([what]) => what === log)
    expect(old[at]?.body).toContain("could not convert string to float")
    expect(now[at]?.body).not.toContain("could not convert")
  })
})
