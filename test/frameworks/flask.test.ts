import { expect, test } from "vitest"
import { check } from "../support/check.ts"
import { ruleTest } from "../support/rule-test.ts"

const prelude = `import json
from functools import wraps
from http import HTTPStatus
import jwt
from flask import Blueprint, Flask, Response, abort, current_app, g, jsonify, make_response, redirect, request, session
from flask.views import MethodView
from flask_cors import CORS, cross_origin
from flask_httpauth import HTTPTokenAuth
from flask_jwt_extended import JWTManager, get_jwt, jwt_required
from flask_login import LoginManager, current_user, login_required
from flask_restful import Api, Resource
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, HTTPException, Unauthorized, default_exceptions
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
app = Flask(__name__)
`

ruleTest("missing-challenge", {
  flask: {
    prelude,
    quiet: [
      `
@app.get("/a")
def a():
    if not request.headers.get("Authorization"): abort(401, www_authenticate=WWWAuthenticate("bearer"))
    return {}`,
      `
@app.get("/a")
def a():
    if "token" not in request.cookies: abort(401, "d", None, WWWAuthenticate("bearer"))
    return {}`,
      `
@app.get("/a")
def a():
    if not session.get("user_id"): return "login", 401, CHALLENGE
    return {}`,
      `
def b(token):
    if not token: abort(401, www_authenticate=[WWWAuthenticate("bearer"), WWWAuthenticate("basic", {"realm": "x"})])`,
      // A response that is thrown is sent as it is.
      `
def b(token):
    if not token: abort(Response("no", 401, CHALLENGE))`,
      `
def b(token):
    if not token: abort(401, response=login_page())`,
      ...["add", "set", "setdefault"].map(
        (method) => `
def b(token):
    if token: return {}
    answer = Response("no")
    answer.status = 401
    answer.headers.${method}("WWW-Authenticate", "Bearer")
    return answer`,
      ),
      `
def b(token):
    if token: return {}
    answer = make_response("no", 401)
    answer.headers.extend(CHALLENGE)
    return answer`,
      `
def b(token):
    if token: return {}
    answer = make_response("no", 401)
    answer.www_authenticate.realm = "harbour"
    return answer`,
      // A list of pairs is a header map as well.
      `
def b(token):
    if not token: return jsonify(e=1), 401, [("WWW-Authenticate", "Bearer")]`,
      `
def b(token):
    if not token: return make_response(jsonify(e=1), 401, CHALLENGE)`,
      `
def b(token):
    if not token: return make_response((jsonify(e=1), 401, CHALLENGE))`,
      `
def b(token):
    if not token: return Response("no", 401, CHALLENGE)`,
      `
def b(token):
    if token: return {}
    answer = jsonify(e=1)
    answer.status_code = 401
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer`,
      `
def b(token):
    if token: return {}
    answer = make_response("no", 401)
    answer.www_authenticate = WWWAuthenticate("bearer", {"realm": "x"})
    return answer`,
      // Changing the challenge object in place sets the header, too.
      `
def b(token):
    if token: return {}
    answer = make_response("no", 401)
    answer.www_authenticate.set_basic()
    return answer`,
      // The second part of a pair may be the headers: this is a 200.
      `
def b(token):
    if not token: return {"e": 1}, {"WWW-Authenticate": "Bearer"}`,
      `
class Denied(Unauthorized):
    def get_headers(self, *args): return [("WWW-Authenticate", "Bearer")]
def b(token):
    if not token: raise Denied("no")`,
      `
class Denied(Unauthorized):
    def __init__(self): super().__init__("no", www_authenticate=WWWAuthenticate("bearer"))
def b(token):
    if not token: raise Denied()`,
      // The handler of 401 adds it to whatever is raised.
      `
@app.errorhandler(401)
def login(e): return jsonify(x=1), 401, {"WWW-Authenticate": "Bearer"}
@app.get("/a")
def a():
    if not request.authorization: abort(401)
    return {}`,
      `
@app.errorhandler(Unauthorized)
def login(e): return jsonify(x=1), 401, {"WWW-Authenticate": "Bearer"}
@app.get("/a")
def a():
    if not request.authorization: raise Unauthorized("no")
    return {}`,
      // after_request sees returned and raised answers alike.
      `
@app.after_request
def add(response):
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
@app.get("/a")
def a():
    if not request.authorization: return {"e": 1}, 401
    return {}`,
      // Flask-HTTPAuth adds the challenge to whatever its error handler gives.
      `
auth = HTTPTokenAuth()
@auth.error_handler
def refused(): return jsonify(e=1), 401`,
      `
auth = HTTPTokenAuth()
@auth.error_handler
def refused(status): return jsonify(e=1), status`,
      // Flask-RESTful adds Basic to what is raised.
      `
from flask_restful import abort as refuse
api = Api(app, serve_challenge_on_401=True)
class Berth(Resource):
    def get(self):
        if not request.authorization: refuse(401, message="no")
api.add_resource(Berth, "/berth")`,
      // A redirect to the login page is no 401.
      `
@app.get("/a")
def a():
    if not current_user.is_authenticated: return redirect("/login")
    return {}`,
      // A client that looks at an answer, a message map.
      `
import requests
CODES = {401: "unauthorized"}
def fetch():
    answer = requests.get("https://example.org")
    if answer.status_code == 401: return None
    return answer.json(), CODES[401]`,
      // A pair of numbers is no answer.
      `
def size(token): return (640, 480)`,
      // abort of something else.
      `
import grpc
def call(context): context.abort(grpc.StatusCode.UNAUTHENTICATED, "x")`,
      // The status is what the caller says; nobody calls with 401.
      `
def fail(message, code): return jsonify(message=message), code
def a(x):
    if not x: return fail("missing", 400)`,
      `
from flask_smorest import abort as refuse
def b(token):
    if not token: refuse(401, message="no", headers=CHALLENGE)`,
      `
from apiflask import HTTPError, abort as refuse
class Denied(HTTPError):
    status_code = 401
    headers = {"WWW-Authenticate": "Bearer"}
def b(token):
    if not token: raise Denied()
def c(token):
    if not token: refuse(401, "no", None, CHALLENGE)`,
    ],
    loud: [
      `
@app.get("/a")
def a():
    if not request.headers.get("Authorization"): «abort(401)»
    return {}`,
      `
@app.get("/a")
def a():
    if "Authorization" not in request.headers: return «{"e": 1}, 401»
    return {}`,
      `
def b(token):
    if not token: return «(jsonify(e=1), 401)»`,
      `
def b(token):
    if not token: return «jsonify(e=1), "401 UNAUTHORIZED"»`,
      `
def b(token):
    if not token: return «{"e": 1}, HTTPStatus.UNAUTHORIZED»`,
      `
def b(token):
    if not token: return «make_response("no", 401)»`,
      `
def b(token):
    if not token: return «make_response((jsonify(e=1), 401))»`,
      `
def b(token):
    if not token: return «Response("no", status=401)»`,
      `
def b(token):
    if not token: return «current_app.response_class("no", status=401)»`,
      `
def b(token):
    if token: return {}
    answer = «jsonify(e=1)»
    answer.status_code = 401
    ‹return answer›`,
      `
def b(token):
    if not token: raise «Unauthorized("no")»`,
      `
def b(token):
    if token: return {}
    answer = «Response("no")»
    answer.status = "401 UNAUTHORIZED"
    ‹return answer›`,
      `
@app.before_request
def gate():
    if not request.headers.get("Authorization"): return «jsonify(e=1), 401»`,
      // What is returned meets no error handler.
      `
@app.errorhandler(401)
def login(e): return jsonify(x=1), 401, {"WWW-Authenticate": "Bearer"}
@app.get("/a")
def a():
    if not request.authorization: return «{"e": 1}, 401»
    return {}`,
      // An error is a response, too.
      `
def b(token):
    if not token: return «Unauthorized()»`,
      `
class Denied(HTTPException):
    «code = 401»
def b(token):
    if not token: ‹raise Denied("no")›`,
      `
def b(token):
    user = token or «abort(401)»
    return user`,
      // Error handlers are skipped for a response that is thrown.
      `
def b(token):
    if not token: abort(«make_response(jsonify(e=1), 401)»)`,
      // A helper that makes the answer is blamed where it is told the status.
      `
def fail(message, code): return jsonify(message=message), code
@app.get("/a")
def a():
    if not request.authorization: return «fail("login", 401)»
    return {}`,
      // The callbacks of Flask-JWT-Extended and Flask-Login are sent as they are.
      `
manager = JWTManager(app)
@manager.unauthorized_loader
def missing(reason): return «jsonify(msg=reason), 401»`,
      `
manager = LoginManager(app)
@manager.unauthorized_handler
def missing(): return «jsonify(e="login"), 401»`,
      // Flask-smorest's handler builds the answer from headers= alone.
      `
from flask_smorest import abort as refuse
def b(token):
    if not token: «refuse(401, message="no", www_authenticate=WWWAuthenticate("bearer"))»`,
      // after_request and errorhandler of 403 have nothing to do with it.
      `
@app.errorhandler(403)
def forbidden(e): return jsonify(x=1), 403, CHALLENGE
@app.get("/a")
def a():
    if not request.authorization: «abort(401)»
    return {}`,
      `
class Berth(MethodView):
    def get(self):
        if not request.cookies.get("session"): return «{"e": 1}, 401»
        return {}
app.add_url_rule("/berth", view_func=Berth.as_view("berth"))`,
      // Quart is Flask, awaited.
      `
import quart
pier = quart.Quart(__name__)
@pier.get("/a")
async def a():
    if not quart.request.authorization: quart.«abort(401)»
    return {}`.replace("quart.«abort(401)»", "«quart.abort(401)»"),
      `
api = Api(app)
class Berth(Resource):
    def get(self):
        if not request.authorization: return «{"message": "no"}, 401»
api.add_resource(Berth, "/berth")`,
      // The project's own error, answered by one handler: the error is told its status, the handler has no challenge.
      `
class ApiError(Exception):
    code = 500
    def __init__(self, message, code=None):
        super().__init__(message)
        if code is not None:
            self.code = code
@app.errorhandler(ApiError)
def on_error(error): return «jsonify(m=str(error)), error.code»
@app.get("/a")
def a():
    if not request.authorization: ‹raise ApiError("login", 401)›
    return {}`,
      // A helper registers the handlers of each blueprint.
      `
class AuthError(Exception):
    def __init__(self, message, code):
        self.code = code
def register(blueprint):
    @blueprint.errorhandler(AuthError)
    def on_error(error): return «jsonify(m="no"), error.code»
pier = Blueprint("pier", __name__)
register(pier)
app.register_blueprint(pier)
@pier.get("/a")
def a():
    if not request.authorization: ‹raise AuthError("login", 401)›
    return {}`,
    ],
  },
})

