import type { AnswerMaker, Library } from "../model/library.ts"

// What web frameworks and their companions make refusals with, where that is a call and no more.

const message = { position: 0 } as const

function fixed(status: number, more: Partial<AnswerMaker> = {}): AnswerMaker {
  return { kind: "answer", leaves: ["thrown"], status, body: message, headers: "none", ...more }
}

/** https://github.com/hapijs/boom/blob/master/API.md: with a scheme it sends a challenge. */
const challenging = { position: 1 } as const

export const boom: Library = {
  name: "boom",
  packages: ["@hapi/boom"],
  modules: ["@hapi/boom", "boom"],
  members: {
    badRequest: fixed(400),
    unauthorized: fixed(401, { challengeBy: challenging }),
    forbidden: fixed(403),
    notFound: fixed(404),
    conflict: fixed(409),
    internal: fixed(500),
    Boom: fixed(500, { given: { position: 1, property: "statusCode" } }),
    boomify: fixed(500, { given: { position: 1, property: "statusCode" } }),
  },
}

// https://v1.h3.dev/guide/event-handler#error-handling has no headers, https://h3.dev/guide/basics/error has.
export const h3: Library = {
  name: "h3",
  packages: ["h3", "nitropack", "nitro", "nuxt"],
  modules: ["h3", "nitropack", "nitro", "nitro/h3"],
  members: {
    createError: fixed(500, {
      given: { position: 0, property: "statusCode" },
      body: { position: 0, property: "statusMessage" },
    }),
    HTTPError: fixed(500, {
      given: { position: 0, property: "status" },
      headers: { position: 0, property: "headers" },
      body: { position: 0, property: "message" },
    }),
    "HTTPError.status": fixed(500, { given: { position: 0 }, headers: "unknown", body: { position: 1 } }),
  },
}

const init = {
  status: 200,
  given: { position: 1, property: "status" },
  headers: { position: 1, property: "headers" },
} as const

// https://svelte.dev/docs/kit/@sveltejs-kit
export const svelteKit: Library = {
  name: "SvelteKit",
  packages: ["@sveltejs/kit"],
  modules: ["@sveltejs/kit"],
  members: {
    error: fixed(500, { leaves: ["thrown", "by-itself"], given: { position: 0 }, body: { position: 1 } }),
    json: fixed(200, { leaves: ["returned"], ...init }),
    text: fixed(200, { leaves: ["returned"], ...init }),
  },
}

// https://reactrouter.com/api/utils/data and https://remix.run/docs/en/main/utils/json: what is thrown is an answer as well.
export const reactRouter: Library = {
  name: "React Router",
  packages: [
    "react-router",
    "@remix-run/node",
    "@remix-run/server-runtime",
    "@remix-run/cloudflare",
    "@remix-run/deno",
  ],
  modules: ["react-router", "@remix-run/node", "@remix-run/server-runtime", "@remix-run/cloudflare", "@remix-run/deno"],
  members: {
    data: fixed(200, { leaves: ["thrown", "returned"], ...init, givenAsIs: { position: 1 } }),
    json: fixed(200, { leaves: ["thrown", "returned"], ...init, givenAsIs: { position: 1 } }),
  },
}

const codes = { UNAUTHORIZED: 401, FORBIDDEN: 403, BAD_REQUEST: 400, NOT_FOUND: 404, CONFLICT: 409 } as const

// https://trpc.io/docs/server/error-handling: headers come from `responseMeta`, wherever that is.
export const trpc: Library = {
  name: "tRPC",
  packages: ["@trpc/server"],
  modules: ["@trpc/server"],
  members: {
    TRPCError: fixed(500, {
      given: { position: 0, property: "code" },
      codes,
      headers: "unknown",
      body: { position: 0, property: "message" },
    }),
  },
}

// https://orpc.dev/docs/error-handling
export const orpc: Library = {
  name: "oRPC",
  packages: ["@orpc/server"],
  modules: ["@orpc/server", "@orpc/client"],
  members: {
    ORPCError: fixed(500, {
      given: { position: 0 },
      codes,
      headers: "unknown",
      body: { position: 1, property: "message" },
    }),
  },
}

// https://www.apollographql.com/docs/apollo-server/data/errors and https://the-guild.dev/graphql/yoga-server/docs/features/error-masking:
// without a status of its own it goes out with 200, and each reads its headers in its own way.
export const graphqlErrors: Library = {
  name: "GraphQL errors",
  packages: ["graphql"],
  modules: ["graphql", "graphql-yoga"],
  members: {
    GraphQLError: fixed(200, { given: { position: 1, property: "extensions.http.status" }, headers: "unknown" }),
  },
}

// https://firebase.google.com/docs/functions/callable#handle_errors
export const callables: Library = {
  name: "Firebase callables",
  packages: ["firebase-functions"],
  modules: ["firebase-functions", "firebase-functions/https", "firebase-functions/v2/https", "firebase-functions/v1"],
  members: {
    HttpsError: fixed(500, {
      given: { position: 0 },
      codes: { unauthenticated: 401, "permission-denied": 403, "invalid-argument": 400, "not-found": 404 },
      headers: "unknown",
      body: { position: 1 },
    }),
  },
}

// https://docs.adonisjs.com/guides/basics/exception-handling: its guards decide on the challenge.
export const adonis: Library = {
  name: "AdonisJS",
  packages: ["@adonisjs/core", "@adonisjs/auth"],
  modules: ["@adonisjs/core/exceptions", "@adonisjs/auth"],
  members: {
    Exception: fixed(500, { given: { position: 1, property: "status" }, headers: "unknown" }),
    E_UNAUTHORIZED_ACCESS: fixed(401, { headers: "unknown" }),
  },
}

// https://feathersjs.com/api/errors: none sends a challenge.
export const feathers: Library = {
  name: "Feathers",
  packages: ["@feathersjs/errors"],
  modules: ["@feathersjs/errors"],
  members: {
    BadRequest: fixed(400),
    NotAuthenticated: fixed(401),
    PaymentError: fixed(402),
    Forbidden: fixed(403),
    NotFound: fixed(404),
    MethodNotAllowed: fixed(405),
    Conflict: fixed(409),
    Unprocessable: fixed(422),
    TooManyRequests: fixed(429),
    GeneralError: fixed(500),
  },
}

// https://github.com/typestack/routing-controllers#throw-http-errors
export const routingControllers: Library = {
  name: "routing-controllers",
  packages: ["routing-controllers"],
  modules: ["routing-controllers"],
  members: {
    BadRequestError: fixed(400),
    UnauthorizedError: fixed(401),
    ForbiddenError: fixed(403),
    NotFoundError: fixed(404),
    MethodNotAllowedError: fixed(405),
    InternalServerError: fixed(500),
    HttpError: fixed(500, { given: { position: 0 }, body: { position: 1 } }),
  },
}

/** Packs of which {@link AnswerMaker}s are all that is known. */
export const answering: readonly Library[] = [
  adonis,
  boom,
  callables,
  feathers,
  graphqlErrors,
  h3,
  orpc,
  reactRouter,
  routingControllers,
  svelteKit,
  trpc,
]
