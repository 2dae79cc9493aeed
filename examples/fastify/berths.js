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

export async function berths(fastify) {
  fastify.get("/:id", async (request, reply) => {
    const { id } = request.params
    if (!bookedBy.has(id)) return reply.notFound("No such berth.")
    return { id, free: bookedBy.get(id) === undefined }
  })

  fastify.get("/:id/depth", async (request, reply) => {
    try {
      return JSON.parse(logs.get(request.params.id))
    } catch (error) {
      return reply.code(500).send({ error: error.message }) // gatelint: expect[leaky-detail]
    }
  })

  fastify.delete("/:id/booking", async (request, reply) => {
    const { user } = request
    if (!user.scopes.includes("berths:book")) {
      return reply.code(401).send({ error: "You may only look." }) // gatelint: expect[scope-check-401]
    }
    if (bookedBy.get(request.params.id) !== user.sub) return reply.forbidden("Not your booking.")
    return reply.code(204).send()
  })
}
