import { ruleTest } from "../support/rule-test.ts"

const prelude = `from quart import Blueprint, Quart, Response, abort, current_app, jsonify, make_response, request
from quart_cors import cors, route_cors
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
app = Quart(__name__)
`

ruleTest("missing-challenge", {
  quart: {
    prelude,
    quiet: [
      `
@app.get("/a")
async def a():
    if not request.authorization: return await make_response(jsonify(e=1), 401, CHALLENGE)
    return {}`,
      `
@app.get("/a")
async def a():
    if request.authorization: return {}
    answer = await make_response({"e": 1}, 401)
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer`,
      `
@app.after_request
async def add(response):
    if response.status_code == 401: response.headers["WWW-Authenticate"] = "Bearer"
    return response
@app.get("/a")
async def a():
    if not request.authorization: return {"e": 1}, 401
    return {}`,
      `
@app.errorhandler(401)
async def login(e): return {"e": 1}, 401, CHALLENGE
@app.get("/a")
async def a():
    if not request.authorization: abort(401)
    return {}`,
    ],
    loud: [
      `
@app.get("/a")
async def a():
    if not request.authorization: return «await make_response(jsonify(e=1), 401)»
    return {}`.replace("«await make_response(jsonify(e=1), 401)»", "await «make_response(jsonify(e=1), 401)»"),
      `
@app.get("/a")
async def a():
    if not request.authorization: return «jsonify(e=1), 401»
    return {}`,
      `
@app.get("/a")
async def a():
    if not request.authorization: return «Response("no", 401)»
    return {}`,
    ],
  },
})

ruleTest("handler-drops-headers", {
  quart: {
    prelude: `${prelude}from werkzeug.exceptions import HTTPException\n`,
    quiet: [
      // A package's class, which brings what that package says.
      `
from quart_auth import Unauthorized
@app.errorhandler(Unauthorized)
async def log_in(e): return {"error": "log in"}, e.code`,
    ],
    loud: [
      `
@app.errorhandler(HTTPException)
async def ‹drop›(e): return «{"error": e.description}, e.code»`,
    ],
  },
})

ruleTest("auth-on-options", {
  quart: {
    prelude,
    quiet: [],
    others: [
      `
app = cors(app, allow_origin="https://a.example")
@app.before_request
async def gate():
    if request.method == "OPTIONS": return None
    if not request.headers.get("Authorization"): abort(401)`,
    ],
    loud: [
      `
cors(app, allow_origin="https://a.example")
@«app.before_request»
async def gate():
    if not request.headers.get("Authorization"): return {"e": 1}, 401, CHALLENGE`,
      `
app = cors(app, allow_origin="https://a.example")
@«app.before_request»
async def gate():
    if not request.headers.get("Authorization"): return {"e": 1}, 401, CHALLENGE`,
    ],
  },
})
