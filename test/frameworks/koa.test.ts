import { ruleTest } from "../support/rule-test.ts"

const prelude = `const Koa = require("koa")
const Router = require("@koa/router")
const cors = require("@koa/cors")
const koaJwt = require("koa-jwt")
const createError = require("http-errors")
const app = new Koa()
`
const file = "main.js"
const gate = `const gate = async (ctx, next) => {
  if (!ctx.get("Authorization")) ctx.throw(401, "no", { headers: { "WWW-Authenticate": "Bearer" } })
  await next()
}
`

ruleTest("missing-challenge", {
  koa: {
    prelude,
    file,
    loud: [
      `app.use(async (ctx, next) => {
  «ctx.assert(ctx.headers.authorization, 401, "no")»
  await next()
})`,
      `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) «ctx.throw(401, "no")»
  await next()
})`,
      `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) { «ctx.status» = 401; ctx.body = { error: "no" }; return }
  await next()
})`,
      `const router = new Router({ prefix: "/api" })
router.get("me", "/me", async (ctx) => {
  if (!ctx.headers.authorization) throw «createError(401, "no")»
  ctx.body = {}
})
app.use(router.routes())`,
    ],
    quiet: [
      `app.use(async (ctx, next) => {
  ctx.assert(ctx.headers.authorization, 401, "no", { headers: { "WWW-Authenticate": "Bearer" } })
  await next()
})`,
      `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) ctx.throw(401, "no", { headers: { "WWW-Authenticate": "Bearer" } })
  await next()
})`,
      `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) { ctx.set("WWW-Authenticate", "Bearer"); ctx.status = 401; ctx.body = {}; return }
  await next()
})`,
      // The outermost middleware completes what is thrown and what is written.
      `app.use(async (ctx, next) => {
  try { await next() } catch (e) {
    if (e.status === 401) ctx.set("WWW-Authenticate", "Bearer")
    ctx.status = e.status || 500
    ctx.body = { error: "no" }
  }
})
app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) ctx.throw(401, "no")
  await next()
})`,
    ],
  },
})

ruleTest("auth-on-options", {
  koa: {
    prelude: prelude + gate,
    file,
    loud: [`«app.use(gate)»\napp.use(cors())`, `«app.use(koaJwt({ secret: process.env.KEY }))»\napp.use(cors())`],
    quiet: [
      `app.use(cors())\napp.use(gate)`,
      `app.use(cors())\napp.use(koaJwt({ secret: process.env.KEY }))`,
      `app.use(koaJwt({ secret: process.env.KEY, passthrough: true }))\napp.use(cors())`,
      // A router's middleware runs only for what its routes take, method and all.
      `const router = new Router()\nrouter.use(gate)\nrouter.get("/me", (ctx) => { ctx.body = {} })\napp.use(router.routes()).use(cors())`,
      `app.use(async (ctx, next) => {
  if (ctx.method === "OPTIONS") return next()
  if (!ctx.get("Authorization")) ctx.throw(401, "no", { headers: { "WWW-Authenticate": "Bearer" } })
  await next()
})
app.use(cors())`,
    ],
  },
})

ruleTest("handler-drops-headers", {
  koa: {
    prelude,
    file,
    loud: [
      // What was set on the context stays, what the error brought goes.
      `app.use(async (ctx, next) => {
  try { await next() } ‹›catch (e) {
    «ctx.status» = e.status || 500
    ctx.body = { error: "no" }
  }
})`,
      `app.use(async (ctx, next) => {
  try { await next() } catch (e) {
    «ctx.status» = e.statusCode ?? e.status ?? 500
    ctx.body = { error: "no" }
  }
})
app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) ‹ctx.throw(401, "no", { headers: { "WWW-Authenticate": "Bearer" } })›
  await next()
})`,
      `app.use(async (ctx, next) => {
  try { await next() } ‹›catch {
    «ctx.status» = 500
    ctx.body = { error: "sorry" }
  }
})`,
      // Who listens answers where the middleware that catches hands it on with the context.
      `app.use(async (ctx, next) => {
  try { await next() } catch (e) { ctx.app.emit("error", e, ctx) }
})
app.on("error", (error, ctx) => { «ctx.status» = error.status || 500; ctx.body = { error: "no" } })
app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) ‹ctx.throw(401, "no", { headers: { "WWW-Authenticate": "Bearer" } })›
  await next()
})`,
    ],
    quiet: [
      `app.use(async (ctx, next) => {
  try { await next() } catch (e) { ctx.set(e.headers ?? {}); ctx.status = e.status ?? 500; ctx.body = { e: "error" } }
})`,
      `app.use(async (ctx, next) => {
  try { await next() } catch (e) { ctx.app.emit("error", e, ctx) }
})
app.on("error", (error, ctx) => {
  ctx.set(error.headers ?? {})
  ctx.status = error.status || 500
  ctx.body = { error: "no" }
})`,
      // It answers itself, and who listens only writes a log.
      `app.use(async (ctx, next) => {
  try { await next() } catch (e) {
    ctx.set(e.headers ?? {})
    ctx.status = e.status ?? 500
    ctx.body = { e: "error" }
    ctx.app.emit("error", e, ctx)
  }
})
app.on("error", (error, ctx) => { ctx.status = error.status })`,
      `app.use(async (ctx, next) => {
  try { await next() } catch (e) { console.error(e); throw e }
})`,
      // The event is for the log: Koa answers, with the error's headers.
      `app.on("error", (err, ctx) => { ctx.status = err.status; ctx.body = { error: "no" } })`,
      // Nothing that may refuse runs behind it, and what is caught is a call of its own.
      `app.use(async (ctx, next) => {
  try { ctx.state.user = await load(ctx) } catch (e) { ctx.status = 500; ctx.body = {}; return }
  await next()
})`,
      // What is thrown in front of it is not its to catch.
      `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) ctx.throw(401, "no", { headers: { "WWW-Authenticate": "Bearer" } })
  await next()
})
app.use(async (ctx, next) => {
  try { await next() } catch (e) { ctx.status = e.status || 500; ctx.body = { error: "no" } }
})`,
    ],
  },
})
