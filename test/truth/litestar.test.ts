import { describe, it } from "vitest"
import type { Request } from "./python.ts"
import { holdsTrue, signed, type TruthRow } from "./truth-table.ts"

const env = { HARBOUR_SECRET: "0123456789abcdef0123456789abcdef" }
const requirements = ["litestar==2.18.0", "starlette==0.50.0", "sniffio==1.3.1", "pyjwt==2.10.1", "httpx==0.28.1"]

function request(method: string, path: string, headers: Readonly<Record<string, string>> = {}): Request {
  return { app: "app:app", method, path, headers }
}

function bearer(claims: Readonly<Record<string, unknown>>) {
  return { Authorization: `Bearer ${signed(env.HARBOUR_SECRET, claims)}` }
}

const ada = bearer({ sub: "ada", role: "captain" })
const master = bearer({ sub: "grace", role: "master" })

const rows: readonly TruthRow[] = [
  ["no token", request("GET", "/berths/1"), "401", "401 Bearer"],
  ["a bad token", request("GET", "/berths/1", { Authorization: "Bearer x" }), "403", "401 Bearer"],
  ["a token that has expired", request("GET", "/berths/1", bearer({ exp: 1 })), "401", "401 Bearer"],
  ["a token", request("GET", "/berths/1", ada), "200"],
  ["no such berth", request("GET", "/berths/9", ada), "404"],
  ["a captain closes a berth", request("DELETE", "/berths/1", ada), "401", "403"],
  ["the master closes a berth", request("DELETE", "/berths/1", master), "204"],
  ["a log that cannot be read", request("GET", "/berths/1/depth", ada), "500"],
  ["the flags", request("GET", "/flags", ada), "500", "403"],
]

describe("examples/litestar under Litestar", () => {
  it("answers as the fixes promised, and else as before", { timeout: 600_000 }, async () => {
    await holdsTrue({ example: "litestar", script: "asgi.py", requirements, env, rows })
  })
})
