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

// https://github.com/fastify/fastify-jwt#usage
export const fastifyJwt: Library = {
  name: "@fastify/jwt",
  packages: ["@fastify/jwt"],
  modules: ["@fastify/jwt"],
  members: { default: bySecret, fastifyJwt: bySecret },
}

const byIds = { ...bySecret, signs: "session IDs" } as const

// https://github.com/fastify/session#secret: what it signs names a session that a store keeps.
export const fastifySession: Library = {
  name: "@fastify/session",
  packages: ["@fastify/session"],
  modules: ["@fastify/session"],
  members: { default: byIds, fastifySession: byIds },
}

const byCookies = { ...bySecret, signs: "cookies" } as const

// https://github.com/fastify/fastify-cookie#options
export const fastifyCookie: Library = {
  name: "@fastify/cookie",
  packages: ["@fastify/cookie"],
  modules: ["@fastify/cookie"],
  members: { default: byCookies, fastifyCookie: byCookies },
}
