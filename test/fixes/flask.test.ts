import { fixTest } from "../support/fix-test.ts"

const prelude = `from flask import Flask, Response, abort, jsonify, request
from flask_cors import CORS
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized
`

fixTest("missing-challenge", {
  prelude,
  cases: [
    {
      code: `
def gate(token):
    if not token: return {"e": 1}, 401`,
      after: `
def gate(token):
    if not token: return {"e": 1}, 401, {"WWW-Authenticate": "Bearer"}`,
    },
    {
      code: `
def gate(token):
    if not token: return (jsonify(e=1), 401)`,
      after: `
def gate(token):
    if not token: return (jsonify(e=1), 401, {"WWW-Authenticate": "Bearer"})`,
    },
    // Each part on a line of its own.
    {
      code: `
def gate(token):
    if not token:
        return (
            jsonify(e=1),
            401,
        )`,
      after: `
def gate(token):
    if not token:
        return (
            jsonify(e=1),
            401,
            {"WWW-Authenticate": "Bearer"},
        )`,
    },
    {
      code: `
def gate(token):
    if not token: return {"e": 1}, 401, {"X-Id": "1"}`,
      after: `
def gate(token):
    if not token: return {"e": 1}, 401, {"X-Id": "1", "WWW-Authenticate": "Bearer"}`,
    },
    {
      code: `
def gate(token):
    if not token: return Response("no", 401)`,
      after: `
def gate(token):
    if not token: return Response("no", 401, headers={"WWW-Authenticate": "Bearer"})`,
    },
    // Werkzeug's error takes a challenge, no headers.
    {
      code: `
def gate(token):
    if not token: abort(401)`,
      after: `
def gate(token):
    if not token: abort(401, www_authenticate=WWWAuthenticate.from_header("Bearer"))`,
    },
    {
      code: `
def gate(token):
    if not token: raise Unauthorized("no")`,
      after: `
def gate(token):
    if not token: raise Unauthorized("no", www_authenticate=WWWAuthenticate.from_header("Bearer"))`,
    },
    {
      code: `
from flask_smorest import abort as refuse
def gate(token):
    if not token: refuse(401, message="no")`,
      after: `
from flask_smorest import abort as refuse
def gate(token):
    if not token: refuse(401, message="no", headers={"WWW-Authenticate": "Bearer"})`,
    },
  ],
})

fixTest("scope-check-401", {
  prelude,
  cases: [
    {
      code: `
def gate(user):
    if not user.is_admin: return {"e": 1}, 401`,
      after: `
def gate(user):
    if not user.is_admin: return {"e": 1}, 403`,
    },
    {
      code: `
def gate(user):
    if not user.is_admin: abort(401)`,
      after: `
def gate(user):
    if not user.is_admin: abort(403)`,
    },
    {
      code: `
def gate(user):
    if not user.is_admin: raise Unauthorized("admins")`,
      after: `
def gate(user):
    if not user.is_admin: raise Forbidden("admins")`,
    },
  ],
})

fixTest("scope-check-401", {
  prelude,
  cases: [
    // The challenge says what lacks, whether it is written here or has a name.
    {
      code: `
BEARER = {"WWW-Authenticate": "Bearer"}
def gate(user):
    if not user.is_admin: return {"e": 1}, 401, BEARER`,
      after: `
BEARER = {"WWW-Authenticate": "Bearer"}
def gate(user):
    if not user.is_admin: return {"e": 1}, 403, {**BEARER, "WWW-Authenticate": 'Bearer error="insufficient_scope"'}`,
    },
    // A challenge of another scheme has no place on a 403.
    {
      code: `
def gate(user):
    if not user.is_admin: return {"e": 1}, 401, {"WWW-Authenticate": "Basic"}`,
      after: `
def gate(user):
    if not user.is_admin: return {"e": 1}, 403`,
    },
  ],
})

fixTest("auth-on-options", {
  prelude,
  cases: [
    {
      code: `
app = Flask(__name__)
CORS(app)
@app.before_request
def gate():
    if not request.headers.get("Authorization"): abort(401, www_authenticate=WWWAuthenticate("bearer"))`,
      after: `
app = Flask(__name__)
CORS(app)
@app.before_request
def gate():
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        return None
    if not request.headers.get("Authorization"): abort(401, www_authenticate=WWWAuthenticate("bearer"))`,
    },
  ],
})

const views = [1, 2, 3, 4, 5]
  .map(
    (number) => `
@app.get("/${number}")
def view${number}():
    if not request.headers.get("Authorization"): abort(401)
    return {}
`,
  )
  .join("")

fixTest("missing-challenge", {
  prelude,
  cases: [
    {
      title: "Add WWW-Authenticate: Bearer to every 401 of app",
      code: `
app = Flask(__name__)
${views}`,
      after: `
app = Flask(__name__)


@app.after_request
def challenge_unauthorized(response):
    if response.status_code == 401:
        response.headers.setdefault("WWW-Authenticate", "Bearer")
    return response

${views}`,
    },
  ],
})
