import { ruleTest } from "../support/rule-test.ts"

/** The refusal in a function that is called where no credential came. */
const unless = (refusal: string) => `export const gate = async (request) => {
  const token = request.headers.get("authorization")
  if (!token) ${refusal}
}
`

const missing = (prelude: string, file: string, loud: readonly string[], quiet: readonly string[]) => ({
  prelude,
  file,
  loud: loud.map(unless),
  quiet: quiet.map(unless),
})

/** The refusal of a token that is no good. */
const failing = (prelude: string, file: string, loud: readonly string[], quiet: readonly string[]) => {
  const inCatch = (refusal: string) => `export const gate = async (request) => {
  try { return await jwtVerify(request.headers.get("authorization"), key) } catch { ${refusal} }
}
`
  return { prelude, file, loud: loud.map(inCatch), quiet: quiet.map(inCatch) }
}

ruleTest("missing-challenge", {
  boom: missing(
    `import Boom from "@hapi/boom"\n`,
    "main.js",
    [`throw «Boom.unauthorized("no")»`, `throw «new Boom.Boom("no", { statusCode: 401 })»`],
    [
      `throw Boom.unauthorized("no", "Bearer")`,
      `throw Boom.unauthorized(null, "Bearer", { realm: "api" })`,
      `throw Boom.notFound()`,
    ],
  ),
  "h3 1": missing(
    `import { createError, setResponseHeader } from "h3"\n`,
    "server/api/me.ts",
    [`throw «createError({ statusCode: 401, statusMessage: "no" })»`],
    [
      `{ setResponseHeader(request.event, "WWW-Authenticate", "Bearer"); throw createError({ statusCode: 401 }) }`,
      `throw createError({ statusCode: 404 })`,
      `throw createError("no")`,
    ],
  ),
  "h3 2": missing(
    `import { HTTPError } from "h3"\n`,
    "server/api/me.ts",
    [`throw «new HTTPError({ status: 401, message: "no" })»`],
    [
      `throw new HTTPError({ status: 401, headers: { "WWW-Authenticate": "Bearer" } })`,
      `throw HTTPError.status(401, "no", options())`,
    ],
  ),
  sveltekit: missing(
    `import { error, json } from "@sveltejs/kit"\n`,
    "src/routes/api/+server.ts",
    [`«error(401, "no")»`, `throw «error(401)»`, `return «json({}, { status: 401 })»`],
    [
      `{ request.setHeaders({ "WWW-Authenticate": "Bearer" }); error(401, "no") }`,
      `return json({}, { status: 401, headers: { "WWW-Authenticate": "Bearer" } })`,
      `error(404)`,
    ],
  ),
  "sveltekit pages": missing(
    `import { error } from "@sveltejs/kit"\n`,
    "src/routes/+page.server.ts",
    [],
    [`error(401, "no")`],
  ),
  "react router": missing(
    `import { data } from "react-router"\n`,
    "app/routes/api.ts",
    [`throw «data("no", { status: 401 })»`, `throw «data("no", 401)»`, `throw «new Response("no", { status: 401 })»`],
    [
      `throw data("no", { status: 401, headers: { "WWW-Authenticate": "Bearer" } })`,
      `throw new Response("no", { status: 401, headers: { "WWW-Authenticate": "Bearer" } })`,
      `throw data("no", init())`,
      `return data({})`,
    ],
  ),
  // Its own export says what a page's headers are.
  "a page of react router": missing(
    `import { data } from "react-router"\nexport default function Page() {}\n`,
    "app/routes/home.js",
    [],
    [`throw data("no", { status: 401 })`],
  ),
  feathers: missing(
    `import { NotAuthenticated, Forbidden } from "@feathersjs/errors"\nimport errors from "@feathersjs/errors"\n`,
    "main.js",
    [`throw «new NotAuthenticated("no")»`, `throw «new errors.NotAuthenticated("no")»`],
    [`throw new NotFound()`],
  ),
  "routing-controllers": missing(
    `import { HttpError, UnauthorizedError } from "routing-controllers"\n`,
    "main.ts",
    [`throw «new UnauthorizedError("no")»`, `throw «new HttpError(401, "no")»`],
    [`throw new HttpError(404)`],
  ),
  lambda: {
    prelude: `import type { APIGatewayProxyHandler } from "aws-lambda"\n`,
    file: "main.ts",
    loud: [
      `export const handler: APIGatewayProxyHandler = async (event) => {
  if (!event.headers.authorization) return «{ statusCode: 401, body: "" }»
  return { statusCode: 200, body: "" }
}`,
    ],
    quiet: [
      `const cors = { "Access-Control-Allow-Origin": "*" }
export const handler: APIGatewayProxyHandler = async (event) => {
  if (!event.headers.authorization)
    return { statusCode: 401, headers: { ...cors, "WWW-Authenticate": "Bearer" }, body: "" }
  return { statusCode: 200, body: "" }
}`,
      // What is asked of another server has no body.
      `export async function ask() {
  const token = await read()
  return token ? {} : { statusCode: 401 }
}`,
    ],
  },
  // Their challenges come from somewhere else, or are nobody's to read.
  others: missing(
    `import { TRPCError } from "@trpc/server"
import { ORPCError } from "@orpc/server"
import { GraphQLError } from "graphql"
import { HttpsError } from "firebase-functions/v2/https"
import { errors } from "@adonisjs/auth"
`,
    "main.ts",
    [],
    [
      `throw new TRPCError({ code: "UNAUTHORIZED" })`,
      `throw new ORPCError("UNAUTHORIZED")`,
      `throw new GraphQLError("no", { extensions: { http: { status: 401 } } })`,
      `throw new HttpsError("unauthenticated", "no")`,
      `throw new errors.E_UNAUTHORIZED_ACCESS("no")`,
    ],
  ),
})

