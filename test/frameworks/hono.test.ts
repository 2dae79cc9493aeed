import { ruleTest } from "../support/rule-test.ts"

const prelude = `import { Hono } from "hono"
import { bearerAuth } from "hono/bearer-auth"
import { every } from "hono/combine"
import { cors } from "hono/cors"
import { createFactory, createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { verify } from "hono/jwt"
const app = new Hono()
`

const file = "main.ts"

ruleTest("missing-challenge", {
  hono: {
    prelude,
    file,
    loud: [
      `app.use("/api/*", async (c, next) => {
  if (!c.req.header("Authorization")) return «c.json({ error: "no" }, 401)»
  await next()
})`,
      `app.get("/me", async (c) => {
  try { return c.json(await verify(c.req.header("Authorization"), c.env.KEY)) } catch {
    return «c.text("bad token", { status: 401 })»
  }
})`,
      `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) { c.status(401); return «c.body(null)» }
  await next()
})`,
      `const gate = createMiddleware(async (context, next) => {
  if (!context.req.header("x-api-key")) throw «new HTTPException(401, { message: "no key" })»
  await next()
})
app.get("/", gate, (c) => c.json({}))`,
      // An error of the project's own: the factory's call fixes the status, the handler of errors sends it.
      `class AppError extends Error {
  constructor({ message, status }) { super(message); this.status = status }
}
const errorFactory = (base) => (more = {}) => new AppError({ ...base, ...more })
const unauthorized = «errorFactory({ message: "Unauthorized", status: 401 })»
const isAppError = (error: unknown): error is AppError => error instanceof AppError
function onErrors({ app }) {
  app.onError((error, c) => isAppError(error) ? c.json({ e: error.message }, error.status) : c.json({}, 500))
}
export function server() {
  const app = new Hono()
  onErrors({ app })
  app.use(async (c, next) => { if (!c.req.header("Authorization")) ‹throw unauthorized();› await next() })
  return app
}`,
      // Routes are registered in other files, gates come out of what a function gives.
      `
── gates.ts
export function createGates(db) {
  return {
    known: () => createMiddleware(async (c, next) => {
      if (!c.get("user")) return «c.json({ error: "who?" }, 401)»
      await next()
    }),
  }
}
── routes.ts
import { createGates } from "./gates"
export function register({ app, db }) {
  const { known } = createGates(db)
  app.get("/me", known(), (c) => c.json({}))
}
── server.ts
import { register } from "./routes"
export const start = (db) => { const api = new Hono(); register({ app: api, db }); return api }`,
    ],
    quiet: [
      `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) return c.json({ e: "no" }, 401, { "WWW-Authenticate": "Bearer" })
  await next()
})`,
      `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) return c.json({ e: "no" }, { status: 401, headers: { "www-authenticate": "Bearer" } })
  await next()
})`,
      `app.use(async (c, next) => {
  c.header("WWW-Authenticate", "Bearer")
  if (!c.req.header("Authorization")) return c.text("no", 401)
  await next()
})`,
      // What is set on the context goes out with the exception, too.
      `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) {
    c.header("WWW-Authenticate", 'Bearer realm="api"')
    throw new HTTPException(401, { message: "no" })
  }
  await next()
})`,
      `app.use(async (c, next) => {
  const res = new Response("no", { status: 401, headers: { "WWW-Authenticate": "Bearer" } })
  if (!c.req.header("Authorization")) throw new HTTPException(401, { res })
  await next()
})`,
      // An outer middleware completes every 401.
      `app.use(async (c, next) => { await next(); if (c.res.status === 401) c.header("WWW-Authenticate", "Bearer") })
app.get("/", (c) => c.req.header("Authorization") ? c.json({}) : c.json({}, 401))`,
      `app.use(async (c, next) => { await next(); if (c.res.status === 401) c.res.headers.set("WWW-Authenticate", "Bearer") })
app.get("/", (c) => c.req.header("Authorization") ? c.json({}) : c.json({}, 401))`,
      `app.use(bearerAuth({ token: "x" }))\napp.get("/", (c) => c.json({}))`,
    ],
  },
})

ruleTest("scope-check-401", {
  hono: {
    prelude,
    file,
    loud: [
      `app.delete("/:id", async (c) => {
  const user = c.get("user")
  if (!user) return c.json({}, 401, { "WWW-Authenticate": "Bearer" })
  if (user.role !== "admin") «return c.json({ error: "admins only" }, 401)»
  return c.json({})
})`,
    ],
    quiet: [
      `app.get("/me", (c) => c.get("user").role === "admin" ? c.json({}) : c.json({ error: "Insufficient role" }, 403))`,
    ],
    others: [
      // The name says that it asks who is there, whatever else it looks at.
      `function isAuthenticationValid({ session, required }) {
  if (!session) return false
  return required.every((permission) => session.permissions.includes(permission))
}
app.use(async (c, next) => {
  if (!isAuthenticationValid({ session: c.get("session"), required: ["a"] })) return c.json({}, 401)
  await next()
})`,
    ],
  },
})