ruleTest("scope-check-401", {
  flask: {
    prelude,
    quiet: [
      // A session that no longer holds identifies nobody.
      `
@app.get("/a")
def a():
    user = load(session["id"])
    if session.get("hash") != hmac(user.password): return {"e": "log in"}, 401, CHALLENGE
    return {}`,
      `
@app.get("/a")
@jwt_required()
def a():
    if not set(["berths"]) <= set(get_jwt()["perms"]): return {"e": "perms"}, 403
    return {}`,
    ],
    others: [
      `
@app.get("/a")
def a():
    if not current_user.is_authenticated: abort(401)
    return {}`,
    ],
    loud: [
      `
@app.get("/a")
@jwt_required()
def a():
    if get_jwt()["role"] != "admin": «return {"e": "admins"}, 401»
    return {}`,
      `
@app.get("/a")
@login_required
def a():
    if not current_user.is_admin: «abort(401)»
    return {}`,
    ],
  },
})

ruleTest("unauthenticated-403", {
  flask: {
    prelude,
    quiet: [
      `
@app.get("/a")
@login_required
def a():
    if not current_user.is_admin: abort(403)
    return {}`,
      `
@app.get("/a")
def a(berth):
    if berth.owner_id != current_user.id: return {"e": "not yours"}, 403
    return {}`,
      // Who is nobody is sent to the log-in.
      `
class Page:
    def check(self):
        if not session.get("user"): raise Forbidden
@app.errorhandler(Forbidden)
def forbidden(e):
    if not session.get("user"): return redirect("/login")
    return "no", 403`,
      // What it signs may be the state of a form.
      `
from itsdangerous import BadSignature, URLSafeTimedSerializer
@app.get("/a")
def a():
    try: state = URLSafeTimedSerializer(KEY).loads(request.values.get("state"))
    except BadSignature: state = False
    if state: return {}
    abort(403)`,
    ],
    loud: [
      `
@app.get("/a")
def a():
    if not current_user.is_authenticated: «abort(403)»
    return {}`,
      `
@app.before_request
def gate():
    if not request.headers.get("X-Api-Key"): «return jsonify(e="key"), 403»`,
      `
def verify(token):
    try:
        return jwt.decode(token, key_of())
    except jwt.InvalidTokenError:
        «raise Forbidden("bad token")»`,
    ],
  },
})

