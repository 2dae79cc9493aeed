import { runs } from "../support/marked-cases.ts"

// Row by row. A line that ends in a mark is one on which that rule speaks; nothing else does.

const prelude = `import json
from functools import wraps
from http import HTTPStatus
import jwt
from flask import Blueprint, Flask, Response, abort, current_app, g, jsonify, make_response, redirect, request, session, render_template
from flask.views import MethodView
from flask_cors import CORS, cross_origin
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, HTTPException, Unauthorized
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
app = Flask(__name__)
`

runs(
  "Flask",
  [
    [
      "text for a challenge object is sent letter by letter",
      `
@app.get("/a")
def a():
    if not request.authorization: abort(401, www_authenticate="Bearer")  #! invalid-challenge
    return {}
`,
    ],
    [
      "abort with a member of HTTPStatus",
      `
@app.get("/a")
def a():
    if not request.authorization: abort(HTTPStatus.UNAUTHORIZED)  #! missing-challenge
    return {}
`,
    ],
    [
      "a description is no challenge",
      `
@app.get("/a")
def a():
    if not request.authorization: abort(401, description="login")  #! missing-challenge
    return {}
`,
    ],
    [
      "the response that abort is given, without a challenge",
      `
@app.get("/a")
def a():
    if not request.authorization: abort(401, response=make_response(jsonify(e=1), 401))  #! missing-challenge
    return {}
`,
    ],
    [
      "the response that abort is given, with one",
      `
@app.get("/a")
def a():
    if not request.authorization: abort(401, response=make_response(jsonify(e=1), 401, CHALLENGE))
    return {}
`,
    ],
    [
      "a tuple with a list of headers",
      `
@app.get("/a")
def a():
    if not request.authorization: return "no", HTTPStatus.UNAUTHORIZED, [("WWW-Authenticate", "Bearer")]
    return {}
`,
    ],
    [
      "headers that are updated",
      `
@app.get("/a")
def a():
    if request.authorization: return {}
    r = make_response("no", 401)
    r.headers.update(CHALLENGE)
    return r
`,
    ],
    [
      "a status that is text",
      `
@app.get("/a")
def a():
    if request.authorization: return {}
    r = Response("x", "401 UNAUTHORIZED")  #! missing-challenge
    return r
`,
    ],
    [
      "a digest that is set on the challenge object",
      `
@app.get("/a")
def a():
    if request.authorization: return {}
    r = Response("x", 401)
    r.www_authenticate.set_digest("realm", "nonce")
    return r
`,
    ],
    [
      "a challenge in its third place",
      `
@app.get("/a")
def a():
    if not request.authorization: raise Unauthorized("no", None, WWWAuthenticate("bearer"))
    return {}
`,
    ],
    [
      "an error that builds its own response",
      `
class Denied(HTTPException):
    code = 401
    def get_response(self, environ=None, scope=None): return Response("no", 401, CHALLENGE)
@app.get("/a")
def a():
    if not request.authorization: raise Denied()
    return {}
`,
    ],
    [
      "an error that is returned, with its challenge",
      `
@app.get("/a")
def a():
    if not request.authorization: return Unauthorized("x", www_authenticate=WWWAuthenticate("bearer"))
    return {}
`,
    ],
    [
      "start_response of what is around the app",
      `
class Gate:
    def __init__(self, wsgi): self.wsgi = wsgi
    def __call__(self, environ, start_response):
        if not environ.get("HTTP_AUTHORIZATION"):
            start_response("401 Unauthorized", [("Content-Type", "text/plain")])  #! missing-challenge
            return [b"no"]
        return self.wsgi(environ, start_response)
app.wsgi_app = Gate(app.wsgi_app)
`,
    ],
    [
      "start_response with a challenge",
      `
class Gate:
    def __init__(self, wsgi): self.wsgi = wsgi
    def __call__(self, environ, start_response):
        if not environ.get("HTTP_AUTHORIZATION"):
            start_response("401 Unauthorized", [("WWW-Authenticate", "Bearer")])
            return [b"no"]
        return self.wsgi(environ, start_response)
app.wsgi_app = Gate(app.wsgi_app)
`,
    ],
    [
      "a response that what is around the app calls",
      `
class Gate:
    def __init__(self, wsgi): self.wsgi = wsgi
    def __call__(self, environ, start_response):
        if not environ.get("HTTP_AUTHORIZATION"):
            res = Response("no", status=401)  #! missing-challenge
            return res(environ, start_response)
        return self.wsgi(environ, start_response)
app.wsgi_app = Gate(app.wsgi_app)
`,
    ],
    [
      "a handler of everything that shows the error",
      `
@app.errorhandler(Exception)
def h5(e): return jsonify(e=str(e)), 500  #! dead-refusal, leaky-detail
@app.get("/a")
def a():
    if not request.authorization: abort(401, www_authenticate=WWWAuthenticate("bearer"))
    return {}
`,
    ],
    [
      "the error's own response, its body set anew",
      `
@app.errorhandler(HTTPException)
def h2(e):
    r = e.get_response()
    r.set_data(json.dumps({"e": 1}))
    r.content_type = "application/json"
    return r
`,
    ],
    [
      "a blueprint's handler of 401",
      `
pier = Blueprint("pier", __name__)
@pier.errorhandler(401)
def h(e): return jsonify(e=1), e.code  #! handler-drops-headers
app.register_blueprint(pier)
`,
    ],
    [
      "a role in the claims",
      `
from flask_jwt_extended import get_jwt, jwt_required
@app.get("/a")
@jwt_required()
def a():
    if "admin" not in get_jwt()["roles"]: return {"e": "admins"}, 401  #! scope-check-401
    return {}
`,
    ],
    [
      "a role, once the token is verified",
      `
from flask_jwt_extended import get_jwt, verify_jwt_in_request
def admin_required(fn):
    @wraps(fn)
    def wrapper(*args, **kwargs):
        verify_jwt_in_request()
        claims = get_jwt()
        if not claims.get("is_admin"): return jsonify(msg="Admins only!"), 401  #! scope-check-401
        return fn(*args, **kwargs)
    return wrapper
@app.get("/a")
@admin_required
def a(): return {}
`,
    ],
    [
      "a role, once the token is verified, answered 403",
      `
from flask_jwt_extended import get_jwt, verify_jwt_in_request
def admin_required(fn):
    @wraps(fn)
    def wrapper(*args, **kwargs):
        verify_jwt_in_request()
        claims = get_jwt()
        if not claims.get("is_admin"): return jsonify(msg="Admins only!"), 403
        return fn(*args, **kwargs)
    return wrapper
@app.get("/a")
@admin_required
def a(): return {}
`,
    ],
    [
      "403 where no token is given",
      `
from flask_jwt_extended import JWTManager
jwtm = JWTManager(app)
@jwtm.unauthorized_loader
def missing(reason): return jsonify(msg="no"), 403  #! unauthenticated-403
`,
    ],
    [
      "403 for a token that has expired",
      `
from flask_jwt_extended import JWTManager
jwtm = JWTManager(app)
@jwtm.expired_token_loader
def expired(h, p): return jsonify(msg="no"), 403  #! unauthenticated-403
`,
    ],
    [
      "403 where nobody is logged in",
      `
from flask_login import LoginManager
lm = LoginManager(app)
@lm.unauthorized_handler
def bad(): return jsonify(msg="no"), 403  #! unauthenticated-403
`,
    ],
    [
      "a callback that is handed over",
      `
from flask_login import LoginManager
lm = LoginManager(app)
def bad(): return jsonify(msg="no"), 401  #! missing-challenge
lm.unauthorized_handler(bad)
`,
    ],
    [
      "a response without a status",
      `
from flask_httpauth import HTTPBasicAuth
auth = HTTPBasicAuth()
@auth.error_handler
def bad(status): return jsonify(msg="no")  #! dead-refusal
@app.get("/a")
@auth.login_required
def a(): return {}
`,
    ],
    [
      "the status that the library says",
      `
from flask_httpauth import HTTPBasicAuth
auth = HTTPBasicAuth()
@auth.error_handler
def bad(status): return "no", status
@app.get("/a")
@auth.login_required(role="admin")
def a(): return {}
`,
    ],
    [
      "before_request by a call",
      `
CORS(app)
def gate():
    if not request.headers.get("Authorization"): return jsonify(e=1), 401  #! missing-challenge
app.before_request(gate)  #! auth-on-options
`,
    ],
    [
      "all but OPTIONS is asked",
      `
CORS(app)
@app.before_request
def gate():
    if request.method != "OPTIONS":
        if not request.headers.get("Authorization"): return jsonify(e=1), 401, CHALLENGE
`,
    ],
    [
      "OPTIONS is answered, and the package writes its headers on that",
      `
CORS(app)
@app.before_request
def gate():
    if request.method == "OPTIONS": return "", 204
    if not request.headers.get("Authorization"): return jsonify(e=1), 401, CHALLENGE
`,
    ],
    [
      "a list of open paths",
      `
CORS(app)
@app.before_request  #! auth-on-options
def gate():
    if request.path in ("/health", "/login"): return
    if not request.headers.get("Authorization"): return jsonify(e=1), 401, CHALLENGE
`,
    ],
    [
      "below a prefix",
      `
CORS(app)
@app.before_request  #! auth-on-options
def gate():
    if not request.path.startswith("/admin"): return None
    if not request.headers.get("Authorization"): return jsonify(e=1), 401, CHALLENGE
`,
    ],
    [
      "CORS below a gate that lets OPTIONS pass",
      `
def gate(f):
    @wraps(f)
    def inner(*args, **kwargs):
        if request.method == "OPTIONS": return f(*args, **kwargs)
        if not request.headers.get("Authorization"): return jsonify(e=1), 401, CHALLENGE
        return f(*args, **kwargs)
    return inner
@app.route("/a")
@gate
@cross_origin()
def a(): return {}
`,
    ],
    [
      "CORS below a package's gate",
      `
from flask_login import login_required
@app.route("/a")
@login_required
@cross_origin()
def a(): return {}
`,
    ],
    [
      "any origin, with credentials",
      `
CORS(app, supports_credentials=True)  #! cors-credentials-wildcard
`,
    ],
    [
      "any origin of a resource, with credentials",
      `
CORS(app, resources={r"/api/*": {"origins": "*"}}, supports_credentials=True)  #! cors-credentials-wildcard
`,
    ],
    [
      "one origin, with credentials",
      `
CORS(app, origins=["https://a.example"], supports_credentials=True)
`,
    ],
    [
      "any origin on one route, with credentials",
      `
@app.get("/a")
@cross_origin(origins="*", supports_credentials=True)  #! cors-credentials-wildcard
def a(): return {}
`,
    ],
    [
      "one route with credentials, whose app says the origins",
      `
@app.get("/a")
@cross_origin(supports_credentials=True)
def a(): return {}
`,
    ],
    [
      "a star that stays one: the app does not start",
      `
CORS(app, supports_credentials=True, send_wildcard=True)
`,
    ],
    [
      "a gate around a view that answers OPTIONS",
      `
CORS(app)
def gate(f):
    @wraps(f)
    def inner(*args, **kwargs):
        if not request.headers.get("Authorization"): return jsonify(e=1), 401, CHALLENGE
        return f(*args, **kwargs)
    return inner
@app.route("/a", methods=["GET", "OPTIONS"], provide_automatic_options=False)  #! auth-on-options
@gate
def a(): return {}
`,
    ],
    [
      "a gate above the registration",
      `
def gate(f):
    @wraps(f)
    def inner(*args, **kwargs):
        if not request.headers.get("Authorization"): return jsonify(e=1), 401, CHALLENGE
        return f(*args, **kwargs)
    return inner
@gate  #! dead-refusal
@app.get("/a")
def a(): return {}
`,
    ],
    [
      "a package's gate above the registration",
      `
from flask_jwt_extended import jwt_required
@jwt_required()  #! dead-refusal
@app.get("/a")
def a(): return {}
`,
    ],
    [
      "a package's gate above the registration, uncalled",
      `
from flask_login import login_required
@login_required  #! dead-refusal
@app.route("/a")
def a(): return {}
`,
    ],
    [
      "an error with its cause",
      `
@app.get("/a")
def a():
    try: jwt.decode(request.headers["Authorization"], key_of(), algorithms=["HS256"])
    except jwt.InvalidTokenError as e: raise Unauthorized("no", www_authenticate=WWWAuthenticate("bearer")) from e
    return {}
`,
    ],
    [
      "403 for a token that has expired, by abort",
      `
@app.get("/a")
def a():
    try: jwt.decode(request.headers["Authorization"], key_of(), algorithms=["HS256"])
    except jwt.ExpiredSignatureError: abort(403)  #! unauthenticated-403
    return {}
`,
    ],
    [
      "an abort of the project's own",
      `
def abort(code): return {"e": code}
@app.get("/a")
def a():
    if not request.authorization: return abort(401)
    return {}
`,
    ],
    [
      "a helper that gives the pair",
      `
def unauthorized(): return jsonify(e=1), 401  #! missing-challenge
@app.get("/a")
def a():
    if not request.authorization: return unauthorized()
    return {}
`,
    ],
    [
      "nobody in the request's context",
      `
@app.get("/a")
def a():
    if g.user is None: abort(401)  #! missing-challenge
    return {}
`,
    ],
    [
      "403 where the session holds nobody",
      `
@app.get("/a")
def a():
    if "user_id" not in session: abort(403)  #! unauthenticated-403
    return {}
`,
    ],
    [
      "a flag in the session",
      `
@app.get("/a")
def a():
    if session.get("admin") is not True: abort(401, www_authenticate=WWWAuthenticate("bearer"))
    return {}
`,
    ],
    [
      "a response with a type of its own",
      `
@app.get("/a")
def a():
    if not request.authorization: return Response(json.dumps({"e": 1}), 401, mimetype="application/json")  #! missing-challenge
    return {}
`,
    ],
    [
      "a pair with a list of headers",
      `
@app.get("/a")
def a():
    if not request.authorization: return "b", [("X", "y")]
    return {}
`,
    ],
  ],
  prelude,
)

