import { readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { createTestProject, finish } from "../support/check.ts"
import { printMap } from "../support/print-map.ts"

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

async function map(files: Readonly<Record<string, string>>): Promise<string> {
  const project = await createTestProject()
  project.list(Object.keys(files))
  finish(project, files)
  return printMap(project.map())
}

// Lines 1 to 10; cases begin at line 11.
const head = `from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Security
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.security import APIKeyHeader, HTTPBearer, OAuth2PasswordBearer, SecurityScopes
from starlette.authentication import requires
def first(token: str):
    if not token: raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
def second(token: str):
    if not token: raise HTTPException(401)
def database(): return {}
`

describe("paths", () => {
  it.each<[string, string, readonly string[]]>([
    [
      "routers in routers",
      `
outer = APIRouter(prefix="/outer")
inner = APIRouter(prefix="/inner")
@inner.get("/{id}")
def get(id): ...
outer.include_router(inner, prefix="/v1")
app = FastAPI()
app.include_router(outer, prefix="/api")
`,
      ["GET /api/outer/v1/inner/{id} → get"],
    ],
    [
      "one router under two prefixes",
      `
router = APIRouter()
@router.get("/x")
def x(): ...
app = FastAPI()
app.include_router(router, prefix="/a")
app.include_router(router, prefix="/b")
`,
      ["GET /a/x → x", "GET /b/x → x"],
    ],
    [
      "a loop over pairs",
      `
one = APIRouter()
two = APIRouter()
@one.get("/x")
def x(): ...
@two.post("/y")
def y(): ...
app = FastAPI()
for router, prefix in [(one, "/1"), (two, "/2")]:
    app.include_router(router, prefix=prefix)
`,
      ["GET /1/x → x", "POST /2/y → y"],
    ],
    [
      "a prefix that the environment says",
      `
import os
BASE = os.environ["BASE"]
router = APIRouter()
@router.get("/x")
def x(): ...
app = FastAPI()
app.include_router(router, prefix=f"{BASE}/v1")
`,
      ["GET …/v1/x → x"],
    ],
    [
      "a mounted app, whose routes the outer app has too",
      `
inner = FastAPI()
@inner.get("/x")
def x(): ...
app = FastAPI()
app.mount("/files", inner)
`,
      ["GET /x → x", "GET /files/x → x"],
    ],
    [
      "methods: given, by default, of a socket, not known",
      `
app = FastAPI()
METHODS = compute()
@app.api_route("/a", methods=["get", "OPTIONS"])
def a(): ...
@app.api_route("/b")
def b(): ...
@app.websocket("/c")
def c(): ...
@app.api_route("/d", methods=METHODS)
def d(): ...
`,
      ["GET|OPTIONS /a → a", "GET /b → b", "WEBSOCKET /c → c", "? /d → d"],
    ],
    [
      "Starlette's route table",
      `
from starlette.applications import Starlette
from starlette.routing import Mount, Route
def home(request): ...
def item(request): ...
app = Starlette(routes=[Route("/", home), Mount("/items", routes=[Route("/{id}", item, methods=["PUT"])])])
`,
      ["GET / → home", "PUT /items/{id} → item"],
    ],
  ])("%s", async (_, code, routes) => {
    const lines = (await map({ "main.py": head + code })).split("\n")
    expect(lines.filter((line) => line.includes("→")).map((line) => line.trim())).toEqual(routes)
  })
})

describe("gates stand in the order in which they run", () => {
  it.each<[string, string, string]>([
    [
      "app, inclusion, router, route, parameter; each once, after its own dependencies; others are no gates",
      `
def third(user=Depends(first)): raise HTTPException(403)
def fourth(user=Depends(first), db=Depends(database)):
    if user != 1: raise HTTPException(403)
router = APIRouter(dependencies=[Depends(second)])
@router.get("/x", dependencies=[Depends(third)])
def x(db=Depends(database), user=Depends(fourth)): ...
app = FastAPI(dependencies=[Depends(APIKeyHeader(name="X-Key"))])
app.include_router(router, dependencies=[Depends(first)])
`,
      `
  GET /x → x
    dependency APIKeyHeader (APIKey)
      401 APIKey, authentication: APIKeyHeader main.py:18
    dependency first
      401 Bearer, authentication: first main.py:7
    dependency second
      401 never, authentication: second main.py:9
    dependency third
      403 never, unknown: third main.py:12
    dependency fourth
      403 never, unknown: fourth main.py:14`,
    ],
    [
      "a mounted app runs none of the outer app's dependencies",
      `
inner = APIRouter()
@inner.get("/x")
def x(): ...
app = FastAPI(dependencies=[Depends(first)])
app.mount("/in", inner)
`,
      `
  GET /in/x → x`,
    ],
    [
      "what a gate asks for: scopes, roles of its maker",
      `
def user(scopes: SecurityScopes, token=Depends(OAuth2PasswordBearer(tokenUrl="/token", auto_error=False))):
    if token is None: raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
def require(scope):
    def check(who=Security(user, scopes=["me"])):
        if scope not in who.scopes: raise HTTPException(403)
    return check
app = FastAPI()
@app.get("/x")
def x(who=Depends(require("items:read"))): ...
`,
      `
  GET /x → x
    dependency OAuth2PasswordBearer (Bearer)
    dependency user (me)
      401 Bearer, authentication: user main.py:13
    dependency require("items:read") (items:read)
      403 never, authorization: check main.py:16`,
    ],
    [
      "decorators, the framework's and the project's own, outermost first",
      `
from functools import wraps
def logged_in(handler):
    @wraps(handler)
    async def inner(request):
        if not request.user.is_authenticated: raise HTTPException(401)
        return await handler(request)
    return inner
app = FastAPI()
@app.get("/x")
@logged_in
@requires(["authenticated", "orders"])
def x(request: Request): ...
`,
      `
  GET /x → x
    decorator logged_in
      401 never, authentication: inner main.py:16
    decorator requires (orders)
      403 never, authorization: requires main.py:22`,
    ],
    [
      "an object with a method that runs; refusals in helpers count, those that are caught do not",
      `
def verify(token):
    if token != "x": raise HTTPException(401)
class Gate:
    def __init__(self, role): self.role = role
    def __call__(self, request: Request):
        verify(request.headers.get("Authorization"))
        try:
            first(None)
        except Exception:
            pass
app = FastAPI()
@app.get("/x", dependencies=[Depends(Gate("chief"))])
def x(): ...
`,
      `
  GET /x → x
    dependency Gate("chief")
      401 never, authentication: verify main.py:13`,
    ],
    [
      "packages: one that is known, one that only speaks of access, one that does not",
      `
from fastapi_users import FastAPIUsers
from acme import get_session, require_admin
users = FastAPIUsers(None, [])
app = FastAPI()
@app.get("/x")
def x(a=Depends(users.current_user()), b=Depends(require_admin), c=Depends(get_session)): ...
`,
      `
  GET /x → x
    dependency current_user
      401 never, authentication: current_user main.py:17
    dependency require_admin (not known)`,
    ],
    [
      "refusals of the handler itself",
      `
app = FastAPI()
@app.delete("/x")
def x(user=Depends(first)):
    if user.role != "chief": return HTTPException(403)
    raise HTTPException(404)
`,
      `
  DELETE /x → x
    dependency first
      401 Bearer, authentication: first main.py:7
      403 never, authorization: x main.py:15, the client gets 200`,
    ],
  ])("%s", async (_, code, expected) => {
    const printed = await map({ "main.py": head + code })
    expect(`\n${printed.split("\n").slice(1).join("\n")}`).toBe(expected)
  })

  it.each([
    ["fastapi>=0.122", "401 Bearer"],
    ["fastapi<0.100", "403 never"],
  ])("HTTPBearer of %s answers %s", async (requirement, answer) => {
    const code = `app = FastAPI()\n@app.get("/x")\ndef x(token=Depends(HTTPBearer())): ...\n`
    expect(await map({ "main.py": head + code, "requirements.txt": requirement })).toContain(answer)
  })

  it("and is not known to answer anything where the versions straddle the change", async () => {
    const code = `app = FastAPI()\n@app.get("/x")\ndef x(token=Depends(HTTPBearer())): ...\n`
    const printed = await map({ "main.py": head + code, "requirements.txt": "fastapi>=0.100,<0.130" })
    expect(printed).toContain("dependency HTTPBearer (Bearer, not known)")
  })
})

describe("middleware", () => {
  it("stands as executed, and says what becomes of a preflight", async () => {
    const code = `
from starlette.middleware import Middleware
async def key(request: Request, call_next):
    if request.headers.get("Authorization") is None: return JSONResponse({}, 401)
    return await call_next(request)
from fastapi.responses import JSONResponse
async def polite(request: Request, call_next):
    if request.method == "OPTIONS": return await call_next(request)
    if request.headers.get("Authorization") is None: return JSONResponse({}, 403)
    return await call_next(request)
async def odd(request: Request, call_next):
    if weather(): return JSONResponse({}, 403)
    return await call_next(request)
async def timing(request: Request, call_next): return await call_next(request)
app = FastAPI(middleware=[Middleware(GZipMiddleware)])
app.middleware("http")(timing)
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])
app.middleware("http")(polite)
app.middleware("http")(odd)
if DEBUG:
    app.middleware("http")(key)
@app.exception_handler(404)
def missing(request, error): return JSONResponse({}, 404)
`
    expect(await map({ "main.py": head + code })).toBe(`app app
  gate key: preflight refused, sometimes
      401 never, authentication: key main.py:14
  gate odd: preflight unknown
      403 never, unknown: odd main.py:22
  gate polite: preflight passed
      403 never, authentication: polite main.py:19
  cors CORSMiddleware: preflight answered
  transform timing: preflight passed
  foreign GZipMiddleware: preflight unknown
  on 404: missing`)
  })
})

it("an app that is added to in places which nothing orders is open", async () => {
  const code =
    "app = FastAPI()\ndef later(): app.add_middleware(GZipMiddleware)\ndef sooner(): app.add_middleware(GZipMiddleware)\n"
  expect(await map({ "main.py": head + code })).toMatch(/^app app, open\n/)
})

it("follows an edit", async () => {
  const files = { "main.py": `${head}app = FastAPI()\n@app.get("/x")\ndef x(): ...\n` }
  const project = await createTestProject()
  project.list(Object.keys(files))
  finish(project, files)
  expect(printMap(project.map())).toContain("GET /x → x")
  project.put("main.py", new TextEncoder().encode(files["main.py"].replace("/x", "/y")))
  finish(project, {})
  expect(printMap(project.map())).toContain("GET /y → x")
})

it("of the example", async () => {
  const folder = join(root, "examples/fastapi")
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.(py|toml)$/.test(path) && !path.includes(".venv/"))
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]))
  await expect(`${await map(files)}\n`).toMatchFileSnapshot("__golden__/auth-map.txt")
})

