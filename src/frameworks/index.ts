import type { Framework } from "../semantics/framework.ts"
import { aiohttp } from "./aiohttp/index.ts"
import { django } from "./django/index.ts"
import { express } from "./express/index.ts"
import { falcon } from "./falcon/index.ts"
import { fastapi } from "./fastapi/index.ts"
import { fastify } from "./fastify/index.ts"
import { flask } from "./flask/index.ts"
import { hono } from "./hono/index.ts"
import { koa } from "./koa/index.ts"
import { libraryAnswers } from "./library-answers.ts"
import { litestar } from "./litestar/index.ts"
import { nestjs } from "./nestjs/index.ts"
import { nextjs } from "./nextjs/index.ts"
import { sanic } from "./sanic/index.ts"
import { tornado } from "./tornado/index.ts"
import { webResponse } from "./web-response.ts"

/** FastAPI last: it takes any undeclared `request` for its own. */
export const frameworks: readonly Framework[] = [
  aiohttp,
  django,
  falcon,
  flask,
  litestar,
  sanic,
  tornado,
  fastapi,
  nestjs,
  express,
  fastify,
  hono,
  koa,
  nextjs,
  libraryAnswers,
  webResponse,
]