ruleTest("leaky-detail", {
  flask: {
    prelude,
    quiet: [
      `
@app.errorhandler(HTTPException)
def on_error(e): return jsonify(e=e.description), e.code, e.get_headers()`,
      `
@app.get("/a")
def a():
    try: return jsonify(work())
    except ValueError as e: return jsonify(e=str(e)), 400`,
      // What was bound to a statement is what the client sent.
      `
from sqlalchemy.exc import IntegrityError
@app.errorhandler(IntegrityError)
def taken(error): return jsonify(name=error.params.get("name")), 409`,
    ],
    loud: [
      `
@app.get("/a")
def a():
    try: return jsonify(work())
    except Exception as e: return jsonify(«e=str(e)»), 500`.replace("«e=str(e)»", "e=«str(e)»"),
      `
@app.errorhandler(Exception)
def on_error(e): return jsonify(error=«str(e)»), 500`,
      `
@app.get("/a")
def a():
    try: return jsonify(jwt.decode(request.headers["Authorization"], key_of()))
    except jwt.InvalidTokenError as e: abort(401, «str(e)»)`,
    ],
  },
})

ruleTest("handler-drops-headers", {
  flask: {
    prelude,
    quiet: [
      `
@app.errorhandler(HTTPException)
def keep(e):
    r = e.get_response()
    r.data = json.dumps({"e": e.name})
    return r`,
      `
@app.errorhandler(HTTPException)
def keep(e): return jsonify(x=1), e.code, e.get_headers()`,
      `
@app.errorhandler(HTTPException)
def keep(e): return e`,
      `
@app.errorhandler(401)
def keep(e): return jsonify(x=1), 401, {"WWW-Authenticate": "Bearer"}`,
      `
@app.errorhandler(404)
def other(e): return jsonify(x=1), 404`,
      // The project's own error has no headers to lose.
      `
class ApiError(Exception): pass
@app.errorhandler(ApiError)
def own(e): return jsonify(x=1), 400`,
      // What it would lose goes to a handler that is nearer.
      `
@app.errorhandler(Exception)
def any(e): return jsonify(error="oops"), getattr(e, "code", 500)
@app.errorhandler(HTTPException)
def keep(e): return jsonify(error="no"), e.code, e.get_headers()`,
      `
@app.errorhandler(Exception)
def any(e): return jsonify(error="oops"), getattr(e, "code", 500)
@app.errorhandler(HTTPException)
def keep(e): return jsonify(error="no"), e.code, e.get_headers()
@app.errorhandler(401)
def log_in(e): return jsonify(error="log in"), 401, {"WWW-Authenticate": "Bearer"}`,
    ],
    others: [
      // Nothing is known to bring a challenge, so that this 401 lacks one as any other does.
      `
@app.errorhandler(401)
def drop(e): return jsonify(error="login"), 401`,
      `
@app.errorhandler(401)
def drop(e): return jsonify(error="login"), 401
@app.get("/a")
def a():
    if not request.headers.get("Authorization"): abort(401)`,
    ],
    loud: [
      `
@app.errorhandler(HTTPException)
def ‹drop›(e): return «jsonify(error=e.description), e.code»`,
      `
@app.errorhandler(401)
def drop(e): return «jsonify(error="login"), 401»
@app.get("/a")
def a():
    if not request.headers.get("Authorization"): ‹abort(401, www_authenticate=WWWAuthenticate("bearer"))›`,
      `
def ‹drop›(e): return «jsonify(error=e.description), e.code»
def setup(app):
    for code in default_exceptions:
        app.register_error_handler(code, drop)
setup(app)`,
      `
@app.errorhandler(Exception)
def ‹drop›(e):
    code = 500
    if isinstance(e, HTTPException):
        code = e.code
    return «jsonify(error="oops"), code»`,
      `
pier = Blueprint("pier", __name__)
@pier.app_errorhandler(HTTPException)
def ‹drop›(e):
    if e.code >= 500: return e
    return «{"error": e.description}, e.code»
app.register_blueprint(pier)`,
    ],
  },
})