ruleTest("unauthenticated-403", {
  hono: {
    prelude,
    file,
    loud: [
      `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) «return c.json({ error: "no" }, 403)»
  await next()
})`,
    ],
    quiet: [],
  },
})

ruleTest("auth-on-options", {
  hono: {
    prelude: `${prelude}const gate = async (c, next) => {
  if (!c.req.header("Authorization")) return c.json({ e: "no" }, 401, { "WWW-Authenticate": "Bearer" })
  await next()
}\n`,
    file,
    loud: [
      `«app.use(gate)»\napp.use(cors())`,
      `«app.use("/api/*", gate)»\napp.use("*", cors())`,
      `«app.use("/api/*", gate, cors())»`,
      `«app.use(bearerAuth({ token: "x" }))»\napp.use(cors())`,
      `const admin = new Hono()\n«admin.use(gate)»\napp.route("/admin", admin)\napp.use(cors())`,
      `«app.all("/api/*", gate, (c) => c.json({}))»\napp.use(cors())`,
    ],
    quiet: [
      `app.use(cors())\napp.use(gate)`,
      `app.use("/api/*", cors(), gate)`,
      `app.use(every(cors(), gate))`,
      // A method's handlers never see OPTIONS.
      `app.get("/me", gate, (c) => c.json({}))\napp.use(cors())`,
      `app.use("/admin/*", gate)\napp.use("/api/*", cors())`,
      // Nothing here speaks CORS.
      `app.use(gate)`,
      `app.use(async (c, next) => {
  if (c.req.method === "OPTIONS") return next()
  if (!c.req.header("Authorization")) return c.json({ e: "no" }, 401, { "WWW-Authenticate": "Bearer" })
  await next()
})
app.use(cors())`,
      // The origin is worked out per request.
      `app.use(createMiddleware(async (c, next) => cors({ origin: c.env.ORIGIN })(c, next)))\napp.use(gate)`,
    ],
  },
})

ruleTest("handler-drops-headers", {
  hono: {
    prelude,
    file,
    loud: [
      `app.onError(‹›(err, c) => {
  if (err instanceof HTTPException) return «c.json({ error: "no" }, err.status)»
  return c.json({ error: "Internal error" }, 500)
})`,
      // An HTTPException of Hono's own middleware becomes a failure of the server.
      `class AppError extends Error {}
app.onError(‹›(err, c) => {
  if (err instanceof AppError) return c.json({ error: err.message }, 400)
  return «c.json({ error: "Internal error" }, 500)»
})`,
    ],
    quiet: [
      `app.onError((err, c) => err instanceof HTTPException ? err.getResponse() : c.json({ error: "Internal error" }, 500))`,
      `app.onError((err, c) => {
  if (err instanceof HTTPException) return new Response("no", err.getResponse())
  return c.json({}, 500)
})`,
      `app.onError((err, c) => {
  if (err instanceof HTTPException) { const r = err.getResponse(); return c.newResponse(r.body, r) }
  return c.json({}, 500)
})`,
    ],
  },
})

ruleTest("leaky-detail", {
  hono: {
    prelude,
    file,
    loud: [
      `app.onError((err, c) => c.json(«{ error: err.message }», 500))`,
      `app.get("/", async (c) => { try { return c.json(await load()) } catch (e) { return c.json(«{ error: String(e) }», 500) } })`,
    ],
    quiet: [],
    others: [
      `class AppError extends Error {}
app.onError((err, c) => {
  if (err instanceof AppError) return c.json({ error: err.message }, 400)
  return c.json({ error: "Internal error" }, 500)
})`,
      `class AppError extends Error { hidden = false }
const isAppError = (e: unknown): e is AppError => e instanceof AppError
app.onError((err, c) => {
  if (isAppError(err) && !err.hidden) return c.json({ error: err.message }, 400)
  return c.json({ error: "Internal error" }, 500)
})`,
    ],
  },
})

/** `createHandlers` puts several together. */
ruleTest("missing-challenge", {
  "hono factories": {
    prelude: `${prelude}const factory = createFactory()\n`,
    file,
    loud: [
      `const handlers = factory.createHandlers(async (c, next) => {
  if (!c.req.header("Authorization")) return «c.json({}, 401)»
  await next()
}, (c) => c.json({}))
app.get("/", ...handlers)`,
    ],
    quiet: [],
  },
})
