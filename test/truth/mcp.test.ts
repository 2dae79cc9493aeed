import { describe, it } from "vitest"
import type { Request } from "./python.ts"
import { holdsTrue, type TruthRow } from "./truth-table.ts"

const env = { HARBOUR_TOKEN: "token" }
const requirements = ["mcp==1.21.0", "pydantic==2.11.10", "starlette==0.50.0", "httpx==0.28.1"]
const preflight = { Origin: "https://harbour.example", "Access-Control-Request-Method": "POST" }

function request(method: string, headers: Readonly<Record<string, string>> = {}): Request {
  return { app: "server:app", method, path: "/mcp", headers }
}

const rows: readonly TruthRow[] = [
  // Which metadata a client shall read, nobody but the project can say.
  ["no token", request("POST"), "401"],
  ["another scheme", request("POST", { Authorization: "Basic x" }), "403", "401 Bearer"],
  [
    "a wrong token",
    request("POST", { Authorization: "Bearer x" }),
    '401 Bearer error="invalid_token", resource_metadata="https://harbour.example/.well-known/oauth-protected-resource"',
  ],
  ["a preflight", request("OPTIONS", preflight), "401", "200"],
]

describe("examples/mcp under the MCP SDK", () => {
  it("answers as the fixes promised, and else as before", { timeout: 600_000 }, async () => {
    await holdsTrue({ example: "mcp", script: "asgi.py", requirements, env, rows })
  })
})
