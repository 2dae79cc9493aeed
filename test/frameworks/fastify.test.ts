import { ruleTest } from "../support/rule-test.ts"

const prelude = `import fastify, { FastifyInstance } from "fastify"
import cors from "@fastify/cors"
import fp from "fastify-plugin"
const app = fastify()
`

/** A hook that refuses with a challenge, so that only the preflight is in question. */
const auth = `const auth = async (request, reply) => {
  if (!request.headers.authorization) return reply.code(401).header("WWW-Authenticate", "Bearer").send({})
}
`

ruleTest("missing-challenge", {
  fastify: {
    prelude,
    file: "main.ts",
    loud: [
      // What is returned goes out with the code that was set.
      `app.post("/enter", async (request, reply) => {
  const user = await users.find(request.body.email, request.body.password)
  if (!user) {
    «reply.status(401)»
    return { message: "wrong" }
  }
  return user
})`,
      // So does what the function of a transaction returns.
      `app.post("/enter", async (request, reply) => {
  return app.knex.transaction(async (trx) => {
    const user = await users.find(request.body.email, trx)
    if (user) {
      if (await passwords.compare(request.body.password, user.password)) return user
    }
    «reply.status(401)»
    return { message: "wrong" }
  })
})`,
      `export default async function routes(fastify: FastifyInstance) {
  fastify.addHook("onRequest", async (request, reply) => {
    if (!request.headers.authorization) «reply.unauthorized("no")»
  })
}`,
      // The hook of another context adds nothing here.
      `app.get("/", async (request, reply) => {
  if (!request.headers.authorization) return «reply.code(401).send({})»
})`,
    ],
    quiet: [
      `app.addHook("onSend", async (request, reply) => {
  if (reply.statusCode === 401) reply.header("www-authenticate", "Bearer")
})
app.get("/", async (request, reply) => {
  if (!request.headers.authorization) return reply.code(401).send({})
})`,
      // Headers on the reply outlive what is thrown.
      `app.get("/", async (request, reply) => {
  if (!request.headers.authorization) {
    reply.header("WWW-Authenticate", "Bearer")
    throw Object.assign(new Error("no"), { statusCode: 401 })
  }
})`,
      `app.post("/", async (request, reply) => {
  reply.code(201)
  return { id: 1 }
})`,
    ],
  },
})

ruleTest("handler-drops-headers", {
  fastify: {
    prelude,
    file: "main.ts",
    loud: [
      `app.setErrorHandler(‹›(err, request, reply) => {
  «reply.code(err.statusCode ?? 500).send({ error: "no" })»
})`,
      `export default async function service(fastify: FastifyInstance) {
  fastify.setErrorHandler(‹›(err, request, reply) => {
    «reply.code(err.statusCode ?? 500)»
    let message = "sorry"
    if (err.statusCode && err.statusCode < 500) message = err.message
    return { message }
  })
}`,
      `app.setErrorHandler(‹›(err, request, reply) => { «reply.code(500).send({ error: "sorry" })» })`,
    ],
    quiet: [
      `app.setErrorHandler((err, request, reply) => {
  if (err.headers) reply.headers(err.headers)
  return reply.code(err.statusCode ?? 500).send({ error: "no" })
})`,
      `app.setErrorHandler((err, request, reply) => reply.send(err))`,
    ],
  },
})

ruleTest("auth-on-options", {
  fastify: {
    prelude: prelude + auth,
    file: "main.ts",
    loud: [
      `«app.addHook("onRequest", auth)»
app.register(cors)`,
      `const plugin = fp(async (instance) => { «instance.addHook("onRequest", auth)» })
app.register(plugin)
app.register(cors, { origin: true })`,
      `app.register(cors, { hook: "preHandler" })
«app.addHook("onRequest", auth)»`,
    ],
    quiet: [
      `app.register(cors)
app.addHook("onRequest", auth)`,
      // Later phases run behind it, whatever the order.
      `app.addHook("preHandler", auth)
app.register(cors)`,
      // The hook of a child context never sees the preflight, which the root answers.
      `app.register(async (child) => { child.addHook("onRequest", auth); child.get("/", async () => []) })
app.register(cors)`,
      `app.get("/", { onRequest: [auth] }, async () => [])
app.register(cors)`,
      `app.addHook("onRequest", auth)`,
    ],
  },
})

ruleTest("scope-check-401", {
  fastify: {
    prelude,
    file: "main.ts",
    loud: [
      `app.decorate("admin", async (request, reply) => {
  if (request.user.role !== "admin") «reply.code(401).send({ error: "no" })»
})
app.get("/", { preHandler: [app.admin] }, async () => [])`,
    ],
    quiet: [],
  },
})
