import cors from "@fastify/cors"
import sensible from "@fastify/sensible"
import Fastify from "fastify"
import { berths } from "./berths.js"
import { captains } from "./captains.js"
import { office } from "./office.js"

export const app = Fastify()

app.setErrorHandler((error, _request, reply) => {
  const code = error.statusCode ?? 500
  if (code >= 500) return reply.code(500).send({ error: "Something broke." })
  return reply.code(code).send({ error: error.message }) // gatelint: expect[handler-drops-headers]
})

app.register(sensible)
app.addHook("onRequest", captains) // gatelint: expect[auth-on-options]
app.register(cors, { origin: "https://harbour.example" })
app.register(berths, { prefix: "/berths" })
app.register(office, { prefix: "/office" })
