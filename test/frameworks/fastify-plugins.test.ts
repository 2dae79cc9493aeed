import { ruleTest } from "../support/rule-test.ts"

const prelude = `import fastify, { FastifyInstance } from "fastify"
import cors from "@fastify/cors"
import fp from "fastify-plugin"
import fastifyJwt from "@fastify/jwt"
import fastifyAuth from "@fastify/auth"
import basicAuth from "@fastify/basic-auth"
import bearerAuth from "@fastify/bearer-auth"
import sensible from "@fastify/sensible"
import createError from "@fastify/error"
const app = fastify()
`

/** A hook that refuses with a challenge, so that only the preflight is in question. */
const auth = `const auth = async (request, reply) => {
  if (!request.headers.authorization) return reply.code(401).header("WWW-Authenticate", "Bearer").send({})
}
`

ruleTest("missing-challenge", {
  "fastify replies": {
    prelude,
    file: "main.ts",
    loud: [
      `app.get("/", (request, reply) => {
  if (!request.headers.authorization) return «reply.status(401).send({})»
})`,
      `app.get("/", async (request, reply) => {
  if (!request.headers.authorization) { «reply.statusCode» = 401; return { error: "no" } }
})`,
      `app.get("/", async (request) => {
  if (!request.headers.authorization) throw «Object.assign(new Error("no"), { statusCode: 401 })»
})`,
      `app.get("/", async (request) => {
  if (!request.headers.authorization) {
    const error = «new Error("no")»
    error.statusCode = 401
    ‹throw error›
  }
})`,
      // What is no Error is taken at its word as well.
      `app.get("/", async (request) => {
  if (!request.headers.authorization) throw «{ statusCode: 401, message: "no" }»
})`,
      `app.get("/", (request, reply) => {
  const denied = «new Error("no")»
  denied.statusCode = 401
  if (!request.headers.authorization) return ‹reply.send(denied)›
})`,
      // An error that an async handler returns is an answer to refuse with.
      `app.get("/", async (request) => {
  if (!request.headers.authorization) return «Object.assign(new Error("no"), { statusCode: 401 })»
  return {}
})`,
      `app.addHook("preHandler", (request, reply, done) => {
  if (!request.headers.authorization) return done(«Object.assign(new Error("no"), { statusCode: 401 })»)
  done()
})`,
      // Fastify keeps the status where Express does not.
      `app.get("/", (request, reply) => {
  if (!request.headers.authorization) return «reply.code(401).redirect("/login")»
})`,
      `const Unauthorized = createError("ERR_UNAUTHORIZED", "%s is missing", 401)
app.get("/", async (request) => {
  if (!request.headers.authorization) throw «new Unauthorized("the token")»
})`,
      `app.get("/", (request, reply) => {
  if (!request.headers.authorization) return «reply.unauthorized("no")»
})`,
      `app.get("/", async (request, reply) => {
  if (!request.headers.authorization) throw «reply.getHttpError(401, "no")»
})`,
      `app.get("/", async (request) => {
  if (!request.headers.authorization) throw «app.httpErrors.unauthorized("no")»
})`,
      `export default async function routes(fastify: FastifyInstance) {
  fastify.get("/", async (request) => {
    if (!request.headers.authorization) throw «fastify.httpErrors.unauthorized()»
  })
}`,
      // Its fourth argument is dropped.
      `app.get("/", async (request) => {
  «app.assert(request.headers.authorization, 401, "no", { headers: { "WWW-Authenticate": "Bearer" } })»
})`,
      `app.get("/", (request, reply) => {
  if (!request.headers.authorization) { «reply.raw.writeHead(401)»; reply.raw.end() }
})`,
    ],
    quiet: [
      `app.get("/", (request, reply) => {
  if (!request.headers.authorization) return reply.code(401).header("WWW-Authenticate", "Bearer").send({})
})`,
      `app.get("/", (request, reply) => {
  if (!request.headers.authorization) return reply.headers({ "www-authenticate": "Bearer" }).code(401).send({})
})`,
      `app.get("/", (request, reply) => {
  reply.header("WWW-Authenticate", "Bearer")
  if (!request.headers.authorization) return reply.unauthorized("no")
})`,
      // Fastify's own handler sends the error's headers.
      `app.get("/", async (request) => {
  if (!request.headers.authorization)
    throw Object.assign(new Error("no"), { statusCode: 401, headers: { "WWW-Authenticate": "Bearer" } })
})`,
      // A plain error in a hook is a 500.
      `app.addHook("onRequest", async (request) => {
  if (!request.headers.authorization) throw new Error("no token")
})`,
      // What is described is not answered.
      `app.get("/", { schema: { response: { 401: { type: "object" } } } }, async () => [])`,
      `app.addHook("onError", async (request, reply, error) => {
  if (error.statusCode === 401) reply.header("WWW-Authenticate", "Bearer")
})
app.get("/", async (request) => {
  if (!request.headers.authorization) throw Object.assign(new Error("no"), { statusCode: 401 })
})`,
      `app.get("/", async (request, reply) => { if (!request.params.id) return reply.callNotFound() })`,
      `app.get("/", async (request, reply) => {
  if (!request.headers.authorization) {
    reply.raw.writeHead(401, { "WWW-Authenticate": "Bearer" })
    reply.raw.end()
  }
})`,
    ],
  },
})

