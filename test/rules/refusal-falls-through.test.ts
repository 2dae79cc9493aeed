import { expressPrelude } from "../support/express-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

ruleTest("refusal-falls-through", {
  express: {
    prelude: `${expressPrelude}const challenge = { "WWW-Authenticate": "Bearer" }\n`,
    file: "main.js",
    loud: [
      `app.use((req, res, next) => {
  if (!req.headers.authorization) «res.status(401).set(challenge).json({})»
  ⟦next()⟧
})`,
      `app.use((req, res, next) => {
  jwt.verify(req.headers.authorization, process.env.KEY, (err, claims) => {
    if (err) { «res.status(401).set(challenge).end()» }
    req.user = claims
    next()
  })
})`,
      `app.delete("/orders/:id", async (req, res) => {
  if (req.user.role !== "admin") {
    «res.status(403).json({ error: "admins only" })»
  }
  await orders.remove(req.params.id)
  res.json({ removed: true })
})`,
      `app.use((req, res, next) => {
  try { req.user = jwt.verify(req.headers.authorization, process.env.KEY) } catch (e) { «res.status(401).set(challenge).json({})» }
  next()
})`,
      `app.use((req, res, next) => {
  if (!req.user) {
    «res.status(401).set(challenge).json({})»
    return next()
  }
  next()
})`,
    ],
    quiet: [
      `app.use((req, res, next) => {
  if (!req.headers.authorization) return res.status(401).set(challenge).json({})
  next()
})`,
      `app.use((req, res, next) => {
  if (!req.headers.authorization) { res.status(401).set(challenge).json({}); return }
  next()
})`,
      `app.use((req, res, next) => {
  if (!req.headers.authorization) res.status(401).set(challenge).json({})
  else next()
})`,
      `app.use((req, res, next) => {
  if (!req.headers.authorization) res.status(401).set(challenge).json({})
  if (!res.headersSent) next()
})`,
      `app.use((req, res, next) => {
  try {
    req.user = jwt.verify(req.headers.authorization, process.env.KEY)
    next()
  } catch (e) { res.status(401).set(challenge).json({}) }
})`,
      `app.use((req, res, next) => {
  try { req.user = jwt.verify(req.headers.authorization, process.env.KEY) } catch (e) { return res.status(401).set(challenge).json({}) }
  next()
})`,
      // Nothing but a log comes after it.
      `app.use((req, res, next) => {
  if (req.headers.authorization) return next()
  res.status(401).set(challenge).json({})
  console.log("refused")
})`,
      `app.get("/", (req, res) => {
  switch (req.user.role) {
    case "admin": res.json([]); break
    default: res.status(403).json({ error: "admins only" })
  }
})`,
      `const allow = (req, res, next) => req.user ? next() : res.status(401).set(challenge).end()
app.use(allow)`,
    ],
  },
  fastapi: {
    prelude: `
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
CHALLENGE = {"WWW-Authenticate": "Bearer"}
`,
    quiet: [
      `
class Gate:
    def __init__(self, app): self.app = app
    async def __call__(self, scope, receive, send):
        if not Request(scope).headers.get("Authorization"):
            await JSONResponse({}, 401, CHALLENGE)(scope, receive, send)
            return
        await self.app(scope, receive, send)
app = Starlette(middleware=[Middleware(Gate)])`,
      `
class Gate:
    def __init__(self, app): self.app = app
    async def __call__(self, scope, receive, send):
        if not Request(scope).headers.get("Authorization"):
            response = JSONResponse({}, 401, CHALLENGE)
            await response(scope, receive, send)
        else:
            await self.app(scope, receive, send)
app = Starlette(middleware=[Middleware(Gate)])`,
    ],
    loud: [
      `
class Gate:
    def __init__(self, app): self.app = app
    async def __call__(self, scope, receive, send):
        if not Request(scope).headers.get("Authorization"):
            response = JSONResponse({}, 401, CHALLENGE)
            await «response(scope, receive, send)»
        await ⟦self.app(scope, receive, send)⟧
app = Starlette(middleware=[Middleware(Gate)])`,
    ],
  },
  tornado: {
    prelude: `
import tornado.web
`,
    quiet: [
      // What is said of a refusal is no answer beside it.
      `
class A(tornado.web.RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)
            self.set_header("WWW-Authenticate", "Bearer")
            self.write({"error": "no"})
            return
        self.write({})`,
    ],
    others: [
      `
class A(tornado.web.RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"):
            self.send_error(401)
            return
        self.write({})`,
    ],
    loud: [
      `
class A(tornado.web.RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"):
            «self.send_error(401)»
        ⟦self.write(load())⟧`,
    ],
  },
  falcon: {
    prelude: `
import falcon
app = falcon.App()
`,
    quiet: [
      `
class Berths:
    def on_get(self, req, resp):
        if not req.auth:
            resp.status = falcon.HTTP_401
            resp.set_header("WWW-Authenticate", "Bearer")
            resp.media = {"title": "Who is it?"}
            return
        resp.media = berths()
app.add_route("/berths", Berths())`,
      // One body for both.
      `
class Berths:
    def on_get(self, req, resp):
        if not req.auth:
            resp.status = falcon.HTTP_403
        resp.media = {"open": False}
app.add_route("/berths", Berths())`,
      `
class Berths:
    def on_get(self, req, resp):
        if not req.auth:
            resp.status = falcon.HTTP_403
            resp.media = {"title": "Who is it?"}
        else:
            resp.media = berths()
app.add_route("/berths", Berths())`,
    ],
    loud: [
      `
class Berths:
    def on_get(self, req, resp):
        if not req.auth:
            «resp.status» = falcon.HTTP_403
            resp.media = {"title": "Who is it?"}
        ⟦resp.media = berths()⟧
app.add_route("/berths", Berths())`,
    ],
  },
  koa: {
    prelude: `import Koa from "koa"\nconst app = new Koa()\n`,
    file: "main.ts",
    quiet: [
      `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) {
    ctx.status = 401
    ctx.set("WWW-Authenticate", "Bearer")
    return
  }
  await next()
})`,
      // What comes after it has answered already.
      `app.use(async (ctx, next) => {
  await next()
  if (!ctx.headers.authorization) {
    ctx.status = 401
    ctx.set("WWW-Authenticate", "Bearer")
  }
})`,
      `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) {
    ctx.status = 401
    ctx.set("WWW-Authenticate", "Bearer")
  } else await next()
})`,
    ],
    loud: [
      `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) {
    «ctx.status» = 401
    ctx.set("WWW-Authenticate", "Bearer")
  }
  await ⟦next()⟧
})`,
    ],
  },
  nestjs: {
    prelude: `import { MiddlewareConsumer, Module, NestMiddleware } from "@nestjs/common"\n`,
    file: "main.ts",
    quiet: [],
    loud: [
      `class Gate implements NestMiddleware {
  use(req, res, next) {
    if (!req.headers.authorization) «res.status(401).set("WWW-Authenticate", "Bearer").json({})»
    ⟦next()⟧
  }
}
@Module({})
export class AppModule {
  configure(consumer: MiddlewareConsumer) { consumer.apply(Gate).forRoutes("*") }
}`,
    ],
  },
  fastify: {
    prelude: `import fastify from "fastify"\nconst app = fastify()\n`,
    file: "main.ts",
    quiet: [],
    loud: [
      `app.addHook("onRequest", (request, reply, done) => {
  if (!request.headers.authorization) «reply.code(401).header("WWW-Authenticate", "Bearer").send({})»
  ⟦done()⟧
})`,
    ],
  },
})
