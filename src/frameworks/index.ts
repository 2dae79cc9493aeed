import type { Framework } from "../semantics/framework.ts"
import { aiohttp } from "./aiohttp.ts"
import { django } from "./django/index.ts"
import { express } from "./express/index.ts"
import { falcon } from "./falcon.ts"
import { fastapi } from "./fastapi/index.ts"
import { fastify } from "./fastify.ts"
import { flask } from "./flask/index.ts"
import { hono } from "./hono/index.ts"
import { koa } from "./koa.ts"
import { litestar } from "./litestar/index.ts"
import { nestjs } from "./nestjs/index.ts"
import { sanic } from "./sanic.ts"
import { tornado } from "./tornado.ts"
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
  webResponse,
]