ruleTest("auth-on-options", {
  flask: {
    prelude,
    quiet: [
      // Decorators are not called for the automatic OPTIONS.
      `
CORS(app)
def gate(f):
    @wraps(f)
    def inner(*args, **kwargs):
        if not request.headers.get("Authorization"): return jsonify(e=1), 401, CHALLENGE
        return f(*args, **kwargs)
    return inner
@app.get("/a")
@gate
def a(): return {}`,
      `
def gate(f):
    @wraps(f)
    def inner(*args, **kwargs):
        if not request.headers.get("Authorization"): return jsonify(e=1), 401, CHALLENGE
        return f(*args, **kwargs)
    return inner
@app.route("/a", methods=["GET", "OPTIONS"])
@cross_origin()
@gate
def a(): return {}`,
      // The libraries' decorators let OPTIONS pass.
      `
@app.route("/a", methods=["GET", "OPTIONS"])
@jwt_required()
@cross_origin()
def a(): return {}`,
      // It only notes who asks.
      `
CORS(app)
@app.before_request
def who():
    g.user = find(request.headers.get("Authorization"))`,
    ],
    others: [
      // No CORS at all: a same-origin API, or a gateway's business.
      `
@app.before_request
def gate():
    if not request.headers.get("Authorization"): abort(401)`,
      `
CORS(app)
@app.before_request
def gate():
    if request.method == "OPTIONS": return None
    if not request.headers.get("Authorization"): abort(401)`,
      // An earlier function answers OPTIONS itself.
      `
CORS(app)
@app.before_request
def preflight():
    if request.method == "OPTIONS": return make_response("", 204)
@app.before_request
def gate():
    if not request.headers.get("Authorization"): abort(401)`,
    ],
    loud: [
      `
CORS(app)
@«app.before_request»
def gate():
    if not request.headers.get("Authorization"): abort(401)`,
      // The order of CORS(app) and the hook does not matter.
      `
@«app.before_request»
def gate():
    if not request.headers.get("Authorization"): return jsonify(e=1), 401, CHALLENGE
cors = CORS()
cors.init_app(app)`,
      `
CORS(app)
pier = Blueprint("pier", __name__)
@«pier.before_request»
def gate():
    if not request.headers.get("Authorization"): abort(401)
app.register_blueprint(pier)`,
      `
def gate(f):
    @wraps(f)
    def inner(*args, **kwargs):
        if not request.headers.get("Authorization"): return jsonify(e=1), 401, CHALLENGE
        return f(*args, **kwargs)
    return inner
@«app.route("/a")»
@gate
@cross_origin()
def a(): return {}`,
      `
CORS(app)
def gate(f):
    @wraps(f)
    def inner(*args, **kwargs):
        if not request.headers.get("Authorization"): return jsonify(e=1), 401, CHALLENGE
        return f(*args, **kwargs)
    return inner
@«app.route("/a", methods=["GET", "OPTIONS"])»
@gate
def a(): return {}`,
      // The project's own CORS.
      `
@app.after_request
def cors(response):
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
@«app.before_request»
def gate():
    if not request.headers.get("Authorization"): abort(401)`,
    ],
  },
})

