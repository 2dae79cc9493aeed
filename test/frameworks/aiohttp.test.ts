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
      // A middleware adds it to whatever passes.
      `
@web.middleware
async def add(request, handler):
    response = await handler(request)
    if response.status == 401: response.headers["WWW-Authenticate"] = "Bearer"
    return response
async def a(request):
    if not request.headers.get("Authorization"): return web.json_response({"e": 1}, status=401)
app = web.Application(middlewares=[add])
app.router.add_get("/a", a)`,
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

const errors = (body: string) => `
@web.middleware
async def errors(request, handler):
    try:
        return await handler(request)
${body}
async def a(request):
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(headers=CHALLENGE)
    return web.Response()
app = web.Application(middlewares=[errors])
app.add_routes([web.get("/a", a)])`

ruleTest("handler-drops-headers", {
  aiohttp: {
    prelude,
    quiet: [
      errors(`    except web.HTTPException as ex:
        keep = {k: v for k, v in ex.headers.items() if k.lower() == "www-authenticate"}
        return web.json_response({"e": ex.reason}, status=ex.status, headers=keep)`),
      errors(`    except web.HTTPException:
        raise
    except Exception:
        return web.json_response({"e": "oops"}, status=500)`),
      // An error of the project's own has no headers.
      `
class Denied(Exception): status = 400
${errors(`    except Denied as ex:
        return web.json_response({"e": 1}, status=ex.status)`)}`,
      errors(`    except web.HTTPNotFound as ex:
        return web.json_response({"e": 1}, status=ex.status)`),
    ],
    loud: [
      errors(`    except web.HTTPException as ex:
        return «web.json_response({"e": ex.reason}, status=ex.status)»`),
      errors(`    except web.HTTPException as ex:
        answer = «web.json_response({"e": ex.reason}, status=ex.status_code)»
        return answer`),
    ],
  },
})

ruleTest("dead-refusal", {
  aiohttp: {
    prelude,
    quiet: [
      errors(`    except web.HTTPException: raise
    except Exception: return web.json_response({"e": "oops"}, status=500)`),
      errors(`    except Exception as ex:
        if isinstance(ex, web.HTTPException): raise
        return web.json_response({"e": "oops"}, status=500)`),
      // Something else was tried.
      `
@web.middleware
async def errors(request, handler):
    try: note(request)
    except Exception: return web.json_response({"e": "oops"}, status=500)
    return await handler(request)
async def a(request):
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(headers=CHALLENGE)
app = web.Application(middlewares=[errors])`,
    ],
    loud: [
      // An HTTPException is an Exception.
      errors(`    except Exception:
        «return web.json_response({"e": "oops"}, status=500)»`),
    ],
  },
})

ruleTest("auth-on-options", {
  aiohttp: {
    prelude,
    quiet: [
      // The project's own CORS, outermost.
      `
@web.middleware
async def cors(request, handler):
    if request.method == "OPTIONS": response = web.Response()
    else: response = await handler(request)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
${gate}
app = web.Application(middlewares=[cors, gate])`,
    ],
    loud: [
      `
@web.middleware
async def cors(request, handler):
    if request.method == "OPTIONS": response = web.Response()
    else: response = await handler(request)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
${gate.replace("def gate", "def «gate»")}
app = web.Application(middlewares=[gate, cors])`,
      `${gate}
app = web.Application()
«app.middlewares.append(gate)»
cors = aiohttp_cors.setup(app)`,
    ],
  },
})
