import { Hono } from "hono"
import { cors } from "hono/cors"
import { HTTPException } from "hono/http-exception"
import { verify } from "hono/jwt"
import { office } from "./office.js"

const secret = process.env.HARBOUR_SECRET
if (!secret) throw new Error("HARBOUR_SECRET is not set.")

const bookedBy = new Map([
  ["1", undefined],
  ["2", "ada"],
  ["3", undefined],
])
const logs = new Map([
  ["1", "{ depth: 2.4"],
  ["2", '{ "depth": 2.1 }'],
  ["3", '{ "depth": 1.9 }'],
])

const captains = async (c, next) => {
  const token = c.req.header("Authorization")?.replace(/^Bearer /, "")
  if (!token) return c.json({ error: "Log in first." }, 401) // gatelint: expect[missing-challenge]
  try {
    c.set("claims", await verify(token, secret, "HS256"))
  } catch {
    return c.json({ error: "The token is not valid." }, 403) // gatelint: expect[unauthenticated-403]
  }
  await next()
}

export const app = new Hono()

app.onError((error, c) => {
  if (error instanceof HTTPException) {
    return c.json({ error: "The office is closed to you." }, error.status) // gatelint: expect[handler-drops-headers]
  }
  return c.json({ error: "Something broke." }, 500)
})

app.route("/office", office)
app.use(cors({ origin: "https://harbour.example" }))
app.use("/berths/*", captains)

app.get("/berths/:id", (c) => {
  const { id } = c.req.param()
  return bookedBy.has(id)
    ? c.json({ id, free: bookedBy.get(id) === undefined })
    : c.json({ error: "No such berth." }, 404)
})

app.get("/berths/:id/depth", (c) => {
  try {
    return c.json(JSON.parse(logs.get(c.req.param("id"))))
  } catch (error) {
    return c.json({ error: error.message }, 500) // gatelint: expect[leaky-detail]
  }
})

app.delete("/berths/:id/booking", (c) => {
  const claims = c.get("claims")
  if (!claims.scopes.includes("berths:book")) {
    return c.json({ error: "You may only look." }, 401) // gatelint: expect[scope-check-401]
  }
  if (bookedBy.get(c.req.param("id")) !== claims.sub) return c.json({ error: "Not your booking." }, 403)
  return c.body(null, 204)
})