const prelude1 = `from functools import wraps
import jwt
from flask import Blueprint, Flask, Response, abort, g, jsonify, make_response, request
from flask.views import MethodView
from flask_login import current_user, login_required
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
app = Flask(__name__)
`

runs(
  "Flask's companions",
  [
    [
      "RESTful: 403 where no credential is given",
      `
from flask_restful import Api, Resource, abort as refuse
class B(Resource):
    def get(self):
        if not request.headers.get("Authorization"): refuse(403, message="no")  #! unauthenticated-403
Api(app).add_resource(B, "/b")
`,
    ],
    [
      "RESTful: a role behind a gate of the resource",
      `
from flask_restful import Api, Resource
def gate(f):
    @wraps(f)
    def inner(*args, **kwargs):
        if not request.headers.get("Authorization"): return {"e": 1}, 401, CHALLENGE
        return f(*args, **kwargs)
    return inner
class B(Resource):
    method_decorators = [gate]
    def delete(self):
        if g.user.role != "admin": return {"e": "admins"}, 401, CHALLENGE  #! scope-check-401
Api(app).add_resource(B, "/b")
`,
    ],
    [
      "RESTful: a gate of one method",
      `
from flask_restful import Api, Resource
def gate(f):
    @wraps(f)
    def inner(*args, **kwargs):
        if not request.headers.get("Authorization"): return {"e": 1}, 401, CHALLENGE
        return f(*args, **kwargs)
    return inner
class B(Resource):
    method_decorators = {"delete": [gate]}
    def delete(self):
        if g.user.role != "admin": return {"e": "admins"}, 401, CHALLENGE  #! scope-check-401
Api(app).add_resource(B, "/b")
`,
    ],
    [
      "RESTX: a role",
      `
from flask_restx import Api, Namespace, Resource, abort as refuse
ns = Namespace("b")
@ns.route("/b")
class B(Resource):
    @login_required
    def get(self):
        if not current_user.is_admin: refuse(401, "admins")  #! scope-check-401
`,
    ],
    [
      "RESTX: a handler of the API's own",
      `
from flask_restx import Api
from werkzeug.exceptions import HTTPException
api = Api(app)
@api.errorhandler(HTTPException)
def h(e): return {"m": e.description}, e.code  #! handler-drops-headers
`,
    ],
    [
      "RESTX: 403 where no credential is given",
      `
from flask_restx import Api, Resource
api = Api(app)
@api.route("/b")
class B(Resource):
    def get(self):
        if "Authorization" not in request.headers: api.abort(403, "no")  #! unauthenticated-403
`,
    ],
    [
      "smorest: a role",
      `
from flask_smorest import Blueprint as Pier, abort as refuse
pier = Pier("pier", __name__)
@pier.route("/b")
class B(MethodView):
    @login_required
    def get(self):
        if not current_user.is_admin: refuse(401, message="admins", headers=CHALLENGE)  #! scope-check-401
`,
    ],
    [
      "smorest: what the error says",
      `
from flask_smorest import Blueprint as Pier, abort as refuse
pier = Pier("pier", __name__)
@pier.route("/b")
class B(MethodView):
    def get(self):
        try: work()
        except Exception as e: refuse(500, message=str(e))  #! leaky-detail
`,
    ],
    [
      "APIFlask: 403 where no credential is given",
      `
from apiflask import APIFlask, abort as refuse
app2 = APIFlask(__name__)
@app2.get("/a")
def a():
    if not request.headers.get("Authorization"): refuse(403, "no")  #! unauthenticated-403
    return {}
`,
    ],
    [
      "APIFlask: what the error says",
      `
from apiflask import APIFlask, HTTPError
app2 = APIFlask(__name__)
@app2.get("/a")
def a():
    try: work()
    except Exception as e: raise HTTPError(500, message=str(e))  #! leaky-detail
    return {}
`,
    ],
    [
      "APIFlask: a processor of errors without their headers",
      `
from apiflask import APIFlask
app2 = APIFlask(__name__)
@app2.error_processor
def h(error): return {"e": error.message}, error.status_code  #! handler-drops-headers
`,
    ],
    [
      "APIFlask: a processor of errors that keeps them",
      `
from apiflask import APIFlask
app2 = APIFlask(__name__)
@app2.error_processor
def h(error): return {"e": error.message}, error.status_code, error.headers
`,
    ],
    [
      "APIFlask: a processor of the scheme's errors",
      `
from apiflask import APIFlask, HTTPTokenAuth
auth = HTTPTokenAuth()
@auth.error_processor
def h(error): return {"e": error.message}, error.status_code, error.headers
`,
    ],
    [
      "HTTPAuth: a verifier that finds nobody",
      `
from flask_httpauth import HTTPTokenAuth
auth = HTTPTokenAuth()
@auth.verify_token
def verify(token):
    if token in tokens: return tokens[token]
`,
    ],
    [
      "HTTPAuth: a verifier that answers 403",
      `
from flask_httpauth import HTTPTokenAuth
auth = HTTPTokenAuth()
@auth.verify_token
def verify(token):
    try: return jwt.decode(token, key_of(), algorithms=["HS256"])
    except jwt.InvalidTokenError: abort(403)  #! unauthenticated-403
`,
    ],
    [
      "HTTPAuth: a role",
      `
from flask_httpauth import HTTPTokenAuth
auth = HTTPTokenAuth()
@app.get("/a")
@auth.login_required
def a():
    if auth.current_user().role != "admin": abort(401)  #! scope-check-401
    return {}
`,
    ],
    [
      "HTTPAuth: 403 for everybody",
      `
from flask_httpauth import HTTPTokenAuth
auth = HTTPTokenAuth()
@auth.error_handler
def no(): return {"e": 1}, 403  #! unauthenticated-403
`,
    ],
    [
      "HTTPAuth: several schemes",
      `
from flask_httpauth import HTTPBasicAuth, HTTPTokenAuth, MultiAuth
basic, token = HTTPBasicAuth(), HTTPTokenAuth()
auth = MultiAuth(basic, token)
@app.get("/a")
@auth.login_required
def a():
    if not auth.current_user().is_admin: abort(403)
    return {}
`,
    ],
    [
      "Login: nobody",
      `
@app.get("/a")
def a():
    if not current_user.is_authenticated: return jsonify(e=1), 401  #! missing-challenge
    return {}
`,
    ],
    [
      "Login: a role",
      `
@app.get("/a")
@login_required
def a():
    if current_user.role != "admin": return jsonify(e=1), 401  #! scope-check-401
    return {}
`,
    ],
    [
      "Login: a loader that finds nobody",
      `
from flask_login import LoginManager
lm = LoginManager(app)
@lm.request_loader
def load(request):
    key = request.headers.get("Authorization")
    if not key: return None
    return find(key)
`,
    ],
    [
      "JWT: a look-up that finds nobody",
      `
from flask_jwt_extended import JWTManager
m = JWTManager(app)
@m.user_lookup_loader
def load(h, d): return find(d["sub"])
`,
    ],
    [
      "JWT: a list of revoked tokens",
      `
from flask_jwt_extended import JWTManager
m = JWTManager(app)
@m.token_in_blocklist_loader
def revoked(h, d): return d["jti"] in REVOKED
`,
    ],
    [
      "JWT: claims that are no good",
      `
from flask_jwt_extended import JWTManager
m = JWTManager(app)
@m.token_verification_failed_loader
def failed(h, d): return jsonify(e=1), 401  #! missing-challenge
`,
    ],
    [
      "JWT: a key in the source",
      `
app.config["JWT_SECRET_KEY"] = "super-secret"  #! unset-secret
`,
    ],
    [
      "JWT: a key for where none is set",
      `
import os
app.config["JWT_SECRET_KEY"] = os.environ.get("JWT_SECRET", "dev")  #! unset-secret
`,
    ],
    [
      "a key in an update",
      `
app.config.update(SECRET_KEY="dev")  #! unset-secret
`,
    ],
    [
      "a key of the environment",
      `
import os
app.secret_key = os.getenv("SECRET_KEY")
`,
    ],
    [
      "a key in a mapping",
      `
app.config.from_mapping(SECRET_KEY="dev")  #! unset-secret
`,
    ],
    [
      "a key in a class of settings",
      `
import os
class Config:
    SECRET_KEY = os.environ.get("SECRET_KEY") or "you-will-never-guess"  #! unset-secret
app.config.from_object(Config)
`,
    ],
    [
      "connexion: a verifier that finds nobody",
      `
def bearer(token):
    try: return jwt.decode(token, key_of(), algorithms=["HS256"])
    except jwt.InvalidTokenError: return None
`,
    ],
    [
      "Security: a callback",
      `
from flask_security import Security
security = Security(app)
@security.unauthn_handler
def no(mechanisms, headers=None): return {"e": 1}, 401  #! missing-challenge
`,
    ],
    [
      "connexion: 401 of its own",
      `
from connexion.exceptions import OAuthProblem, OAuthScopeProblem, Unauthorized, Forbidden
def bearer(token):
    try: return jwt.decode(token, key_of(), algorithms=["HS256"])
    except jwt.InvalidTokenError: raise OAuthProblem("no")
`,
    ],
    [
      "connexion: 403 bad token",
      `
from connexion.exceptions import OAuthProblem, OAuthScopeProblem, Unauthorized, Forbidden
def bearer(token):
    try: return jwt.decode(token, key_of(), algorithms=["HS256"])
    except jwt.InvalidTokenError: raise Forbidden("no")  #! unauthenticated-403
`,
    ],
    [
      "connexion: role 401",
      `
from connexion.exceptions import OAuthProblem, OAuthScopeProblem, Unauthorized, Forbidden
def bearer(token):
    claims = jwt.decode(token, key_of(), algorithms=["HS256"])
    if "admin" not in claims["roles"]: raise Unauthorized("no")  #! scope-check-401
    return claims
`,
    ],
    [
      "connexion: role 403",
      `
from connexion.exceptions import OAuthProblem, OAuthScopeProblem, Unauthorized, Forbidden
def bearer(token):
    claims = jwt.decode(token, key_of(), algorithms=["HS256"])
    if "admin" not in claims["roles"]: raise OAuthScopeProblem("no")
    return claims
`,
    ],
  ],
  prelude1,
)
