import { ruleTest } from "../support/rule-test.ts"

const prelude = `import jwt
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, AuthorizationError, HttpError
from ninja.security import APIKeyHeader, HttpBearer
api = NinjaAPI()
`

ruleTest("missing-challenge", {
  "django-ninja": {
    prelude,
    quiet: [
      // What a gate's falsy result becomes is the framework's own answer.
      `
class Bearer(HttpBearer):
    def authenticate(self, request, token):
        if token == "k": return token
@api.get("/a", auth=Bearer())
def a(request): return {}`,
      `
class Key(APIKeyHeader):
    def authenticate(self, request, key):
        if key is None: raise AuthenticationError()
        return key`,
      `
@api.exception_handler(AuthenticationError)
def login(request, exc):
    answer = api.create_response(request, {"e": "login"}, status=401)
    answer["WWW-Authenticate"] = "Bearer"
    return answer`,
      `
from ninja import Status
@api.get("/a", response={200: dict, 401: dict})
def a(request):
    if not request.headers.get("X-Key"): return Status(401, {"detail": "no"})
    return 200, {}`,
    ],
    loud: [
      // Here a header could be set.
      `
@api.exception_handler(AuthenticationError)
def login(request, exc): return «api.create_response(request, {"e": "login"}, status=401)»`,
    ],
  },
})

ruleTest("unauthenticated-403", {
  "django-ninja": {
    prelude,
    quiet: [
      `
@api.get("/a")
def a(request, berth):
    if berth.owner != request.user: raise AuthorizationError()
    return {}`,
    ],
    loud: [
      `
class Bearer(HttpBearer):
    def authenticate(self, request, token):
        try: return jwt.decode(token, key_of())
        except jwt.InvalidTokenError: «raise AuthorizationError()»`,
      `
@api.get("/a")
def a(request):
    if not request.user.is_authenticated: «raise HttpError(403, "login")»
    return {}`,
      `
@api.get("/a", response={200: dict, 403: dict})
def a(request):
    if not request.headers.get("Authorization"): «return 403, {"detail": "login"}»
    return 200, {}`,
    ],
  },
})
