import { fixTest } from "../support/fix-test.ts"

fixTest("handler-drops-headers", {
  prelude: `import express from "express"
import createError from "http-errors"
const app = express()
app.use((req, res, next) => {
  if (!req.headers.authorization) throw createError(401, "no", { headers: { "WWW-Authenticate": "Bearer" } })
  next()
})
`,
  file: "main.js",
  cases: [
    {
      // The statement in front of it ends like an \`if\`, without a semicolon.
      code: `app.use((err, req, res, next) => {
  console.log(err)
  res.status(err.status ?? 500).json({ error: "no" })
})
`,
      after: `app.use((err, req, res, next) => {
  console.log(err)
  if (err.headers) res.set(err.headers)
  res.status(err.status ?? 500).json({ error: "no" })
})
`,
    },
    {
      code: `app.use((err, req, res, next) => {
  if (err.status)
    res.status(err.status).json({ error: "no" })
  else next(err)
})
`,
      after: `app.use((err, req, res, next) => {
  if (err.status) {
    if (err.headers) res.set(err.headers)
    res.status(err.status).json({ error: "no" })
  }
  else next(err)
})
`,
    },
  ],
})

fixTest("handler-drops-headers", {
  prelude: `import Fastify from "fastify"
const app = Fastify()
app.addHook("onRequest", async (request) => {
  if (!request.headers.authorization)
    throw Object.assign(new Error("no"), { statusCode: 401, headers: { "WWW-Authenticate": "Bearer" } })
})
`,
  file: "main.js",
  cases: [
    {
      code: `app.setErrorHandler((error, request, reply) => {
  reply.code(error.statusCode ?? 500).send({ error: "no" })
})
`,
      after: `app.setErrorHandler((error, request, reply) => {
  if (error.headers) reply.headers(error.headers)
  reply.code(error.statusCode ?? 500).send({ error: "no" })
})
`,
    },
  ],
})

const hook = (body: string) => `app.addHook("onRequest", async (request, reply) => {
${body}
})
`
const missing = `  if (!request.headers.authorization) return reply.code(401).send({ error: "no" })`
const five = Array.from({ length: 5 }, () => missing).join("\n")

fixTest("missing-challenge", {
  prelude: `import Fastify from "fastify"
const app = Fastify()
`,
  file: "main.js",
  cases: [
    {
      code: hook(missing),
      after: hook(
        `  if (!request.headers.authorization) return reply.header("WWW-Authenticate", "Bearer").code(401).send({ error: "no" })`,
      ),
    },
    {
      code: hook(`  if (!request.headers.authorization) return reply.unauthorized("no")`),
      after: hook(
        `  if (!request.headers.authorization) return reply.header("WWW-Authenticate", "Bearer").unauthorized("no")`,
      ),
    },
    {
      code: hook(`  if (!request.headers.authorization) {
    reply.code(401)
    return { error: "no" }
  }`),
      after: hook(`  if (!request.headers.authorization) {
    reply.header("WWW-Authenticate", "Bearer")
    reply.code(401)
    return { error: "no" }
  }`),
    },
    {
      code: hook(five),
      title: "Add WWW-Authenticate: Bearer to every 401 of app",
      after: `app.addHook("onSend", async (request, reply) => {
  if (reply.statusCode === 401 && !reply.hasHeader("WWW-Authenticate")) reply.header("WWW-Authenticate", "Bearer")
})
${hook(five)}`,
    },
  ],
})

const challenged = `  if (!request.headers.authorization) return reply.header("WWW-Authenticate", "Bearer").code(401).send()`

fixTest("auth-on-options", {
  prelude: `import Fastify from "fastify"
import cors from "@fastify/cors"
const app = Fastify()
`,
  file: "main.js",
  cases: [
    {
      code: `${hook(challenged)}app.register(cors)\n`,
      after: `app.register(cors)\n${hook(challenged)}`,
    },
    {
      code: `${hook(challenged)}app.register(cors)\n`,
      title: "Let preflights through this gate",
      after: `${hook(
        `  if (request.method === "OPTIONS" && request.headers["access-control-request-method"]) return\n${challenged}`,
      )}app.register(cors)\n`,
    },
  ],
})

fixTest("scope-check-401", {
  prelude: `import { TRPCError } from "@trpc/server"
import { router, session } from "./router-of-ours"
`,
  file: "main.ts",
  cases: [
    {
      // The status is told by a word.
      code: `export async function close(ctx, id) {
  const { user } = await session(ctx)
  if (!user) throw new TRPCError({ code: "UNAUTHORIZED" })
  const order = await find(id)
  if (!user.isAdmin) throw new TRPCError({ code: "UNAUTHORIZED", message: "not yours" })
  return order
}
`,
      after: `export async function close(ctx, id) {
  const { user } = await session(ctx)
  if (!user) throw new TRPCError({ code: "UNAUTHORIZED" })
  const order = await find(id)
  if (!user.isAdmin) throw new TRPCError({ code: "FORBIDDEN", message: "not yours" })
  return order
}
`,
    },
  ],
})

fixTest("scope-check-401", {
  prelude: `import express from "express"
import { gate } from "./gate"
const app = express()
app.use((err, req, res, next) => { res.set(err.headers ?? {}).status(err.status ?? 500).json({ error: "no" }) })
`,
  file: "main.js",
  cases: [
    {
      code: `app.get("/orders/:id", (req, res, next) => {
  if (!req.user) return next(Object.assign(new Error("no"), { status: 401, headers: { "WWW-Authenticate": "Bearer" } }))
  if (!req.user.isAdmin) return next({ status: 401, message: "admins only", headers: { "WWW-Authenticate": "Bearer" } })
  res.json({})
})
`,
      after: `app.get("/orders/:id", (req, res, next) => {
  if (!req.user) return next(Object.assign(new Error("no"), { status: 401, headers: { "WWW-Authenticate": "Bearer" } }))
  if (!req.user.isAdmin) return next({ status: 403, message: "admins only", headers: { "WWW-Authenticate": "Bearer" } })
  res.json({})
})
`,
    },
  ],
})
