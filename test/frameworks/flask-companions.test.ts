import { ruleTest } from "../support/rule-test.ts"

const prelude = `from functools import wraps
from flask import Blueprint, Flask, Response, abort, g, jsonify, make_response, redirect, request
from flask.views import MethodView
from flask_cors import CORS, cross_origin
from flask_login import LoginManager, current_user, login_required
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, HTTPException, Unauthorized
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
app = Flask(__name__)
`

const jwt = `${prelude}from flask_jwt_extended import JWTManager, current_user, get_jwt, get_jwt_identity, jwt_required
manager = JWTManager(app)
`

const loaders = [
  "expired_token_loader",
  "invalid_token_loader",
  "needs_fresh_token_loader",
  "revoked_token_loader",
  "user_lookup_error_loader",
]

ruleTest("missing-challenge", {
  "flask-jwt-extended": {
    prelude: jwt,
    quiet: [
      ...loaders.map(
        (loader) => `
@manager.${loader}
def refused(*args): return jsonify(msg="no"), 401, CHALLENGE`,
      ),
      // What the library answers by itself is not the project's.
      `
@app.get("/a")
@jwt_required()
def a(): return {}`,
      // What is malformed is a 422 to it.
      `
@manager.invalid_token_loader
def refused(reason): return jsonify(msg="no"), 422`,
    ],
    loud: loaders.map(
      (loader) => `
@manager.${loader}
def refused(*args): return «jsonify(msg="no"), 401»`,
    ),
  },
  "flask-login": {
    prelude: `${prelude}manager = LoginManager(app)\n`,
    quiet: [
      `
@app.get("/a")
@login_required
def a(): return {}`,
      `
@manager.unauthorized_handler
def missing(): return redirect("/login")`,
    ],
    loud: [
      `
@manager.unauthorized_handler
def missing(): «abort(401)»`,
    ],
  },
  "flask-httpauth": {
    prelude: `${prelude}from flask_httpauth import HTTPBasicAuth, HTTPTokenAuth, MultiAuth\nauth = HTTPBasicAuth()\n`,
    quiet: [
      `
@auth.error_handler
def refused(status): return jsonify(e=1), status`,
      // Text becomes the body of its 401.
      `
@auth.error_handler
def refused(): return "log in"`,
      `
tokens = HTTPTokenAuth("Key")
@tokens.error_handler
def refused(): return {"e": 1}, 401`,
      `
@app.get("/a")
@auth.login_required(role="admin")
def a(): return {}`,
    ],
    loud: [],
  },
  "flask-restful": {
    prelude: `${prelude}from flask_restful import Api, Resource, abort as refuse\n`,
    quiet: [],
    loud: [
      `
api = Api(app)
class Berth(Resource):
    def get(self):
        if not request.authorization: «refuse(401, message="no")»
api.add_resource(Berth, "/berth")`,
      // What is returned never meets the code that adds Basic.
      `
api = Api(app, serve_challenge_on_401=True)
class Berth(Resource):
    def get(self):
        if not request.authorization: return «{"message": "no"}, 401»
api.add_resource(Berth, "/berth")`,
    ],
  },
  "flask-restx": {
    prelude: `${prelude}from flask_restx import Api, Namespace, Resource, abort as refuse\n`,
    quiet: [
      `
api = Api(app, serve_challenge_on_401=True)
pier = Namespace("pier")
api.add_namespace(pier)
@pier.route("/berth")
class Berth(Resource):
    def get(self):
        if not request.authorization: refuse(401, "no")`,
      // A description of what it may answer.
      `
pier = Namespace("pier")
@pier.route("/berth")
class Berth(Resource):
    @pier.response(401, "no token")
    @pier.doc(responses={403: "no right"})
    def get(self): return {}`,
    ],
    loud: [
      `
def gate():
    if not request.authorization: «refuse(401, "no")»`,
      `
pier = Namespace("pier")
def gate():
    if not request.authorization: «pier.abort(401, "no")»`,
      `
api = Api(app)
def gate():
    if not request.authorization: «api.abort(401, "no")»`,
    ],
  },
  "flask-smorest": {
    prelude: `${prelude}from flask_smorest import Api, Blueprint as Pier, abort as refuse\n`,
    quiet: [
      `
pier = Pier("pier", __name__)
@pier.route("/berth")
class Berth(MethodView):
    @pier.response(200)
    @pier.alt_response(401)
    def get(self):
        if not request.authorization: refuse(401, message="no", headers=CHALLENGE)`,
    ],
    loud: [
      `
pier = Pier("pier", __name__)
@pier.route("/berth")
class Berth(MethodView):
    @pier.response(200)
    def get(self):
        if not request.authorization: «refuse(401, message="no")»`,
    ],
  },
  apiflask: {
    prelude: `${prelude}from apiflask import APIBlueprint, APIFlask, HTTPBasicAuth, HTTPError, HTTPTokenAuth, abort as refuse\npier = APIFlask(__name__)\n`,
    quiet: [
      `
@pier.get("/a")
def a():
    if not request.authorization: raise HTTPError(401, "no", headers=CHALLENGE)
    return {}`,
      `
auth = HTTPTokenAuth()
@pier.get("/a")
@pier.auth_required(auth)
def a(): return {}`,
    ],
    loud: [
      `
@pier.get("/a")
def a():
    if not request.authorization: raise «HTTPError(401, "no")»
    return {}`,
      `
class Denied(HTTPError):
    status_code = 401
    message = "no"
@pier.get("/a")
def a():
    if not request.authorization: raise «Denied()»
    return {}`,
      `
@pier.get("/a")
def a():
    if not request.authorization: «refuse(401, "no", "log in")»
    return {}`,
    ],
  },
  connexion: {
    // It has no header for any of these, and no place to give one.
    prelude: `${prelude}from connexion.exceptions import OAuthProblem, OAuthScopeProblem, Unauthorized as Missing\n`,
    quiet: [
      `
def verify(token):
    if not token: raise OAuthProblem("no")`,
    ],
    loud: [],
  },
})