ruleTest("auth-on-options", {
  "fastify hooks": {
    prelude: prelude + auth,
    file: "main.ts",
    loud: [
      `«app.addHook("onRequest", auth)»
await app.register(cors)`,
      `«app.addHook("preHandler", auth)»
app.register(cors, { hook: "preHandler" })`,
      `app.register(cors, { hook: "preHandler" })
«app.addHook("preParsing", auth)»`,
      `app.register(cors, { hook: "preHandler" })
«app.addHook("preValidation", auth)»`,
      `app.register(fp(async (instance) => { «instance.addHook("onRequest", auth)» }))
app.register(cors)`,
      // A plugin that says itself that its context is its parent's.
      `async function plugin(instance) { «instance.addHook("onRequest", auth)» }
plugin[Symbol.for("skip-override")] = true
app.register(plugin)
app.register(cors)`,
      `«app.register(bearerAuth, { keys: new Set([process.env.KEY]) })»
app.register(cors)`,
      // CORS hands the preflight on.
      `app.register(cors, { preflightContinue: true })
«app.addHook("onRequest", auth)»`,
      `«app.addHook("onRequest", app.authenticate)»
app.decorate("authenticate", auth)
app.register(cors)`,
      `«app.addHook("onRequest", (request, reply, done) => {
  if (!request.headers.authorization) return done(Object.assign(new Error("no"), { statusCode: 401, headers: { "WWW-Authenticate": "Bearer" } }))
  if (request.method === "OPTIONS") return done()
  done()
})»
app.register(cors)`,
    ],
    quiet: [
      `await app.register(cors)
app.addHook("onRequest", auth)`,
      `app.addHook("preValidation", auth)
app.register(cors)`,
      `app.register(cors)
app.register(fp(async (instance) => { instance.addHook("onRequest", auth) }))`,
      `app.register(cors)
app.register(bearerAuth, { keys: new Set([process.env.KEY]) })`,
      `app.register(async (child) => {
  child.register(cors)
  child.addHook("onRequest", auth)
  child.get("/", async () => [])
})`,
      `app.addHook("onRequest", async (request, reply) => {
  if (request.method === "OPTIONS") return
  if (!request.headers.authorization) return reply.code(401).header("WWW-Authenticate", "Bearer").send({})
})
app.register(cors)`,
      `app.addHook("onRequest", (request, reply, done) => {
  if (request.method === "OPTIONS") return done()
  if (!request.headers.authorization) return reply.code(401).header("WWW-Authenticate", "Bearer").send({})
  done()
})
app.register(cors)`,
      // It answers nobody by itself.
      `app.register(fastifyJwt, { secret: process.env.KEY })
app.register(cors)`,
    ],
  },
})

