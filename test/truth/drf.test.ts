import { describe, it } from "vitest"
import type { Request } from "./python.ts"
import { holdsTrue, signed, type TruthRow } from "./truth-table.ts"

const env = {
  HARBOUR_SECRET: "0123456789abcdef0123456789abcdef",
  OFFICE_KEY: "key",
  DJANGO_SETTINGS_MODULE: "harbour.settings",
}
const requirements = [
  "django==5.2.8",
  "djangorestframework==3.16.1",
  "django-cors-headers==4.9.0",
  "pyjwt==2.10.1",
  "httpx==0.28.1",
]
const preflight = { Origin: "https://harbour.example", "Access-Control-Request-Method": "GET" }
const key = { "X-Office-Key": "key" }

function request(method: string, path: string, headers: Readonly<Record<string, string>> = {}): Request {
  return { app: "django.core.wsgi:get_wsgi_application()", method, path, headers }
}

function bearer(claims: Readonly<Record<string, unknown>>) {
  return { Authorization: `Bearer ${signed(env.HARBOUR_SECRET, claims)}` }
}

const ada = bearer({ sub: "ada", role: "captain" })
const master = bearer({ sub: "grace", role: "master" })

const rows: readonly TruthRow[] = [
  ["no token", request("GET", "/berths/1"), "403"],
  ["a bad token", request("GET", "/berths/1", { Authorization: "Bearer x" }), "403"],
  ["a token", request("GET", "/berths/1", ada), "200"],
  ["no such berth", request("GET", "/berths/9", ada), "404"],
  ["a berth of somebody else's", request("DELETE", "/berths/1", ada), "403"],
  ["no office key", request("GET", "/office/officers", master), "200", "401 Bearer"],
  ["a wrong office key", request("GET", "/office/officers", { "X-Office-Key": "x" }), "401", "401 Bearer"],
  ["a captain in the office", request("GET", "/office/officers", { ...key, ...ada }), "403"],
  ["the master in the office", request("GET", "/office/officers", { ...key, ...master }), "200"],
  ["a preflight of the office", request("OPTIONS", "/office/officers", preflight), "200"],
]

describe("examples/drf under Django REST framework", () => {
  it("answers as the fixes promised, and else as before", { timeout: 600_000 }, async () => {
    await holdsTrue({ example: "drf", script: "wsgi.py", requirements, env, rows })
  })
})