test("beside a handler of 401, one of every refusal loses the headers of the others", async () => {
  const { findings } = await check({
    "main.py": `from flask import Flask, jsonify
from werkzeug.exceptions import HTTPException
app = Flask(__name__)
@app.errorhandler(HTTPException)
def no(e): return jsonify(error=e.description), e.code
@app.errorhandler(401)
def log_in(e): return jsonify(error="log in"), 401, {"WWW-Authenticate": "Bearer"}
`,
  })
  expect(findings.map(({ message }) => message)).toEqual([
    "no rebuilds the answer without the error's headers: every 405 loses its Allow.",
  ])
})

test("a handler of one class of 401 loses nothing of other statuses", async () => {
  const { findings } = await check({
    "main.py": `from flask import Flask, jsonify
from werkzeug.exceptions import HTTPException, Unauthorized
app = Flask(__name__)
@app.errorhandler(Unauthorized)
def no(e): return jsonify(error=e.description), 401
@app.get("/a")
def a(): raise Unauthorized("who?", www_authenticate=WWWAuthenticate("bearer"))
`,
  })
  expect(findings.find(({ rule }) => rule === "handler-drops-headers")?.message).toBe(
    "no rebuilds the answer without the error's headers: every 401 loses its WWW-Authenticate.",
  )
})
