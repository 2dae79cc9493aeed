const Koa = require("koa")
const Router = require("@koa/router")
const cors = require("@koa/cors")
const jwt = require("jsonwebtoken")

const secret = process.env.HARBOUR_SECRET
if (!secret) throw new Error("HARBOUR_SECRET is not set.")

const bookedBy = new Map([
  ["1", undefined],
  ["2", "ada"],
  ["3", undefined],
])

const captains = async (ctx, next) => {
  const token = ctx.get("Authorization").replace(/^Bearer /, "")
  if (!token) ctx.throw(401, "Log in first.") // gatelint: expect[missing-challenge]
  try {
    ctx.state.user = jwt.verify(token, secret, { algorithms: ["HS256"] })
  } catch {
    ctx.throw(403, "The token is not valid.") // gatelint: expect[unauthenticated-403]
  }
  await next()
}

const app = new Koa()
app.silent = true
app.use(captains) // gatelint: expect[auth-on-options]
app.use(cors({ origin: "https://harbour.example" }))

const router = new Router({ prefix: "/berths" })

router.get("/:id", (ctx) => {
  const { id } = ctx.params
  if (!bookedBy.has(id)) ctx.throw(404, "No such berth.")
  ctx.body = { id, free: bookedBy.get(id) === undefined }
})

router.delete("/:id/booking", (ctx) => {
  const { user } = ctx.state
  if (!user.scopes.includes("berths:book")) {
    ctx.throw(401, "You may only look.") // gatelint: expect[scope-check-401]
  }
  if (bookedBy.get(ctx.params.id) !== user.sub) ctx.throw(403, "Not your booking.")
  ctx.status = 204
})

app.use(router.routes())

module.exports = { app }
