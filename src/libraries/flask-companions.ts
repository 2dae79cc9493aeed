import type { Library } from "../model/library.ts"

function answers(status: number): Library["members"][string] {
  return {
    kind: "refusing-error",
    extends: "werkzeug.exceptions.HTTPException",
    status,
    challenge: false,
    detail: 0,
  }
}

// https://werkzeug.palletsprojects.com/en/stable/exceptions/
export const werkzeug: Library = {
  name: "Werkzeug",
  packages: ["werkzeug"],
  modules: ["werkzeug"],
  members: {
    HTTPException: { kind: "failure", of: "authored" },
    BadRequest: answers(400),
    Unauthorized: answers(401),
    Forbidden: answers(403),
    NotFound: answers(404),
    MethodNotAllowed: answers(405),
    Conflict: answers(409),
    Gone: answers(410),
    UnprocessableEntity: answers(422),
    TooManyRequests: answers(429),
    InternalServerError: answers(500),
    ServiceUnavailable: answers(503),
  },
}

// https://flask.palletsprojects.com/en/stable/api/#incoming-request-data; Quart keeps the same objects.
export const flask: Library = {
  name: "Flask",
  packages: ["flask", "quart"],
  modules: ["flask", "quart", "apiflask"],
  members: {
    "request.headers": { kind: "container", of: "headers" },
    "request.authorization": { kind: "reading", origin: "credential" },
    "request.cookies": { kind: "reading", origin: "credential", carrier: "cookie" },
    "request.args": { kind: "container", of: "input" },
    "request.form": { kind: "container", of: "input" },
    "request.values": { kind: "container", of: "input" },
    "request.json": { kind: "container", of: "input" },
    "request.view_args": { kind: "container", of: "input" },
    session: { kind: "reading", origin: "credential", carrier: "cookie", isSession: true },
    g: { kind: "container", of: "context" },
    "current_app.config": { kind: "reading", origin: "config" },
    jsonify: { kind: "conversion", text: true },
    HTTPError: { kind: "failure", of: "authored" },
  },
}

// https://flask-login.readthedocs.io: 401 or a redirect, never a challenge; OPTIONS is exempt.
export const flaskLogin: Library = {
  name: "Flask-Login",
  packages: ["flask-login"],
  modules: ["flask_login"],
  members: {
    current_user: { kind: "reading", origin: "identity" },
    "current_user.is_anonymous": { kind: "reading", origin: "identity", isOfNobody: true },
    login_required: { kind: "refusing-gate", status: 401, challenge: false, yields: "identity" },
    fresh_login_required: { kind: "refusing-gate", status: 401, challenge: false, yields: "identity" },
    "LoginManager.unauthorized_handler": { kind: "callback", challenge: false, asks: "authentication" },
  },
}

const kept = { kind: "callback", challenge: false } as const
/** What it is called for is a token: none, or one that is no good. */
const refused = { ...kept, asks: "authentication" } as const
const failed = { kind: "failure", of: "verification" } as const

// https://flask-jwt-extended.readthedocs.io/en/stable/api/: 401 or 422, never a challenge; OPTIONS is exempt.
export const flaskJwtExtended: Library = {
  name: "Flask-JWT-Extended",
  packages: ["flask-jwt-extended"],
  modules: ["flask_jwt_extended"],
  members: {
    jwt_required: { kind: "refusing-gate", optional: "optional", status: 401, challenge: false, yields: "identity" },
    current_user: { kind: "reading", origin: "identity" },
    get_current_user: { kind: "reading", origin: "identity" },
    get_jwt_identity: { kind: "reading", origin: "identity" },
    get_jwt: { kind: "reading", origin: "claim" },
    get_jwt_claims: { kind: "reading", origin: "claim" },
    "JWTManager.unauthorized_loader": refused,
    "JWTManager.expired_token_loader": refused,
    "JWTManager.invalid_token_loader": refused,
    "JWTManager.needs_fresh_token_loader": kept,
    "JWTManager.revoked_token_loader": refused,
    "JWTManager.user_lookup_error_loader": kept,
    verify_jwt_in_request: { kind: "verification" },
    decode_token: { kind: "verification" },
    JWTExtendedException: failed,
    NoAuthorizationError: failed,
    InvalidHeaderError: failed,
    WrongTokenError: failed,
    RevokedTokenError: failed,
    FreshTokenRequired: failed,
    UserLookupError: failed,
    CSRFError: { kind: "failure", of: "authored" },
  },
}

const httpAuth = { kind: "refusing-gate", status: 401, challenge: true, yields: "identity" } as const
const completed = { kind: "callback", challenge: true, asks: "authentication" } as const

// https://flask-httpauth.readthedocs.io: whatever its error handler gives is sent with a challenge; OPTIONS is exempt.
export const flaskHttpAuth: Library = {
  name: "Flask-HTTPAuth",
  packages: ["flask-httpauth"],
  modules: ["flask_httpauth", "apiflask"],
  members: {
    "HTTPBasicAuth.login_required": httpAuth,
    "HTTPBasicAuth.error_handler": completed,
    "HTTPDigestAuth.error_handler": completed,
    "HTTPTokenAuth.error_handler": completed,
    "HTTPDigestAuth.login_required": httpAuth,
    "HTTPTokenAuth.login_required": httpAuth,
    "MultiAuth.login_required": httpAuth,
    "HTTPBasicAuth.current_user": { kind: "reading", origin: "identity" },
    "HTTPDigestAuth.current_user": { kind: "reading", origin: "identity" },
    "HTTPTokenAuth.current_user": { kind: "reading", origin: "identity" },
    "MultiAuth.current_user": { kind: "reading", origin: "identity" },
    "HTTPTokenAuth.current_user.token": { kind: "reading", origin: "claim" },
  },
}
