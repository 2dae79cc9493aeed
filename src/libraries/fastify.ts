import type { Library } from "../model/library.ts"

const verification = { kind: "verification" } as const

// https://fastify.dev/docs/latest/Reference/Request, and what @fastify/jwt, @fastify/cookie and @fastify/session put on it.
export const fastify: Library = {
  name: "Fastify",
  packages: ["fastify"],
  modules: ["fastify"],
  members: {
    FastifyRequest: { kind: "container", of: "headers" },
    "FastifyRequest.headers": { kind: "container", of: "headers" },
    "FastifyRequest.cookies": { kind: "container", of: "headers" },
    "FastifyRequest.body": { kind: "container", of: "input" },
    "FastifyRequest.query": { kind: "container", of: "input" },
    "FastifyRequest.params": { kind: "container", of: "input" },
    "FastifyRequest.user": { kind: "reading", origin: "identity" },
    "FastifyRequest.session": { kind: "reading", origin: "claim" },
    "FastifyRequest.jwtVerify": verification,
    "FastifyRequest.jwtDecode": { kind: "reading", origin: "credential" },
    "FastifyRequest.unsignCookie": verification,
  },
}

const bySecret = { kind: "keyed", key: { position: 0, property: "secret" } } as const

// https://github.com/fastify/fastify-jwt#usage, https://github.com/fastify/session#secret and
// https://github.com/fastify/fastify-cookie#options
export const fastifySecrets: Library = {
  name: "plugins of Fastify that sign",
  packages: ["@fastify/jwt", "@fastify/session", "@fastify/cookie"],
  modules: ["@fastify/jwt", "@fastify/session", "@fastify/cookie"],
  members: { default: bySecret, fastifyJwt: bySecret, fastifySession: bySecret, fastifyCookie: bySecret },
}