it("follows Litestar's routers and controllers", async () => {
  const text = await map({
    "main.py": `from litestar import Controller, Litestar, Router, get
from litestar.exceptions import NotAuthorizedException
def crew_only(connection, _):
    if not connection.headers.get("Authorization"): raise NotAuthorizedException()
class Piers(Controller):
    path = "/piers/"
    @get("{number:int}")
    async def one(self, number: int) -> str: return "1"
@get()
async def home() -> str: return "1"
app = Litestar([home, Router("/harbour", guards=[crew_only], route_handlers=[Piers])])
`,
  })
  expect(text).toContain("GET / → home")
  expect(text).toMatch(/GET \/harbour\/piers\/\{number:int\} → one\n.*crew_only/)
})

it("follows Ninja's routers, and what each of them asks for", async () => {
  const text = await map({
    "harbour/api.py": `from ninja import NinjaAPI
from ninja.security import django_auth
api = NinjaAPI(auth=django_auth)
api.add_router("/piers/", "harbour.piers.router")
@api.get("/home", auth=None)
def home(request): return 1
`,
    "harbour/piers.py": `from ninja import Router
from ninja.security import HttpBearer
class Badge(HttpBearer):
    def authenticate(self, request, token): return crew_of(token)
router = Router()
@router.get("/{number}")
def one(request, number: int): return 1
@router.post("/", auth=Badge())
def add(request): return 1
`,
  })
  expect(text).toMatch(/GET \/piers\/\{number\} → one\n.*django_auth/)
  expect(text).toMatch(/POST \/piers\/ → add\n.*Badge/)
  expect(text).toMatch(/GET \/home → home(\n\S|\n?$)/)
})