ruleTest("scope-check-401", {
  "fastify gates": {
    prelude,
    file: "main.ts",
    loud: [
      `app.addHook("preHandler", async (request, reply) => {
  await request.jwtVerify()
  if (!request.user.roles.includes("admin")) «reply.code(401).send({ error: "no" })»
})`,
      `app.decorate("admin", async (request) => {
  if (request.user.role !== "admin") «throw Object.assign(new Error("no"), { statusCode: 401 })»
})
app.get("/", { preHandler: app.auth([app.admin]) }, async () => [])`,
    ],
    quiet: [
      `app.decorate("admin", async (request) => {
  if (request.user.role !== "admin") throw Object.assign(new Error("no"), { statusCode: 403 })
})
app.get("/", { preHandler: app.auth([app.admin]) }, async () => [])`,
    ],
  },
})

ruleTest("unauthenticated-403", {
  "fastify gates": {
    prelude,
    file: "main.ts",
    loud: [
      `app.addHook("onRequest", async (request, reply) => {
  if (!request.headers.authorization) return «reply.code(403).send({ error: "no" })»
})`,
      `app.addHook("onRequest", async (request, reply) => {
  try { await request.jwtVerify() } catch { return «reply.forbidden("no")» }
})`,
    ],
    quiet: [
      `app.get("/", async (request, reply) => { if (request.user.role !== "admin") return reply.forbidden("no") })`,
    ],
  },
})

ruleTest("leaky-detail", {
  "fastify errors": {
    prelude,
    file: "main.ts",
    loud: [
      `app.setErrorHandler((error, request, reply) => { reply.headers(error.headers ?? {}); reply.code(error.statusCode ?? 500).send(«{ error: error.message }») })`,
      `app.get("/", async (request, reply) => {
  try { return await load() } catch (error) { return reply.code(500).send(«{ error: error.message }») }
})`,
      `app.get("/", async (request, reply) => {
  try { return await load() } catch (error) { return reply.internalServerError(«error.message») }
})`,
    ],
    quiet: [
      `app.setErrorHandler((error, request, reply) => {
  const code = error.statusCode ?? 500
  if (error.headers) reply.headers(error.headers)
  return reply.code(code).send({ error: code < 500 ? error.message : "Internal error" })
})`,
      `app.get("/", async (request, reply) => {
  try { return await load() } catch (error) { request.log.error(error); return reply.code(500).send({ error: "sorry" }) }
})`,
    ],
  },
})

ruleTest("handler-drops-headers", {
  "fastify contexts": {
    prelude,
    file: "main.ts",
    loud: [
      // The handler of a context answers what its routes throw.
      `app.register(async (child) => {
  child.setErrorHandler((error, request, reply) => { «reply.code(error.statusCode ?? 500).send({ error: "no" })» })
  child.get("/", async (request) => {
    if (!request.headers.authorization)
      ‹throw Object.assign(new Error("no"), { statusCode: 401, headers: { "WWW-Authenticate": "Bearer" } })›
  })
})`,
    ],
    quiet: [
      // The other context has its own.
      `app.register(async (child) => {
  child.setErrorHandler((error, request, reply) => { reply.send(error) })
})
app.get("/", async (request) => {
  if (!request.headers.authorization)
    throw Object.assign(new Error("no"), { statusCode: 401, headers: { "WWW-Authenticate": "Bearer" } })
})`,
      `app.setErrorHandler((error, request, reply) => { request.log.error(error); throw error })`,
      `app.setErrorHandler((error, request, reply) => { reply.headers(error.headers ?? {}).code(error.statusCode ?? 500).send({}) })`,
      `app.setNotFoundHandler((request, reply) => { reply.code(404).send({ error: "nothing here" }) })`,
    ],
  },
})

ruleTest("refusal-falls-through", {
  "fastify hooks": {
    prelude,
    file: "main.ts",
    loud: [],
    quiet: [
      // A reply that is sent ends a hook that is async.
      `app.addHook("onRequest", async (request, reply) => {
  if (!request.headers.authorization) { reply.code(401).header("WWW-Authenticate", "Bearer").send({}); return reply }
})`,
    ],
  },
})
