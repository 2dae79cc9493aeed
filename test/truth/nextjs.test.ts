import { expect, it } from "vitest"
import { holdsTrue, signed, type TruthRow } from "./truth-table.ts"

const secret = "0123456789abcdef0123456789abcdef"
const preflight = { Origin: "https://harbour.example", "Access-Control-Request-Method": "GET" }
const bearer = (claims: Readonly<Record<string, unknown>>) => ({ Authorization: `Bearer ${signed(secret, claims)}` })
const ada = bearer({ sub: "ada", scopes: ["berths:read", "berths:book"] })
const bo = bearer({ sub: "bo", scopes: ["berths:read"] })
const eve = bearer({ sub: "eve", scopes: [], role: "master" })

const request = (method: string, path: string, headers: Readonly<Record<string, string>> = {}) => ({
  app: "",
  method,
  path: `/api${path}`,
  headers,
})

const office = 'Bearer realm="office"'

const rows: readonly TruthRow[] = [
  ["a log that cannot be read", request("GET", "/berths/1/depth", ada), "500"],
  ["no token", request("GET", "/berths/1"), "401", `401 ${office}`],
  ["a bad token", request("GET", "/berths/1", { Authorization: "Bearer x" }), "403", `401 ${office}`],
  ["a token", request("GET", "/berths/1", ada), "200"],
  ["no such berth", request("GET", "/berths/9", ada), "404"],
  ["a scope that Bo lacks", request("DELETE", "/berths/1/booking", bo), "401", "403"],
  ["a berth of somebody else's", request("DELETE", "/berths/1/booking", ada), "403"],
  ["a booking of one's own", request("DELETE", "/berths/2/booking", ada), "204"],
  ["a preflight to the office", request("OPTIONS", "/office/officers", preflight), `401 ${office}`, "204"],
  ["no preflight", request("OPTIONS", "/office/officers"), `401 ${office}`],
  ["nobody in the office", request("GET", "/office/officers"), `401 ${office}`],
  ["no master in the office", request("GET", "/office/officers", ada), "403"],
  ["the master in the office", request("GET", "/office/officers", eve), "200"],
]

it("examples/nextjs under Next.js answers as the fixes promised, and else as before", {
  timeout: 900_000,
}, async () => {
  const { old, now } = await holdsTrue({
    example: "nextjs",
    script: "next.mjs",
    requirements: [
      "next@15.5.6",
      "react@19.2.0",
      "react-dom@19.2.0",
      "jose@6.1.0",
      "typescript@5.9.3",
      "@types/node@20.19.19",
      "@types/react@19.2.2",
    ],
    env: { HARBOUR_SECRET: secret, NEXT_TELEMETRY_DISABLED: "1" },
    rows,
  })
  expect(old[0]?.body).toContain("JSON")
  expect(now[0]?.body).not.toContain("JSON")
})