ruleTest("unauthenticated-403", {
  "flask-jwt-extended": {
    prelude: jwt,
    quiet: [
      `
@app.get("/a")
@jwt_required()
def a():
    if get_jwt()["role"] != "admin": return {"e": "admins"}, 403
    return {}`,
      // The claims of a good token, not the token.
      `
@manager.token_verification_failed_loader
def refused(header, claims): return {"e": "not for you"}, 403`,
    ],
    loud: [
      // Nobody need be there.
      `
@app.get("/a")
@jwt_required(optional=True)
def a():
    if not get_jwt_identity(): «return {"e": "login"}, 403»
    return {}`,
    ],
  },
  "flask-httpauth": {
    prelude: `${prelude}from flask_httpauth import HTTPBasicAuth\nauth = HTTPBasicAuth()\n`,
    quiet: [
      `
@app.get("/a")
@auth.login_required
def a():
    if not auth.current_user().is_admin: abort(403)
    return {}`,
    ],
    loud: [],
  },
})

ruleTest("dead-refusal", {
  "flask-httpauth": {
    prelude: `${prelude}from flask_httpauth import HTTPBasicAuth, HTTPTokenAuth\nauth = HTTPBasicAuth()\n`,
    quiet: [
      `
@auth.error_handler
def refused(status): return jsonify(e=1), status`,
      `
@auth.error_handler
def refused(status):
    answer = jsonify(e=1)
    answer.status_code = status
    return answer`,
      // The library makes a 401 of text.
      `
@auth.error_handler
def refused(): return "log in"`,
      `
@auth.error_handler
def refused(): return {"e": "log in"}`,
    ],
    loud: [
      // A response is sent as it is, and says 200.
      `
@auth.error_handler
def refused(): «return jsonify(e="log in")»`,
      `
@auth.error_handler
def refused(status): «return make_response({"e": 1})»`,
    ],
  },
  flask: {
    prelude,
    quiet: [
      `
@app.errorhandler(Exception)
def oops(e):
    if isinstance(e, HTTPException): return e
    return jsonify(e="oops"), 500
@app.get("/a")
def a():
    if not request.authorization: abort(401, www_authenticate=WWWAuthenticate("bearer"))
    return {}`,
      // A nearer handler takes it.
      `
@app.errorhandler(Exception)
def oops(e): return jsonify(e="oops"), 500
@app.errorhandler(HTTPException)
def known(e): return e
@app.get("/a")
def a():
    if not request.authorization: abort(401, www_authenticate=WWWAuthenticate("bearer"))
    return {}`,
      // 500 is what is left when nothing else answers.
      `
@app.errorhandler(500)
def oops(e): return jsonify(e="oops"), 500
@app.get("/a")
def a():
    if not request.authorization: abort(401, www_authenticate=WWWAuthenticate("bearer"))
    return {}`,
      // What is returned meets no handler.
      `
@app.errorhandler(Exception)
def oops(e): return jsonify(e="oops"), 500
@app.get("/a")
def a():
    if not request.authorization: return {"e": 1}, 401, CHALLENGE
    return {}`,
    ],
    loud: [
      // In Flask it takes what abort raises as well.
      `
@app.errorhandler(Exception)
def oops(e): «return jsonify(e="oops"), 500»
@app.get("/a")
def a():
    if not request.authorization: abort(401, www_authenticate=WWWAuthenticate("bearer"))
    return {}`,
      `
def oops(e):
    answer = jsonify(e="oops")
    answer.status_code = 500
    «return answer»
app.register_error_handler(Exception, oops)
@app.get("/a")
def a(berth):
    if berth.owner_id != current_user.id: raise Forbidden("not yours")
    return {}`,
    ],
  },
})

const gate = `
def gate(f):
    @wraps(f)
    def inner(*args, **kwargs):
        if not request.headers.get("Authorization"): return jsonify(e=1), 401, CHALLENGE
        return f(*args, **kwargs)
    return inner`

ruleTest("auth-on-options", {
  flask: {
    prelude,
    quiet: [
      // The automatic answer to OPTIONS calls no decorator of a class either.
      `
CORS(app)
${gate}
class Berth(MethodView):
    decorators = [gate]
    def get(self): return {}
app.add_url_rule("/berth", view_func=Berth.as_view("berth"))`,
      `
CORS(app)
@app.route("/a", methods=["GET", "OPTIONS"])
@login_required
def a(): return {}`,
    ],
    loud: [
      // A view with an answer to OPTIONS of its own is called, decorators and all.
      `
CORS(app)
${gate}
class Berth(MethodView):
    decorators = [gate]
    def get(self): return {}
    def options(self): return {}
«app.add_url_rule("/berth", view_func=Berth.as_view("berth"))»`,
      `
CORS(app)
pier = Blueprint("pier", __name__)
@«pier.before_app_request»
def gate():
    if not request.headers.get("Authorization"): return jsonify(e=1), 401, CHALLENGE
app.register_blueprint(pier)`,
    ],
  },
  "flask-httpauth": {
    prelude: `${prelude}from flask_httpauth import HTTPBasicAuth\nauth = HTTPBasicAuth()\n`,
    quiet: [
      `
@app.route("/a", methods=["GET", "OPTIONS"])
@auth.login_required
@cross_origin()
def a(): return {}`,
    ],
    loud: [],
  },
})
