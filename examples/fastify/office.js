/** Only the harbour master, and only with a token of today. */
export async function office(fastify) {
  fastify.addHook("preHandler", async (request, reply) => {
    if (request.user.role !== "master") return reply.forbidden("For the master only.")
    const age = Date.now() / 1000 - request.user.iat
    if (age > 86_400) {
      const headers = { "WWW-Authenticate": 'Bearer realm="office", error="invalid_token"' }
      throw Object.assign(new Error("Log in again."), { statusCode: 401, headers })
    }
  })

  fastify.get("/officers", async () => ({ officers: ["cleo", "dan"] }))
}
