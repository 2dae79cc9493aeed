import { ruleTest } from "../support/rule-test.ts"

// Who is asking, and what they may: the same words in several frameworks.

const flask = `from flask import Flask, abort, jsonify, request, session
from flask_login import current_user
from werkzeug.exceptions import Forbidden, Unauthorized
app = Flask(__name__)
`

const django = `import jwt
from django.http import HttpResponseForbidden, JsonResponse
from django.utils.datastructures import MultiValueDictKeyError
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
`

const aiohttp = `import re
from aiohttp import web
from aiohttp.web_exceptions import HTTPForbidden, HTTPUnauthorized
`

const litestar = `from litestar.exceptions import NotAuthorizedException
from sqlalchemy.orm import undefer_group
`

ruleTest("unauthenticated-403", {
  flask: {
    prelude: flask,
    quiet: [
      // What a session holds says who logged in: the test is of them.
      `
@app.get("/a")
def a(pier):
    if not pier.can_access(session.user): raise Forbidden
    return {}`,
      `
@app.get("/a")
def a():
    if not session.user.is_admin: raise Forbidden("admins")
    return {}`,
      `
@app.get("/a")
def a(team):
    if team.captain_id != session["id"]: return {"e": "captains"}, 403
    return {}`,
      `
@app.get("/a")
def a(berth):
    if berth.email != session["email"]: abort(403)
    return {}`,
      // A role, read off whoever is there.
      `
def is_captain():
    if session.get("id"):
        return find(session["id"]).type == "captain"
    return False
@app.get("/a")
def a(solved, needed):
    if solved >= needed or is_captain(): return {}
    abort(403)`,
      // A defence against forged requests.
      `
@app.get("/callback")
def callback():
    if request.args.get("state") != session.get("oauth_state"): abort(403)
    return {}`,
      `
@app.get("/a")
def a(pier):
    if not pier.is_manager(session.user): raise Forbidden
    return {}`,
      `
def is_listed(user, pier): return memoized(user, pier)
@app.get("/a")
def a(pier):
    if not pier.is_shown(is_listed(session.user, pier)): raise Forbidden("hidden")
    return {}`,
      `
@app.get("/callback")
def callback():
    if request.args.get("state", "") != request.cookies.get("state-cookie"): abort(403)
    return {}`,
      // A signed link of a mail is no credential of HTTP.
      `
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
@app.post("/verify")
def verify():
    try: member = URLSafeTimedSerializer("k").loads(request.json["token"], max_age=60)
    except SignatureExpired: abort(403)
    except BadSignature: abort(400)
    return {"member": member}`,
      // A service signs what it sends, and expects 403.
      `
@app.post("/events")
def events():
    if not verify_signature(request.headers.get("X-Signature"), request.data): return "", 403
    return {}`,
      // What a good token is about.
      `
import jwt
@app.get("/file/<name>")
def file(name):
    claims = jwt.decode(request.args["token"], key_of())
    if claims["file"] != find_file(name): abort(403)
    return {}`,
    ],
    loud: [
      `
@app.get("/a")
def a():
    if not session.user: «raise Forbidden»
    return {}`,
      `
@app.get("/a")
def a():
    if not session.get("user_id"): «abort(403)»
    return {}`,
      `
@app.get("/a")
def a():
    if "user" not in session: «abort(403)»
    return {}`,
    ],
  },
  django: {
    prelude: django,
    quiet: [
      `
def has_rights(user, berth): return berth.owner is None or berth.owner == user or user.has_perm("see", berth)
def a(request, berth):
    if request.user is not None and not has_rights(request.user, berth): return HttpResponseForbidden("no")`,
      `
def may_see(request, berth):
    user = request.user
    if user and not berth.permits(user): raise PermissionDenied("no")`,
      `
def a(request, berth):
    if berth.owner_id != request.session["user_id"]: return HttpResponseForbidden("no")`,
    ],
    loud: [
      `
def a(request):
    if not request.session.get("user_id"): «return JsonResponse({"detail": "no"}, status=403)»`,
    ],
  },
  aiohttp: {
    prelude: aiohttp,
    quiet: [
      // The pattern matches the path, not a credential.
      `
CORE = re.compile("/core/.*")
async def gate(request, token):
    if token == request.app["core"].token: return "core"
    elif CORE.match(request.path): raise HTTPForbidden`,
    ],
    loud: [
      `
async def a(request):
    if not request.headers.get("Authorization"): «raise HTTPForbidden»`,
    ],
  },
})

ruleTest("scope-check-401", {
  django: {
    prelude: django,
    quiet: [
      // The header of that name is what the caller presents.
      `
class Key(BaseAuthentication):
    def authenticate_header(self, request): return "Key"
    def authenticate(self, request):
        given = get_authorization_header(request).split()
        if not given: return None
        if len(given) == 1: raise AuthenticationFailed("no key")
        elif len(given) > 2: raise AuthenticationFailed("spaces")
        try: key = given[1].decode()
        except UnicodeError: raise AuthenticationFailed("not text")
        return find(key), None`,
      `
class Key(BaseAuthentication):
    def authenticate_header(self, request): return "Key"
    def authenticate(self, request):
        token = get_authorization_header(request).decode()
        if not token: raise AuthenticationFailed("no key")`,
    ],
    others: [
      // How many are found is whether one is.
      `
def a(request, keys):
    token = request.headers.get("Authorization")
    if keys.filter(token=token).count() < 1: return JsonResponse({"e": "no"}, status=401)`,
      // A second factor.
      `
class MFAError(Exception): pass
def a(request, user):
    try: return authorise(user)
    except MFAError: return JsonResponse({"e": "no"}, status=401)`,
    ],
    loud: [],
  },
  litestar: {
    prelude: litestar,
    quiet: [],
    others: [
      // Which columns are loaded is no right of the user's.
      `
async def login(users, name):
    user = await users.get_one_or_none(email=name, load=[undefer_group("private")])
    if not user.is_active: raise NotAuthorizedException("inactive")`,
    ],
    loud: [],
  },
})

ruleTest("missing-challenge", {
  flask: {
    prelude: flask,
    quiet: [],
    loud: [
      // A class that is raised as it is stands where it is raised.
      `
@app.get("/a")
def a():
    if not request.authorization: raise «Unauthorized»
    return {}`,
    ],
  },
  aiohttp: {
    prelude: aiohttp,
    quiet: [],
    loud: [
      `
async def a(request):
    if not request.headers.get("Authorization"): raise «HTTPUnauthorized»`,
    ],
  },
})

ruleTest("leaky-detail", {
  django: {
    prelude: django,
    quiet: [
      // What was to be read is the client's own.
      `
import pyparsing
def a(request):
    try: return JsonResponse(show(request.GET["query"]))
    except pyparsing.ParseException as e: return JsonResponse({"e": str(e)}, status=422)`,
      // The name of the missing field is the client's own.
      `
def a(request, Berth):
    try: return JsonResponse(show(request.GET["pier"]))
    except (MultiValueDictKeyError, ValueError) as e: return JsonResponse({"e": f"Bad request: {e}"}, status=400)`,
    ],
    loud: [],
  },
})
