import { createHmac } from "node:crypto"
import { describe, expect, it } from "vitest"
import { fixedExample } from "./fix-example.ts"
import { ask, pythonWith, type Request } from "./python.ts"

const requirements = [
  "fastapi==0.124.4",
  "starlette==0.50.0",
  "httpx==0.28.1",
  "pyjwt==2.10.1",
  "python-multipart==0.0.20",
]
const env = { HARBOUR_SECRET: "0123456789abcdef0123456789abcdef", OFFICE_KEY: "key" }
const app = "main:app"
const office = "admin.main:app"
const visitors = "visitors.main:app"
const ada = { Authorization: "Bearer {ada}" }
const bo = { Authorization: "Bearer {bo}" }
const key = { "X-Office-Key": "key" }
const basic = (pair: string) => ({ ...key, Authorization: `Basic ${Buffer.from(pair).toString("base64")}` })
const logIn = (name: string, password: string, keep?: string): Request => ({
  app,
  method: "POST",
  path: "/token",
  json: { name, password },
  ...(keep === undefined ? {} : { keep: { [keep]: "access_token" } }),
})
const preflight = { Origin: "https://office.harbour.example", "Access-Control-Request-Method": "GET" }

/** A token of Ada's that nobody takes any more. */
function expired(secret: string): string {
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")
  const claims = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded({ sub: "ada", exp: 1 })}`
  return `${claims}.${createHmac("sha256", secret).update(claims).digest("base64url")}`
}

/** What is asked, how it is answered, and how it is answered once the fixes are in; without a word, as before. */
const table: readonly (readonly [string, Request, string, string?])[] = [
  ["Ada logs in", logIn("ada", "lighthouse", "ada"), "200"],
  ["Bo logs in", logIn("bo", "breakwater", "bo"), "200"],
  ["a wrong password", logIn("ada", "x"), "200", "401 Bearer"],
  ["no token", { app, method: "GET", path: "/berths" }, "401", "401 Bearer"],
  ["a bad token", { app, method: "GET", path: "/berths", headers: { Authorization: "Bearer x" } }, "403", "401 Bearer"],
  [
    "a token that has expired",
    { app, method: "GET", path: "/berths", headers: { Authorization: `Bearer ${expired(env.HARBOUR_SECRET)}` } },
    '401 Bearer error="token_expired"',
    '401 Bearer error="invalid_token"',
  ],
  ["a token", { app, method: "GET", path: "/berths", headers: ada }, "200"],
  [
    "a scope that Bo lacks",
    { app, method: "POST", path: "/berths/1/booking", headers: bo },
    '401 Bearer scope="berths:book"',
    '403 Bearer error="insufficient_scope", scope="berths:book"',
  ],
  ["a scope that Ada has", { app, method: "POST", path: "/berths/1/booking", headers: ada }, "201"],
  ["a berth that is taken", { app, method: "POST", path: "/berths/1/booking", headers: ada }, "409"],
  ["no such berth", { app, method: "GET", path: "/berths/9/depth", headers: ada }, "404"],
  ["Bo leaves Ada's berth", { app, method: "DELETE", path: "/berths/1/booking", headers: bo }, "403"],
  ["Ada leaves it", { app, method: "DELETE", path: "/berths/1/booking", headers: ada }, "204"],
  ["a log that cannot be read", { app, method: "GET", path: "/berths/1/depth", headers: ada }, "500"],
  [
    "a preflight of the captains' app",
    { app, method: "OPTIONS", path: "/berths", headers: { ...preflight, Origin: "https://harbour.example" } },
    "200",
  ],
  [
    "a preflight of the office",
    { app: office, method: "OPTIONS", path: "/officers", headers: preflight },
    "401 APIKey",
    "200",
  ],
  ["no office key", { app: office, method: "GET", path: "/officers" }, "401 APIKey"],
  [
    "no officer",
    { app: office, method: "GET", path: "/officers", headers: key },
    "401",
    '401 Basic realm="harbour office"',
  ],
  [
    "a wrong officer",
    { app: office, method: "GET", path: "/officers", headers: basic("grace:x") },
    "401",
    '401 Basic realm="harbour office"',
  ],
  ["an officer", { app: office, method: "GET", path: "/officers", headers: basic("grace:foghorn") }, "200"],
  [
    "a clerk dismisses",
    { app: office, method: "DELETE", path: "/officers/tom", headers: basic("tom:bollard") },
    "204",
    "403",
  ],
  ["the closed pier", { app: visitors, method: "GET", path: "/pier" }, "200", "403"],
  ["no visitor", { app: visitors, method: "GET", path: "/guestbook" }, "401 Bearer"],
  ["no such officer", { app: office, method: "DELETE", path: "/officers/x", headers: basic("grace:foghorn") }, "404"],
]

describe("examples/fastapi under FastAPI", () => {
  it("answers as the fixes promised, and else as before", { timeout: 600_000 }, async () => {
    const { before, after } = await fixedExample("fastapi")
    const python = pythonWith(requirements)
    const requests = table.map(([, request]) => request)
    const answers = [before, after].map((folder) => ask(python, "asgi.py", folder, requests, env))
    const told = answers.map((all) =>
      all.map(({ status, headers }, index) =>
        [table[index]?.[0], status, headers["www-authenticate"]].filter((word) => word !== undefined).join(" "),
      ),
    )
    expect(told[0]).toEqual(table.map(([what, , was]) => `${what} ${was}`))
    expect(told[1]).toEqual(table.map(([what, , was, is = was]) => `${what} ${is}`))
    const [old = [], now = []] = answers
    table.forEach(([what, , was, is = was], index) => {
      if (what === "a log that cannot be read") {
        expect(old[index]?.body).toContain("could not convert string to float")
        expect(now[index]?.body).toBe('{"detail":"The log could not be read"}')
      } else if (was === is)
        expect(now[index]?.body.replace(/"ey[^"]+"/, ""), what).toBe(old[index]?.body.replace(/"ey[^"]+"/, ""))
    })
  })
})