describe("Django", () => {
  const settings = `"""Generated by 'django-admin startproject' using Django 5.2."""
ROOT_URLCONF = "harbour.urls"
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware"]
if DEBUG:
    MIDDLEWARE += ["harbour.tides.Tides"]
REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework_simplejwt.authentication.JWTAuthentication"],
}
`
  const django = (files: Readonly<Record<string, string>>) =>
    map({ "manage.py": "", "harbour/__init__.py": "", "harbour/settings.py": settings, ...files })

  it("follows includes to views, and what is around them", async () => {
    const text = await django({
      "harbour/urls.py": `from django.contrib.auth.decorators import login_required
from django.urls import include, path, re_path
from piers import views
urlpatterns = [path("", views.home), re_path(r"^about/$", login_required(views.about))]
if SOME: urlpatterns.append(path("some/", views.some))
urlpatterns += [path("piers/", include("piers.urls", namespace="piers"))]
`,
      "piers/urls.py": `from django.urls import path
from .views import Pier, Piers, add
urlpatterns = [path("add/", add), path("<int:number>/", Pier.as_view()), path("", Piers.as_view())]
`,
      "piers/views.py": `from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.utils.decorators import method_decorator
from django.views import View
def home(request): return page()
def about(request): return page()
def some(request): return page()
def crew_only(view):
    def inner(request, *args, **kwargs):
        if not request.user.is_crew: raise PermissionDenied
        return view(request, *args, **kwargs)
    return inner
@login_required
def add(request): return page()
class Pier(LoginRequiredMixin, View):
    def get(self, request, number): return page()
@method_decorator(crew_only, name="dispatch")
class Piers(View):
    def get(self, request): return page()
    def post(self, request): return page()
`,
    })
    expect(text).toMatch(/cors CorsMiddleware/)
    expect(text).toMatch(/\? \/ → home\n {2}\S/)
    expect(text).toMatch(/\? \/about\/ → about\n.*login_required\n +302/)
    expect(text).toMatch(/\? \/some\/ → some\n {2}\S/)
    expect(text).toMatch(/\? \/piers\/add\/ → add\n.*login_required/)
    expect(text).toMatch(/GET \/piers\/<int:number>\/ → get\n.*LoginRequiredMixin\n +302/)
    expect(text).toMatch(/GET \/piers\/ → get\n.*crew_only\n +403/)
    expect(text).toMatch(/POST \/piers\/ → post\n.*crew_only\n +403/)
  })

  it("follows routers to view sets, and what they are asked with", async () => {
    const text = await django({
      "harbour/urls.py": `from django.urls import include, path
from rest_framework.authtoken.views import ObtainAuthToken
from rest_framework.routers import DefaultRouter
from .api import Pier, Piers, Token, tides
router = DefaultRouter()
router.register(r"piers", Piers)
urlpatterns = [
    path("api/", include(router.urls)), path("pier/", Pier.as_view()), path("token/", Token.as_view()), path("tides/", tides),
]
`,
      "harbour/api.py": `from rest_framework.authentication import SessionAuthentication
from rest_framework.authtoken.views import ObtainAuthToken
from rest_framework.decorators import action, api_view, permission_classes
from rest_framework.permissions import AllowAny, IsAuthenticatedOrReadOnly
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSet
class Piers(ViewSet):
    permission_classes = [IsAuthenticatedOrReadOnly]
    def list(self, request): return page()
    def create(self, request): return page()
    def destroy(self, request, pk): return page()
    @action(detail=True, methods=["post"], url_path="lock", permission_classes=[AllowAny])
    def lock_it(self, request, pk): return page()
class Pier(APIView):
    authentication_classes = [SessionAuthentication]
    def get(self, request): return page()
class Token(ObtainAuthToken):
    def post(self, request): return page()
@api_view(["GET", "POST"])
@permission_classes([AllowAny])
def tides(request): return page()
`,
    })
    expect(text).toMatch(/GET \/api\/piers\/ → list\n.*AllowAny\n/)
    expect(text).toMatch(/POST \/api\/piers\/ → create\n.*IsAuthenticatedOrReadOnly\n +401 Bearer/)
    expect(text).toMatch(/DELETE \/api\/piers\/\{pk\}\/ → destroy\n.*IsAuthenticatedOrReadOnly\n +401 Bearer/)
    expect(text).toMatch(/POST \/api\/piers\/\{pk\}\/lock\/ → lock_it\n.*AllowAny\n/)
    // Sessions have no challenge.
    expect(text).toMatch(/GET \/pier\/ → get\n.*IsAuthenticated\n +403 never/)
    expect(text).toMatch(/POST \/token\/ → post\n.*AllowAny\n/)
    expect(text).toMatch(/GET\|POST \/tides\/ → tides\n.*AllowAny/)
  })

  it("puts in front of Ninja's paths where its API stands", async () => {
    const text = await django({
      "harbour/urls.py": `from django.urls import path
from .api import api
urlpatterns = [path("api/", api.urls)]
`,
      "harbour/api.py": `from ninja import NinjaAPI
api = NinjaAPI()
@api.get("/piers")
def piers(request): return 1
`,
    })
    expect(text).toMatch(/GET \/api\/piers → piers/)
  })

  it("knows a list that is added to again and again", async () => {
    const more = ["a", "b", "c", "d", "e"].map((one) => `if ${one}: urlpatterns += [path("${one}/", views.${one})]\n`)
    const text = await django({
      "harbour/urls.py": `from django.urls import path
from harbour import views
urlpatterns = [path("", views.home)]
${more.join("")}`,
      "harbour/views.py": ["home", "a", "b", "c", "d", "e"].map((one) => `def ${one}(request): return 1\n`).join(""),
    })
    for (const one of ["home", "a", "e"]) expect(text).toContain(`→ ${one}`)
  })
})

it("follows hooks of Falcon's resources", async () => {
  const text = await map({
    "main.py": `import falcon
def crew_only(req, resp, resource, params):
    if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
class Piers:
    @falcon.before(crew_only)
    def on_get(self, req, resp): ...
    def on_post(self, req, resp): ...
app = falcon.App()
app.add_route("/piers", Piers())
`,
  })
  expect(text).toMatch(/GET \/piers → on_get\n.*crew_only/)
  expect(text).not.toMatch(/POST \/piers → on_post\n.*crew_only/)
})

it("follows what Tornado's handlers have in front of their methods", async () => {
  const text = await map({
    "main.py": `from tornado.web import Application, HTTPError, RequestHandler
class Piers(RequestHandler):
    def prepare(self):
        if not self.get_cookie("session"): raise HTTPError(401)
    def get(self): ...
app = Application([(r"/piers", Piers)])
`,
  })
  expect(text).toMatch(/GET \/piers → get\n.*prepare/)
})
