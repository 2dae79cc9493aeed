import { ruleTest } from "../support/rule-test.ts"

const prelude = `from sanic import Blueprint, HTTPResponse, Sanic, empty, exceptions, json, text
from sanic.exceptions import Forbidden, SanicException, Unauthorized
from sanic_cors import CORS
from sanic_ext import Extend
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
app = Sanic("harbour")
`

ruleTest("missing-challenge", {
  sanic: {
    prelude,
    quiet: [
      `
def gate(request):
    if not request.token: raise Unauthorized("no", "Bearer")`,
      `
def gate(request):
    if not request.token: raise Unauthorized("no", scheme="Basic", realm="harbour")`,
      `
def gate(request):
    if not request.token: raise exceptions.Unauthorized("no", headers=CHALLENGE)`,
      `
class Login(SanicException):
    status_code = 401
    headers = CHALLENGE
def gate(request):
    if not request.token: raise Login("no")`,
      `
def gate(request):
    if not request.token: return json({"e": 1}, 401, CHALLENGE)`,
      `
def gate(request):
    if not request.token: return empty(401, CHALLENGE)`,
      `
def gate(request):
    if not request.token: return HTTPResponse("no", 401, CHALLENGE)`,
    ],
    loud: [
      `
def gate(request):
    if not request.token: raise «Unauthorized("no")»`,
      // Without a scheme, what else is given is dropped.
      `
def gate(request):
    if not request.token: raise «Unauthorized("no", realm="harbour")»`,
      `
def gate(request):
    if not request.headers.get("Authorization"): raise «SanicException("no", 401)»`,
      `
def gate(request):
    if not request.cookies.get("session"): return «json({"e": 1}, status=401)»`,
      `
def gate(request):
    if not request.token: return «text("no", 401)»`,
      `
def gate(request):
    if not request.token: return «empty(401)»`,
      `
def gate(request):
    if not request.token: return «HTTPResponse("no", 401)»`,
      `
class Login(Unauthorized): pass
def gate(request):
    if not request.token: raise «Login("no")»`,
    ],
  },
})

ruleTest("unauthenticated-403", {
  sanic: {
    prelude,
    quiet: [],
    loud: [
      `
@app.on_request
async def gate(request):
    if not request.headers.get("Authorization"): «raise Forbidden("no")»`,
    ],
  },
})

ruleTest("handler-drops-headers", {
  sanic: {
    prelude,
    quiet: [
      `
@app.exception(SanicException)
async def keep(request, exc): return json({"e": 1}, status=exc.status_code, headers=exc.headers)`,
    ],
    loud: [
      `
@app.exception(SanicException)
async def ‹drop›(request, exc): return «json({"e": 1}, status=exc.status_code)»`,
    ],
  },
})

ruleTest("auth-on-options", {
  sanic: {
    prelude,
    quiet: [
      `
@app.on_request
async def gate(request):
    if not request.token: return json({"e": 1}, 401, CHALLENGE)`,
      // Sanic-CORS answers OPTIONS in front of everything.
      `
CORS(app)
@app.on_request
async def gate(request):
    if not request.headers.get("Authorization"): return json({"e": 1}, 401, CHALLENGE)`,
      `
Extend(app)
@app.on_request
async def gate(request):
    if request.method == "OPTIONS": return
    if not request.headers.get("Authorization"): return json({"e": 1}, 401, CHALLENGE)`,
    ],
    loud: [
      // Sanic-Ext writes on answers: the 401 has been made by then.
      `
Extend(app)
@«app.on_request»
async def gate(request):
    if not request.headers.get("Authorization"): return json({"e": 1}, 401, CHALLENGE)`,
      `
Extend(app)
@«app.middleware("request")»
async def gate(request):
    if not request.headers.get("Authorization"): raise Unauthorized("no", "Bearer")`,
      `
Extend(app)
async def gate(request):
    if not request.headers.get("Authorization"): raise Unauthorized("no", "Bearer")
«app.register_middleware(gate, "request")»`,
      `
Extend(app)
pier = Blueprint("pier")
@«pier.on_request»
async def gate(request):
    if not request.headers.get("Authorization"): raise Unauthorized("no", "Bearer")
app.blueprint(pier)`,
    ],
  },
})

ruleTest("leaky-detail", {
  sanic: {
    prelude,
    quiet: [
      // What its errors say, the project chose.
      `
from sanic.exceptions import ServerError
@app.exception(ServerError)
async def broken(request, exception): return json({"error": str(exception)}, status=exception.status_code)`,
    ],
    loud: [
      `
@app.get("/a")
async def a(request):
    try: return json(load())
    except Exception as e: return json(«{"error": str(e)}», status=500)`,
    ],
  },
})
