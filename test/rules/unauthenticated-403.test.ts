import { expect, it } from "vitest"
import { check } from "../support/check.ts"
import { fastapiPrelude } from "../support/fastapi-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

ruleTest("unauthenticated-403", {
  fastapi: {
    prelude: fastapiPrelude,
    quiet: [
      `
def gate(token: Annotated[str | None, Depends(bearer)]):
    if token is None: raise HTTPException(401, "login", CHALLENGE)`,
      `
def subject(token: Annotated[str, Depends(bearer)]):
    try:
        return jwt.decode(token, key_of())["sub"]
    except jwt.InvalidTokenError:
        raise HTTPException(401, "bad", CHALLENGE)
@app.get("/x")
def x(number: int, buyer: Annotated[str, Depends(subject)]):
    if owners.get(number) != buyer: raise HTTPException(403, "not yours")`,
      // Only words say that this is about who asks.
      `
def gate(user):
    if user is None: raise HTTPException(403, "no")`,
      // Against forged requests 403 is the custom.
      `
async def csrf_protect(request: Request):
    if request.cookies.get("csrftoken") != request.headers.get("X-CSRF-Token"): raise HTTPException(403, "csrf")`,
      // Senders of webhooks are told 403 by their vendors' convention.
      `
@app.post("/webhooks/pay")
def webhook(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(403, "no")`,
      // Sign-up is closed: nobody's credentials are in question.
      `
@app.post("/users")
def sign_up(settings):
    if not settings.signup_enabled: raise HTTPException(403, "closed")`,
      // Looked up for somebody known.
      `
def load(user, number):
    found = jobs.get(number)
    if found is None or found.owner != user: raise ValueError("none")
    return found
@app.post("/jobs")
def run(request: Request, number: str):
    try:
        return load(request.user, number)
    except ValueError:
        return PlainTextResponse("Invalid job", status_code=403)`,
      // A role that does not exist is no credential.
      `
def role_of(role_name):
    if role_name == "admin": return 1
    else: raise HTTPException(403, f"Role {role_name} not found")
def role_from(token: Annotated[str, Depends(bearer)]): return role_of(jwt.decode(token, key_of())["role"])`,
      // Since 0.122 FastAPI answers 401 with a challenge; without a manifest the newest counts.
      `
@app.get("/x")
def x(given: Annotated[str, Depends(HTTPBearer())]): return given`,
      `
── requirements.txt
fastapi>=0.122
── main.py
key = APIKeyHeader(name="X-Key")`,
      // Whether it is a person is no question of who.
      `
@app.post("/x")
def x(request: Request):
    if not validate_captcha_cookie(request.cookies.get("captcha")): raise HTTPException(403, "no captcha")`,
      // A tenant's database is nobody's identity.
      `
from sqlalchemy.orm import Session
def opened(token: Annotated[str, Depends(bearer)]):
    with Session(bind=engine_of(jwt.decode(token, key_of())["tenant"])) as session: yield session
@app.get("/x")
def x(db=Depends(opened)):
    if not state_of(db): raise HTTPException(403, "not migrated yet")`,
      // No app is known to reach it.
      `
── requirements.txt
fastapi==0.115.0
── main.py
key = APIKeyHeader(name="X-Key")
def gate(given: Annotated[str, Security(key)]): return given`,
      // The range straddles the change.
      `
── requirements.txt
fastapi>=0.100
── main.py
key = APIKeyHeader(name="X-Key")
@app.get("/x")
def x(given: Annotated[str, Security(key)]): return given`,
      // The lock says more than the manifest.
      `
── pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi>=0.100"]
── uv.lock
[[package]]
name = "fastapi"
version = "0.125.0"
── main.py
@app.get("/x")
def x(given: Annotated[str, Depends(HTTPBearer())]): return given`,
      `
── requirements.txt
fastapi==0.115.0
── main.py
key = APIKeyHeader(name="X-Key", auto_error=False)
basic = HTTPBasic()
tokens = OAuth2PasswordBearer(tokenUrl="token")
@app.get("/x")
def x(a=Security(key), b=Depends(basic), c=Depends(tokens)): return a`,
      // A forged request is no matter of credentials.
      `
def csrf(request: Request):
    if request.headers.get("X-CSRF-Token") != request.cookies.get("csrftoken"): raise HTTPException(403, "csrf")
@app.get("/a", dependencies=[Depends(csrf)])
def a(): return 1`,
      // A header with a signature is a webhook's, whatever its function is called.
      `
@app.post("/pay")
def paid(request: Request):
    given = request.headers.get("stripe-signature")
    if not given: raise HTTPException(403, "no signature")`,
      // A form that is not theirs, whichever way it is found out.
      `
import hmac
@app.post("/logout")
def leave(request: Request, csrf_token: str):
    session = sessions.load(request.cookies.get("session"))
    if session is not None and not hmac.compare_digest(session.csrf_token.encode(), csrf_token.encode()):
        raise HTTPException(403, "The form is not ours")`,
      // An account without a name is an account, and so is a guest's.
      `
def boarder(token: Annotated[str, Depends(bearer)]): return Boarder(jwt.decode(token, key_of()))
def is_closed_to_guests(path): return path.startswith("/bridge")
@app.get("/x")
def x(user: Annotated[object, Depends(boarder)], request: Request):
    if user.is_anonymous: raise HTTPException(403, "Give us your name first")
    if is_closed_to_guests(request.url.path): raise HTTPException(403, "Not for guests")`,
      // What was granted is withdrawn, and where somebody calls from is on a list.
      `
@app.get("/berths/{number}")
def berth(number: int, request: Request):
    lease = leases.find(number)
    if lease.is_revoked: raise HTTPException(403, "The lease was ended")
    if is_blacklisted(request.client.host): raise HTTPException(403, "Not from there")`,
      // What a flow was begun with, whoever signed it.
      `
@app.get("/back")
def back(state: str):
    try: flow = jwt.decode(state, key_of(), algorithms=["HS256"])
    except jwt.DecodeError: raise HTTPException(403, "That was begun elsewhere")
    return flow`,
      // Python's own error for a right that is lacking, whatever else is tried.
      `
def sailor(token: Annotated[str, Depends(bearer)]): return jwt.decode(token, key_of())
@app.post("/x")
def x(token: Annotated[str, Depends(bearer)]):
    try: return steer(sailor(token))
    except PermissionError: raise HTTPException(403, "Only the mate may")`,
      // Of which kind somebody is.
      `
from dataclasses import dataclass
@dataclass
class Mate: ship: str
def is_mate(sailor): return isinstance(sailor, Mate)
def find(token: Annotated[str, Depends(bearer)]): return sailors.find(jwt.decode(token, key_of())["sub"])
def ship_of(user):
    if is_mate(user): return user.ship
    raise HTTPException(403, "Only mates have one")
@app.get("/x")
def x(token: Annotated[str, Depends(bearer)]): return ship_of(find(token))`,
      // Who is asked for the current password is logged in.
      `
@app.post("/password")
async def change(request: Request):
    given = request.headers["Current-Password"]
    if not given: raise HTTPException(403, "The current password is wrong")`,
    ],
    loud: [
      // What was presented is no good any more.
      `
def gate(token: Annotated[str, Depends(bearer)]):
    if tokens.is_blacklisted(token): «raise HTTPException(403, "That one has been withdrawn")»
    key = keys.find(token)
    if key is None: raise HTTPException(401, "Who is it?", CHALLENGE)
    if key.revoked: «raise HTTPException(403, "That one has been withdrawn")»`,
      // The framework itself, in the versions that are pinned.
      `
── requirements.txt
fastapi==0.115.0
── main.py
key = «APIKeyHeader(name="X-Key")»
def gate(given: Annotated[str, Security(key)]): return given
@app.get("/x")
def x(given=Depends(gate)): return given
@app.get("/y", dependencies=[Depends(gate)])
def y(): return 1`,
      // The manifest's range straddles the change, the lock does not.
      `
── pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi>=0.100"]
── uv.lock
[[package]]
name = "fastapi"
version = "0.116.1"
── main.py
@app.get("/x")
def x(given=Depends(«HTTPBearer()»)): return given`,
      `
── requirements.txt
fastapi==0.115.0
── main.py
@app.get("/x")
def x(given: Annotated[str, Depends(«HTTPBearer()»)]): return given`,
      `
── requirements.txt
fastapi==0.115.0
── main.py
security = «HTTPBearer()»
router = APIRouter(dependencies=[Depends(security)])
@router.get("/x")
def x(): return 1
app.include_router(router)`,
      `
── requirements.txt
fastapi==0.115.0
── main.py
security = «HTTPBearer()»
@app.get("/x")
async def x(request: Request): return await security(request)`,
      `
def subject(token: Annotated[str, Depends(bearer)]):
    try:
        return jwt.decode(token, key_of())["sub"]
    except jwt.InvalidTokenError: «raise HTTPException(403, "Could not validate credentials")»`,
      // Python 3.14 takes two types without parentheses.
      `
from pydantic import ValidationError
def subject(token: Annotated[str, Depends(bearer)]):
    try:
        return jwt.decode(token, key_of())["sub"]
    except jwt.InvalidTokenError, ValidationError: «raise HTTPException(status_code=403, detail="no")»`,
      `
def gate(request: Request):
    if not request.headers.get("Authorization"): «raise HTTPException(403, "no")»`,
      `
key = APIKeyHeader(name="X-Key", auto_error=False)
def gate(given: Annotated[str | None, Security(key)]):
    if not given: «raise HTTPException(403, "no key")»`,
      // The name of a class is not its status.
      `
class UnauthorizedException(HTTPException):
    def __init__(self, detail): «super().__init__(403, detail)»
def gate(token: Annotated[str, Depends(bearer)]):
    try:
        return jwt.decode(token, key_of())
    except jwt.PyJWTError: ‹raise UnauthorizedException("bad")›`,
      // It names its own reason.
      `
def gate(x):
    if x: «raise HTTPException(403, "x", {"WWW-Authenticate": 'Bearer error="invalid_token"'})»`,
      `
class JWTBearer(HTTPBearer):
    async def __call__(self, request: Request):
        credentials = await super().__call__(request)
        if not self.verify(credentials.credentials): «raise HTTPException(403, "Invalid token")»
        return credentials.credentials
    def verify(self, token):
        try:
            return jwt.decode(token, key_of())
        except jwt.PyJWTError:
            return None`,
      // Python 3.14 needs no parentheses.
      `
from jwt.exceptions import InvalidTokenError
from pydantic import ValidationError
def gate(token: Annotated[str, Depends(bearer)]):
    try: return jwt.decode(token, key_of())
    except InvalidTokenError, ValidationError:
        «raise HTTPException(status_code=403, detail="Could not validate credentials")»`,
    ],
  },
  django: {
    prelude: `
from django.http import HttpResponseForbidden
from rest_framework import exceptions
from rest_framework.decorators import api_view
from rest_framework.permissions import BasePermission
from harbour.models import Token
`,
    quiet: [
      // Who has another kind of credential is somebody.
      `
class ByToken(BasePermission):
    def has_permission(self, request, view):
        if not isinstance(request.auth, Token): raise exceptions.PermissionDenied("This takes a token")
        return True`,
      // A page is opened by a browser, which brings a cookie along and knows no challenge for it.
      `
── harbour/pages.py
from django.http import HttpResponse, HttpResponseForbidden
from django.shortcuts import render
from django.views import View
def berth(request):
    if not request.user.is_authenticated: return HttpResponseForbidden()
    return HttpResponse("<p>Berth 4</p>")
def moorings(request):
    if request.user.is_anonymous: return render(request, "log-in-first.html", status=403)
    return render(request, "moorings.html")
def crane(request):
    if "member" not in request.session: return HttpResponse("<p>Log in first</p>", status=403)
    return render(request, "crane.html")
class Quay(View):
    def get(self, request):
        if not self.request.user.is_authenticated: return HttpResponseForbidden("Log in first")
        return render(request, "quay.html")`,
    ],
    loud: [
      // Django's own word for nobody.
      `
@api_view(["PUT"])
def berth(request):
    if request.user.is_anonymous: «return HttpResponseForbidden()»`,
      `
@api_view(["PUT"])
def berth(request):
    if not request.user.is_authenticated: «return HttpResponseForbidden()»`,
      // Data is read by programs, whoever made them a session.
      `
── harbour/data.py
from django.http import JsonResponse
def berth(request):
    if not request.user.is_authenticated: «return JsonResponse({"detail": "Who is it?"}, status=403)»
    return JsonResponse({"berth": 4})`,
      // A header is sent by programs, whatever they are answered with.
      `
── harbour/pages.py
import jwt
from django.http import HttpResponseForbidden
def berth(request):
    token = request.headers.get("Authorization")
    if not token: «return HttpResponseForbidden()»
    try: return show(jwt.decode(token, key_of()))
    except jwt.InvalidTokenError: «return HttpResponseForbidden("Your token has lapsed")»`,
    ],
  },
  express: {
    prelude: `import express from "express"
import { verify } from "jsonwebtoken"
const app = express()
`,
    file: "main.ts",
    quiet: [
      // What the error says is no question of who is there.
      `
app.get("/a", async (req, res) => {
  const found = await accounts.findByToken(req.headers.authorization)
  if (!found.error?.startsWith("Unknown")) res.status(403).json({})
})`,
      // An address that is to be confirmed.
      `
function verifyEmailGate(req, res, next) {
  const email = verify(req.query.token, key).email
  if (!email) return res.status(403).json({})
  next()
}
app.get("/a", verifyEmailGate, (req, res) => res.json({}))`,
      // A code that was sent to an address which is to be confirmed.
      `
app.post("/address", (req, res) => {
  const { confirmCode } = req.session.newAddress
  if (!safeEqual(confirmCode, req.body.code)) return res.sendStatus(403)
  res.json({})
})`,
      // Whoever signs requests as AWS has it expects 403 of a bad signature.
      `
app.get("/objects", (req, res) => {
  if (typeof req.query["X-Amz-Credential"] !== "string") return res.sendStatus(403)
  res.json({})
})`,
      // A kind of account, of somebody known.
      `
app.post("/name", (req, res) => {
  if (req.user.isGuest) return res.sendStatus(403)
  res.json({})
})`,
      `
app.post("/password", async (req, res) => {
  if (!req.body.currentPassword || !(await matches(req.body.currentPassword))) return res.status(403).json({})
  res.json({})
})`,
    ],
    loud: [],
  },
  nestjs: {
    prelude: `import { CanActivate, Controller, ExecutionContext, ForbiddenException, Get, Module, UseGuards } from "@nestjs/common"
import { NestFactory } from "@nestjs/core"
import { AuthGuard } from "@nestjs/passport"
`,
    file: "main.ts",
    quiet: [
      // The guard of the class has found somebody before that of the method looks at their rank.
      `
class Signed extends AuthGuard("jwt") {}
class Ranked implements CanActivate {
  canActivate(context: ExecutionContext) {
    const { user } = context.switchToHttp().getRequest()
    if (!user) throw new ForbiddenException("Not for you")
    return user.rank > 3
  }
}
@Controller("bridge")
@UseGuards(Signed)
class Bridge {
  @Get()
  @UseGuards(Ranked)
  look() { return [] }
}
@Module({ controllers: [Bridge] })
class Ship {}
async function start() { await (await NestFactory.create(Ship)).listen(3000) }`,
    ],
    loud: [
      // On one of the ways nobody stands in front of it.
      `
class Signed extends AuthGuard("jwt") {}
class Ranked implements CanActivate {
  canActivate(context: ExecutionContext) {
    const { user } = context.switchToHttp().getRequest()
    if (!user) «throw new ForbiddenException("Not for you")»
    return user.rank > 3
  }
}
@Controller("bridge")
class Bridge {
  @Get("log")
  @UseGuards(Signed, Ranked)
  look() { return [] }
  @Get("wheel")
  @UseGuards(Ranked)
  steer() { return [] }
}
@Module({ controllers: [Bridge] })
class Ship {}
async function start() { await (await NestFactory.create(Ship)).listen(3000) }`,
    ],
  },
  tornado: {
    prelude: `
from functools import wraps
from tornado.web import HTTPError, RequestHandler, authenticated
from tornado.websocket import WebSocketHandler
`,
    quiet: [
      // Code that opens a WebSocket learns no status.
      `
def ranked(method):
    @wraps(method)
    def inner(self, *args):
        if not self.current_user: raise HTTPError(403)
        return method(self, *args)
    return inner
class Horn(WebSocketHandler):
    def prepare(self):
        if self.current_user is None: raise HTTPError(403)
    @ranked
    def get(self): return super().get()`,
      // Wherever the inner decorator is used, an outer one has found somebody, whether it is a package's or the project's.
      `
def known(method):
    @wraps(method)
    def checked(self, *args):
        if not self.current_user:
            self.set_header("WWW-Authenticate", "Bearer")
            self.set_status(401)
            return self.finish()
        return method(self, *args)
    return checked
def ranked(rank=None):
    def around(method):
        @wraps(method)
        def inner(self, *args):
            sailor = self.current_user
            if not sailor: raise HTTPError(403)
            return method(self, *args)
        return inner
    return around(rank) if callable(rank) else around
class Bridge(RequestHandler):
    @authenticated
    @ranked
    def get(self): return self.write("a")
    @known
    @ranked("mate")
    def post(self): return self.steer()
    def steer(self):
        mate = self.current_user
        if mate is None: raise HTTPError(403)
        return self.write("b")`,
    ],
    loud: [
      `
def ranked(method):
    @wraps(method)
    def inner(self, *args):
        if not self.current_user: «raise HTTPError(403)»
        return method(self, *args)
    return inner
class Bridge(RequestHandler):
    @ranked
    def get(self): return self.write("a")
    @authenticated
    @ranked
    def post(self): return self.write("b")`,
    ],
  },
})

it.each([
  [
    "info",
    "a refresh token is brought by whoever is about to be known",
    `
@app.post("/tokens/new")
def renewed(body: dict):
    try: return jwt.decode(body["refresh_token"], key_of(), algorithms=["HS256"])
    except jwt.InvalidTokenError: raise HTTPException(403, "That one has lapsed")`,
  ],
  [
    "warning",
    "a decorator that demands a log-in is none",
    `
def login_required(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(403, "Log in first")`,
  ],
])("tells as %s: %s", async (severity, _, code) => {
  const { findings } = await check({ "main.py": fastapiPrelude + code })
  expect(findings.filter(({ rule }) => rule === "unauthenticated-403").map((one) => one.severity)).toEqual([severity])
})
