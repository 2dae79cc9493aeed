import { ruleTest } from "../support/rule-test.ts"

const prelude = `import aiohttp_cors
from aiohttp import web
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
`

const gate = `
@web.middleware
async def gate(request, handler):
    if not request.headers.get("Authorization"): return web.json_response({"e": 1}, status=401, headers=CHALLENGE)
    return await handler(request)`

ruleTest("missing-challenge", {
  aiohttp: {
    prelude,
    quiet: [
      `
async def a(request):
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(headers=CHALLENGE)`,
      `
async def a(request):
    if not request.headers.get("Authorization"):
        error = web.HTTPUnauthorized(text="no")
        error.headers["WWW-Authenticate"] = "Bearer"
        raise error`,
      // The challenge alone is copied: what else the error carries would be sent twice.
      `
@web.middleware
async def errors(request, handler):
    try: return await handler(request)
    except web.HTTPException as ex:
        keep = {k: v for k, v in ex.headers.items() if k.lower() == "www-authenticate"}
        return web.json_response({"e": ex.reason}, status=ex.status, headers=keep)`,
    ],
    loud: [
      // A reason is no challenge.
      `
async def a(request):
    if not request.headers.get("Authorization"): raise «web.HTTPUnauthorized(text="x", reason="Bearer")»`,
      `
async def a(request):
    if not request.cookies.get("session"): return «web.HTTPUnauthorized()»`,
      `
async def a(request):
    if not request.headers.get("Authorization"): return «web.json_response({"e": 1}, status=401)»`,
      `
async def a(request):
    if request.headers.get("Authorization"): return web.Response()
    answer = «web.Response(text="no")»
    answer.set_status(401)
    ‹return answer›`,
    ],
  },
})

ruleTest("unauthenticated-403", {
  aiohttp: {
    prelude,
    quiet: [
      `
async def a(request, user):
    if not user.is_admin: raise web.HTTPForbidden()`,
    ],
    loud: [
      `
async def a(request):
    if "Authorization" not in request.headers: «raise web.HTTPForbidden(text="no key")»`,
    ],
  },
})

ruleTest("leaky-detail", {
  aiohttp: {
    prelude,
    quiet: [],
    loud: [
      `
async def a(request):
    try: return web.json_response(work())
    except Exception as e: raise web.HTTPInternalServerError(text=«str(e)»)`,
    ],
  },
})

ruleTest("auth-on-options", {
  aiohttp: {
    prelude,
    quiet: [
      `${gate}
app = web.Application(middlewares=[gate])`,
      `
@web.middleware
async def gate(request, handler):
    if request.method == "OPTIONS": return await handler(request)
    if not request.headers.get("Authorization"): return web.json_response({"e": 1}, status=401, headers=CHALLENGE)
    return await handler(request)
app = web.Application(middlewares=[gate])
cors = aiohttp_cors.setup(app)`,
    ],
    loud: [
      // aiohttp-cors adds routes, and the middleware runs before any of them.
      `${gate.replace("def gate", "def «gate»")}
app = web.Application(middlewares=[gate])
cors = aiohttp_cors.setup(app)`,
    ],
  },
})