ruleTest("unauthenticated-403", {
  all: failing(
    `import { jwtVerify } from "jose"
import Boom from "@hapi/boom"
import { error } from "@sveltejs/kit"
import { Forbidden } from "@feathersjs/errors"
import { TRPCError } from "@trpc/server"
import { ORPCError } from "@orpc/server"
import { GraphQLError } from "graphql"
import { HttpsError } from "firebase-functions/v2/https"
import { Exception } from "@adonisjs/core/exceptions"
`,
    "main.ts",
    [
      `«throw Boom.forbidden("no")»`,
      `«error(403)»`,
      `«throw new Forbidden("no")»`,
      `«throw new TRPCError({ code: "FORBIDDEN" })»`,
      `«throw new ORPCError("FORBIDDEN")»`,
      `«throw new GraphQLError("no", { extensions: { http: { status: 403 } } })»`,
      `«throw new HttpsError("permission-denied", "no")»`,
      `«throw new Exception("no", { status: 403 })»`,
    ],
    [
      `throw new TRPCError({ code: "NOT_FOUND" })`,
      `throw new TRPCError({ code: codeOf(request) })`,
      // Without a status of its own it goes out with 200.
      `throw new GraphQLError("no", { extensions: { code: "FORBIDDEN" } })`,
    ],
  ),
})

ruleTest("scope-check-401", {
  trpc: {
    prelude: `import { TRPCError } from "@trpc/server"\n`,
    file: "main.ts",
    loud: [
      `export const masters = t.middleware(({ ctx, next }) => {
  if (!ctx.user) throw new TRPCError({ code: "UNAUTHORIZED" })
  if (ctx.user.role !== "master") «throw new TRPCError({ code: "UNAUTHORIZED" })»
  return next()
})`,
    ],
    quiet: [
      `export const masters = t.middleware(({ ctx, next }) => {
  if (!ctx.user) throw new TRPCError({ code: "UNAUTHORIZED" })
  if (ctx.user.role !== "master") throw new TRPCError({ code: "FORBIDDEN" })
  return next()
})`,
    ],
  },
})

ruleTest("leaky-detail", {
  libraries: {
    prelude: `import { TRPCError } from "@trpc/server"
import { createError } from "h3"
import { error } from "@sveltejs/kit"
`,
    file: "main.ts",
    loud: [
      `export async function find(id) {
  try { return await db.find(id) } catch (e) { throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: «e.message» }) }
}`,
      `export async function find(id) {
  try { return await db.find(id) } catch (e) { throw createError({ statusCode: 500, statusMessage: «e.message» }) }
}`,
      `export async function find(id) {
  try { return await db.find(id) } catch (e) { error(500, «e.message») }
}`,
    ],
    quiet: [
      // Nothing but the message is sent.
      `export async function find(id) {
  try { return await db.find(id) } catch (e) { throw createError({ statusCode: 500, message: e.message }) }
}`,
    ],
  },
})
