import { expect, it } from "vitest"
import { check } from "../support/check.ts"

// A 401 for a request that does not say what it is about: no challenge mends that.

const app = (test: string) => ({
  "app.js": `
const express = require("express")
const app = express()
app.get("/berths/:id", (req, res) => {
  const id = Number(req.query.id)
  if (${test}) return res.status(401).json({ error: "no" })
  res.json({})
})
`,
})

async function told(test: string): Promise<readonly (string | boolean)[]> {
  const { findings } = await check(app(test))
  return findings.flatMap(({ rule, severity, message, fixes }) =>
    rule === "missing-challenge" ? [severity, message.includes("400"), fixes.length > 0] : [],
  )
}

it.each(["!id", "!req.query.id", "!id || !req.query.side", "!req.body.berthId", "!req.params?.['id']"])(
  "%s asks for an input",
  async (test) => {
    expect(await told(test)).toEqual(["info", true, false])
  },
)

// A client, a session and a key are named as well, and what else is missing may be what lets somebody in.
it.each([
  "!req.body.client_id",
  "!req.query.session_id",
  "!req.query.code",
  "!id && !req.user",
  "!req.headers['x-id']",
])("%s does not", async (test) => {
  const [severity, is400] = await told(test)
  expect([severity, is400]).toEqual(["warning", false])
})
