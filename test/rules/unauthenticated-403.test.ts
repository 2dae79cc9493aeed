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
      // Who is asked for the current password is logged in.
      `
@app.post("/password")
async def change(request: Request):
    given = request.headers["Current-Password"]
    if not given: raise HTTPException(403, "The current password is wrong")`,
    ],
    loud: [
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
      `
app.post("/password", async (req, res) => {
  if (!req.body.currentPassword || !(await matches(req.body.currentPassword))) return res.status(403).json({})
  res.json({})
})`,
    ],
    loud: [],
  },
})
