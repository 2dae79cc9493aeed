import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Security
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer, OAuth2PasswordBearer, SecurityScopes
app = FastAPI()
router = APIRouter(prefix="/orders")
def user(token=Depends(HTTPBearer())): return token
@router.get("")
def show_orders(user=Depends(user)): return 1
@router.get("/{id}")
def show_order(user=Depends(user)): return 1
@router.post("")
def create_order(user=Depends(user)): return 1
`

ruleTest("unguarded-sibling", {
  fastapi: {
    prelude,
    quiet: [
      `
@router.delete("/{id}")
def delete_order(user=Depends(user)): return 1
app.include_router(router)`,
      // It is for everybody.
      `
@router.get("/health")
def health(): return 1
app.include_router(router)`,
      // What there is to choose from is the same for everybody.
      `
@router.get("/sizes")
def show_sizes(): return ["small", "large"]
app.include_router(router)`,
      // Wherever that is.
      `
@router.get(settings.sizes_path)
def show_sizes(): return ["small", "large"]
app.include_router(router)`,
      `
@router.post("/list_types")
def list_types(): return kinds()
app.include_router(router)`,
      // Two are no oversight.
      `
@router.delete("/{id}")
def delete_order(): return 1
@router.put("/{id}")
def replace_order(): return 1
app.include_router(router)`,
      // Others refuse by themselves, as log-ins do.
      `
@router.post("/mail")
def send_mail(): return 1
@router.post("/login")
def log_in(name):
    if name not in names: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
app.include_router(router)`,
      // What is only read may be meant for everybody.
      `
@router.get("/pictures/{name}")
def show_picture(name: str): return picture_of(name)
app.include_router(router)`,
      // The router has a gate of its own.
      `
@router.delete("/{id}")
def delete_order(): return 1
app.include_router(router, dependencies=[Depends(user)])`,
    ],
    loud: [
      // What is asked for may be somebody's.
      `
@«router.put("/{id}/lines")»
def set_lines(id: int): return lines_of(id)
app.include_router(router)`,
      `
@«router.post("/lines")»
def add_line(text: str): return line_of(text)
app.include_router(router)`,
      `
@«router.delete("/{id}")»
def delete_order(): return 1
app.include_router(router)`,
    ],
  },
  flask: {
    prelude: `
from flask import Flask, abort, make_response, session
from functools import wraps
app = Flask(__name__)
def crew_only(f):
    @wraps(f)
    def inner(*args, **kwargs):
        if not session.get("user_id"): abort(make_response("who?", 401, {"WWW-Authenticate": "Bearer"}))
        return f(*args, **kwargs)
    return inner
@app.get("/berths")
@crew_only
def berths(): return "1"
@app.post("/berths")
@crew_only
def add_berth(): return "1"
@app.put("/berths")
@crew_only
def move_berth(): return "1"
`,
    quiet: [
      `
@app.delete("/berths")
@crew_only
def drop_berth(): return "1"`,
      `
@app.get("/health")
def health(): return "1"`,
    ],
    loud: [
      `
@«app.delete("/berths")»
def drop_berth(): return "1"`,
    ],
  },
  quart: {
    prelude: `
from quart import Quart, abort, make_response, session
from functools import wraps
app = Quart(__name__)
def crew_only(f):
    @wraps(f)
    async def inner(*args, **kwargs):
        if not session.get("user_id"): abort(make_response("who?", 401, {"WWW-Authenticate": "Bearer"}))
        return await f(*args, **kwargs)
    return inner
@app.get("/berths")
@crew_only
async def berths(): return "1"
@app.post("/berths")
@crew_only
async def add_berth(): return "1"
@app.put("/berths")
@crew_only
async def move_berth(): return "1"
`,
    quiet: [
      `
@app.delete("/berths")
@crew_only
async def drop_berth(): return "1"`,
    ],
    loud: [
      `
@«app.delete("/berths")»
async def drop_berth(): return "1"`,
    ],
  },
  sanic: {
    prelude: `
from functools import wraps
from sanic import Sanic, text
from sanic.exceptions import Unauthorized
app = Sanic("harbour")
def crew_only(f):
    @wraps(f)
    async def inner(request, *args, **kwargs):
        if not request.token: raise Unauthorized("who?", scheme="Bearer")
        return await f(request, *args, **kwargs)
    return inner
@app.get("/berths")
@crew_only
async def berths(request): return text("1")
@app.post("/berths")
@crew_only
async def add_berth(request): return text("1")
@app.put("/berths")
@crew_only
async def move_berth(request): return text("1")
`,
    quiet: [
      `
@app.delete("/berths")
@crew_only
async def drop_berth(request): return text("1")`,
    ],
    loud: [
      `
@«app.delete("/berths")»
async def drop_berth(request): return text("1")`,
    ],
  },
  express: {
    file: "main.ts",
    prelude: `
import express from "express"
const app = express()
app.use(express.json())
function crewOnly(req, res, next) {
  if (!req.headers.authorization) return res.status(401).set("WWW-Authenticate", "Bearer").end()
  next()
}
app.get("/berths", crewOnly, (req, res) => res.json([]))
app.post("/berths", crewOnly, (req, res) => res.json([]))
app.put("/berths", crewOnly, (req, res) => res.json([]))
`,
    quiet: [
      `
app.delete("/berths", crewOnly, (req, res) => res.json([]))
app.listen(1)`,
      `
app.get("/health", (req, res) => res.json([]))
app.listen(1)`,
      // What is in front of the whole router asks, too.
      `
const rights = (right) => (req, res, next) => {
  if (!req.user?.may(right)) return res.status(403).end()
  next()
}
const piers = express.Router()
piers.get("/:id", (req, res) => res.json(pierOf(req.params.id)))
piers.post("/:id", rights("write"), (req, res) => res.json([]))
piers.put("/:id", rights("write"), (req, res) => res.json([]))
piers.delete("/:id", rights("drop"), (req, res) => res.json([]))
app.use("/piers", rights("read"), piers)
app.listen(1)`,
    ],
    loud: [
      `
«app.delete("/berths", (req, res) => res.json([]))»
app.listen(1)`,
    ],
  },
  koa: {
    file: "main.ts",
    prelude: `
import Koa from "koa"
import Router from "@koa/router"
const app = new Koa()
const router = new Router()
async function crewOnly(ctx, next) {
  if (!ctx.get("Authorization")) ctx.throw(401, { headers: { "WWW-Authenticate": "Bearer" } })
  await next()
}
router.get("/berths", crewOnly, (ctx) => { ctx.body = 1 })
router.post("/berths", crewOnly, (ctx) => { ctx.body = 1 })
router.put("/berths", crewOnly, (ctx) => { ctx.body = 1 })
`,
    quiet: [
      `
router.delete("/berths", crewOnly, (ctx) => { ctx.body = 1 })
app.use(router.routes())`,
    ],
    loud: [
      `
«router.delete("/berths", (ctx) => { ctx.body = 1 })»
app.use(router.routes())`,
    ],
  },
  hono: {
    file: "main.ts",
    prelude: `
import { Hono } from "hono"
const app = new Hono()
const crewOnly = async (c, next) => {
  if (!c.req.header("Authorization")) return c.json({}, 401, { "WWW-Authenticate": "Bearer" })
  await next()
}
app.get("/berths", crewOnly, (c) => c.json([]))
app.post("/berths", crewOnly, (c) => c.json([]))
app.put("/berths", crewOnly, (c) => c.json([]))
`,
    quiet: [
      `
app.delete("/berths", crewOnly, (c) => c.json([]))
export default app`,
    ],
    loud: [
      `
«app.delete("/berths", (c) => c.json([]))»
export default app`,
    ],
  },
  fastify: {
    file: "main.ts",
    prelude: `
import Fastify from "fastify"
const app = Fastify()
async function crewOnly(request, reply) {
  if (!request.headers.authorization) return reply.code(401).header("WWW-Authenticate", "Bearer").send()
}
app.get("/berths", { preHandler: crewOnly }, async () => [])
app.post("/berths", { preHandler: crewOnly }, async () => [])
app.put("/berths", { preHandler: crewOnly }, async () => [])
`,
    quiet: [
      `
app.delete("/berths", { preHandler: crewOnly }, async () => [])`,
    ],
    loud: [
      `
«app.delete("/berths", async () => [])»`,
    ],
  },
  nestjs: {
    file: "main.ts",
    prelude: `
import { CanActivate, Controller, Delete, Get, ForbiddenException, Module, Post, Put, UseGuards } from "@nestjs/common"
import { NestFactory } from "@nestjs/core"
class CrewOnly implements CanActivate {
  canActivate(context) {
    if (context.switchToHttp().getRequest().user.role !== "crew") throw new ForbiddenException("crew only")
    return true
  }
}
`,
    quiet: [
      `
@Controller("berths")
class Berths {
  @Get() @UseGuards(CrewOnly) all() { return [] }
  @Post() @UseGuards(CrewOnly) add() { return [] }
  @Put() @UseGuards(CrewOnly) move() { return [] }
  @Delete() @UseGuards(CrewOnly) drop() { return [] }
}
@Module({ controllers: [Berths] }) class App {}
NestFactory.create(App)`,
    ],
    loud: [
      `
@Controller("berths")
class Berths {
  @Get() @UseGuards(CrewOnly) all() { return [] }
  @Post() @UseGuards(CrewOnly) add() { return [] }
  @Put() @UseGuards(CrewOnly) move() { return [] }
  @«Delete()» drop() { return [] }
}
@Module({ controllers: [Berths] }) class App {}
NestFactory.create(App)`,
    ],
  },
  aiohttp: {
    prelude: `
from functools import wraps
from aiohttp import web
def crew_only(f):
    @wraps(f)
    async def inner(request):
        if "Authorization" not in request.headers: raise web.HTTPUnauthorized(headers={"WWW-Authenticate": "Bearer"})
        return await f(request)
    return inner
routes = web.RouteTableDef()
@routes.get("/berths")
@crew_only
async def berths(request): return web.Response()
@routes.post("/berths")
@crew_only
async def add_berth(request): return web.Response()
@routes.put("/berths")
@crew_only
async def move_berth(request): return web.Response()
`,
    quiet: [
      `
@routes.delete("/berths")
@crew_only
async def drop_berth(request): return web.Response()
app = web.Application()
app.add_routes(routes)`,
    ],
    loud: [
      `
@«routes.delete("/berths")»
async def drop_berth(request): return web.Response()
app = web.Application()
app.add_routes(routes)`,
    ],
  },
  litestar: {
    prelude: `
from litestar import Controller, Litestar, Router, delete, get, post, put
from litestar.exceptions import NotAuthorizedException
def crew_only(connection, _):
    if not connection.headers.get("Authorization"):
        raise NotAuthorizedException(headers={"WWW-Authenticate": "Bearer"})
@get("/berths", guards=[crew_only])
async def berths() -> str: return "1"
@post("/berths", guards=[crew_only])
async def add_berth() -> str: return "1"
@put("/berths", guards=[crew_only])
async def move_berth() -> str: return "1"
`,
    quiet: [
      `
@delete("/berths", guards=[crew_only])
async def drop_berth() -> None: return None
app = Litestar([berths, add_berth, move_berth, drop_berth])`,
      // The router has a gate of its own.
      `
@delete("/berths")
async def drop_berth() -> None: return None
router = Router("/harbour", guards=[crew_only], route_handlers=[drop_berth])
app = Litestar([berths, add_berth, move_berth, router])`,
    ],
    loud: [
      `
@«delete("/berths")»
async def drop_berth() -> None: return None
app = Litestar([berths, add_berth, move_berth, drop_berth])`,
      `
class Berths(Controller):
    path = "/piers"
    @«post()»
    async def piers(self, harbour: str) -> str: return harbour
app = Litestar(route_handlers=[Router("/harbour", route_handlers=[berths, add_berth, move_berth, Berths])])`,
    ],
  },
  falcon: {
    prelude: `
import falcon
def crew_only(req, resp, resource, params):
    if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
class Gate:
    def __call__(self, req, resp, resource, params, deed):
        if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
@falcon.before(crew_only)
class Berths:
    def on_get(self, req, resp): resp.media = berths_of(req.params)
    def on_post(self, req, resp): resp.media = add_berth(req.media)
@falcon.before(crew_only)
class Piers:
    def on_get(self, req, resp): resp.media = piers_of(req.params)
class Locks:
    @falcon.before(Gate(), "write")
    def on_post(self, req, resp): resp.media = add_lock(req.media)
app = falcon.App()
app.add_route("/berths", Berths())
app.add_route("/piers", Piers())
app.add_route("/locks", Locks())
`,
    quiet: [
      `
@falcon.before(crew_only)
class Cranes:
    def on_put(self, req, resp): resp.media = move_crane(req.media)
app.add_route("/cranes", Cranes())`,
      // The base class has the hook around what it has itself.
      `
class Cranes(Piers): pass
app.add_route("/cranes", Cranes())`,
      // It asks who is there by itself.
      `
class Cranes:
    def on_put(self, req, resp): resp.media = move_crane(req.context.user, req.media)
app.add_route("/cranes", Cranes())`,
      // What there is to choose from is the same for everybody.
      `
class Sizes:
    def on_get(self, req, resp): resp.media = ["small", "large"]
app.add_route("/sizes", Sizes())`,
      `
class Health:
    def on_get(self, req, resp): resp.media = state_of(req.params)
app.add_route("/up", Health())`,
      // Middleware refuses for all of them.
      `
class Guard:
    def process_request(self, req, resp):
        if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
class Cranes:
    def on_put(self, req, resp): resp.media = move_crane(req.media)
app.add_middleware(Guard())
app.add_route("/cranes", Cranes())`,
      // What a decorator does that cannot be read is not known.
      `
class Cranes:
    @decorators["crew"]
    def on_put(self, req, resp): resp.media = move_crane(req.media)
app.add_route("/cranes", Cranes())`,
    ],
    loud: [
      `
class Cranes:
    def on_put(self, req, resp): resp.media = move_crane(req.media)
    def on_delete(self, req, resp): drop_crane(req.media)
«app.add_route("/cranes", Cranes())»`,
      // One method of a class whose others have hooks.
      `
class Cranes:
    @falcon.before(crew_only)
    def on_put(self, req, resp): resp.media = move_crane(req.media)
    def on_delete(self, req, resp): drop_crane(req.media)
«app.add_route("/cranes", Cranes())»`,
      // It is around what the base class has, and not around what is added.
      `
class Cranes(Piers):
    def on_post(self, req, resp): resp.media = add_crane(req.media)
«app.add_route("/cranes", Cranes())»`,
      // It runs once the answer is there.
      `
class Cranes:
    @falcon.after(crew_only)
    def on_put(self, req, resp): resp.media = move_crane(req.media)
«app.add_route("/cranes", Cranes())»`,
      `
class Cranes:
    def on_post_all(self, req, resp): resp.media = move_cranes(req.media)
«app.add_route("/cranes", Cranes(), suffix="all")»`,
    ],
  },
  tornado: {
    prelude: `
import functools
import tornado.web
from tornado.web import Application, HTTPError, RequestHandler
def crew_only(method):
    @functools.wraps(method)
    def inner(self, *args):
        if self.current_user.role != "crew": raise HTTPError(403, reason="For the crew.")
        return method(self, *args)
    return inner
class Guarded(RequestHandler):
    def prepare(self):
        if not self.get_cookie("session"):
            self.set_header("WWW-Authenticate", "Negotiate")
            self.set_status(401)
            raise tornado.web.Finish()
class Berths(RequestHandler):
    @tornado.web.authenticated
    def get(self): self.write(berths_of(self.get_argument("pier")))
    @crew_only
    def post(self): self.write(add_berth(self.request.body))
class Piers(Guarded):
    def get(self): self.write(piers_of(self.get_argument("port")))
class Locks(RequestHandler):
    @tornado.web.authenticated
    def get(self): self.write(locks_of(self.get_argument("port")))
`,
    quiet: [
      `
class Cranes(Guarded):
    def put(self): self.write(move_crane(self.request.body))
app = Application([(r"/berths", Berths), (r"/piers", Piers), (r"/locks", Locks), (r"/cranes", Cranes)])`,
      `
class Cranes(RequestHandler):
    def put(self): self.write(move_crane(self.current_user, self.request.body))
app = Application([(r"/berths", Berths), (r"/piers", Piers), (r"/locks", Locks), (r"/cranes", Cranes)])`,
      `
class LogIn(RequestHandler):
    def post(self): self.write(token_of(self.request.body))
app = Application([(r"/berths", Berths), (r"/piers", Piers), (r"/locks", Locks), (r"/enter", LogIn)])`,
    ],
    loud: [
      `
class Cranes(RequestHandler):
    def put(self): self.write(move_crane(self.request.body))
app = Application([(r"/berths", Berths), (r"/piers", Piers), (r"/locks", Locks), «(r"/cranes", Cranes)»])`,
    ],
  },
  django: {
    prelude: "",
    quiet: [
      `
── settings.py
ROOT_URLCONF = "urls"
── urls.py
from django.urls import path
import views
urlpatterns = [
    path("berths/<int:number>/", views.berth), path("piers/<int:pier>/berths/", views.berths),
    path("piers/<int:pier>/cranes/", views.cranes),
    path("locks/<int:number>/", views.lock),
]
── views.py
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
@login_required
def berth(request, number): return JsonResponse(berth_of(number))
@login_required
def berths(request, pier): return JsonResponse(berths_of(pier))
@login_required
def cranes(request, pier): return JsonResponse(cranes_of(pier))
@login_required
def lock(request, number): return JsonResponse(lock_of(number))`,
      `
── settings.py
ROOT_URLCONF = "urls"
── urls.py
from django.urls import path
import views
urlpatterns = [
    path("berths/<int:number>/", views.berth), path("piers/<int:pier>/berths/", views.berths),
    path("piers/<int:pier>/cranes/", views.cranes),
    path("locks/<int:number>/", views.lock),
]
── views.py
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
@login_required
def berth(request, number): return JsonResponse(berth_of(number))
@login_required
def berths(request, pier): return JsonResponse(berths_of(pier))
@login_required
def cranes(request, pier): return JsonResponse(cranes_of(pier))
def lock(request, number): return JsonResponse(lock_of(request.user, number))`,
      `
── settings.py
ROOT_URLCONF = "urls"
── urls.py
from django.urls import path
import views
urlpatterns = [
    path("berths/<int:number>/", views.berth), path("piers/<int:pier>/berths/", views.berths),
    path("piers/<int:pier>/cranes/", views.cranes),
    path("login/", views.enter),
]
── views.py
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
@login_required
def berth(request, number): return JsonResponse(berth_of(number))
@login_required
def berths(request, pier): return JsonResponse(berths_of(pier))
@login_required
def cranes(request, pier): return JsonResponse(cranes_of(pier))
def enter(request): return JsonResponse(entered(request.POST["name"]))`,
      `
── settings.py
ROOT_URLCONF = "urls"
── urls.py
from django.urls import path
import views
urlpatterns = [
    path("berths/<int:number>/", views.berth), path("piers/<int:pier>/berths/", views.berths),
    path("piers/<int:pier>/cranes/", views.cranes),
    path("locks/<int:number>/", views.lock),
]
── views.py
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
@login_required
def berth(request, number): return JsonResponse(berth_of(number))
@login_required
def berths(request, pier): return JsonResponse(berths_of(pier))
@login_required
def cranes(request, pier): return JsonResponse(cranes_of(pier))
def lock(request, number):
    if number > most: raise PermissionDenied
    return JsonResponse(lock_of(number))`,
      // What is around it where it is listed may be the gate.
      `
── settings.py
ROOT_URLCONF = "urls"
── urls.py
from django.urls import path
import views
from crew import gates
urlpatterns = [
    path("berths/<int:number>/", views.berth), path("piers/<int:pier>/berths/", views.berths),
    path("piers/<int:pier>/cranes/", views.cranes),
    path("locks/<int:number>/", gates["crew"](views.lock)),
]
── views.py
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
@login_required
def berth(request, number): return JsonResponse(berth_of(number))
@login_required
def berths(request, pier): return JsonResponse(berths_of(pier))
@login_required
def cranes(request, pier): return JsonResponse(cranes_of(pier))
def lock(request, number): return JsonResponse(lock_of(number))`,
      // A middleware asks everybody.
      `
── settings.py
ROOT_URLCONF = "urls"
MIDDLEWARE = ["crew.middleware.LoginRequiredMiddleware"]
── urls.py
from django.urls import path
import views
urlpatterns = [
    path("berths/<int:number>/", views.berth), path("piers/<int:pier>/berths/", views.berths),
    path("piers/<int:pier>/cranes/", views.cranes),
    path("locks/<int:number>/", views.lock),
]
── views.py
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
@login_required
def berth(request, number): return JsonResponse(berth_of(number))
@login_required
def berths(request, pier): return JsonResponse(berths_of(pier))
@login_required
def cranes(request, pier): return JsonResponse(cranes_of(pier))
def lock(request, number): return JsonResponse(lock_of(number))`,
      // The default holds for it.
      `
── settings.py
ROOT_URLCONF = "urls"
REST_FRAMEWORK = {"DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"]}
── urls.py
from django.urls import path
from views import Berth, Crane, Lock, Pier
urlpatterns = [
    path("berths/<int:number>/", Berth.as_view()), path("cranes/<int:number>/", Crane.as_view()),
    path("piers/<int:number>/", Pier.as_view()), path("locks/<int:number>/", Lock.as_view()),
]
── views.py
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet
class Berth(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(berth_of(number))
class Crane(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(crane_of(number))
class Pier(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(pier_of(number))
class Lock(APIView):
    def get(self, request, number): return Response(lock_of(number))`,
      `
── settings.py
ROOT_URLCONF = "urls"
── urls.py
from django.urls import path
from views import Berth, Crane, Lock, Pier
urlpatterns = [
    path("berths/<int:number>/", Berth.as_view()), path("cranes/<int:number>/", Crane.as_view()),
    path("piers/<int:number>/", Pier.as_view()), path("locks/<int:number>/", Lock.as_view()),
]
── views.py
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet
class Berth(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(berth_of(number))
class Crane(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(crane_of(number))
class Pier(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(pier_of(number))
class Lock(APIView):
    def get_permissions(self): return [crew()]
    def get(self, request, number): return Response(lock_of(number))`,
      `
── settings.py
ROOT_URLCONF = "urls"
── urls.py
from django.urls import path
from views import Berth, Crane, Lock, Pier
urlpatterns = [
    path("berths/<int:number>/", Berth.as_view()), path("cranes/<int:number>/", Crane.as_view()),
    path("piers/<int:number>/", Pier.as_view()), path("locks/<int:number>/", Lock.as_view()),
]
── views.py
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet
class Berth(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(berth_of(number))
class Crane(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(crane_of(number))
class Pier(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(pier_of(number))
class Lock(APIView):
    permission_classes = permissions["lock"]
    def get(self, request, number): return Response(lock_of(number))`,
      `
── settings.py
ROOT_URLCONF = "urls"
── urls.py
from django.urls import path
from views import Berth, Crane, Lock, Pier
urlpatterns = [
    path("berths/<int:number>/", Berth.as_view()), path("cranes/<int:number>/", Crane.as_view()),
    path("piers/<int:number>/", Pier.as_view()), path("locks/<int:number>/", Lock.as_view()),
]
── views.py
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet
class Berth(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(berth_of(number))
class Crane(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(crane_of(number))
class Pier(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(pier_of(number))
class Lock(APIView):
    def get_queryset(self): return locks_of(self.request.user)
    def get(self, request, number): return Response(self.get_queryset().get(number))`,
      // A base that cannot be read may ask.
      `
── settings.py
ROOT_URLCONF = "urls"
── urls.py
from django.urls import path
from views import Berth, Crane, Lock, Pier
urlpatterns = [
    path("berths/<int:number>/", Berth.as_view()), path("cranes/<int:number>/", Crane.as_view()),
    path("piers/<int:number>/", Pier.as_view()), path("locks/<int:number>/", Lock.as_view()),
]
── views.py
from crew.views import Gated
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet
class Berth(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(berth_of(number))
class Crane(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(crane_of(number))
class Pier(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(pier_of(number))
class Lock(Gated, APIView):
    permission_classes = []
    def get(self, request, number): return Response(lock_of(number))`,
      // What is open by its own word was not forgotten.
      `
── settings.py
ROOT_URLCONF = "urls"
── urls.py
from django.urls import path
from views import Berth, Crane, Lock, Pier
urlpatterns = [
    path("berths/<int:number>/", Berth.as_view()), path("cranes/<int:number>/", Crane.as_view()),
    path("piers/<int:number>/", Pier.as_view()), path("locks/<int:number>/", Lock.as_view()),
]
── views.py
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet
class Berth(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(berth_of(number))
class Crane(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(crane_of(number))
class Pier(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(pier_of(number))
class Lock(APIView):
    permission_classes = [AllowAny]
    def get(self, request, number): return Response(lock_of(number))`,
      // An action opens itself.
      `
── settings.py
ROOT_URLCONF = "urls"
── urls.py
from rest_framework.routers import SimpleRouter
from views import Berths
router = SimpleRouter()
router.register("berths", Berths)
urlpatterns = router.urls
── views.py
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet
class Berths(ViewSet):
    permission_classes = [IsAuthenticated]
    def list(self, request): return Response(berths_of(1))
    def retrieve(self, request, pk): return Response(berth_of(pk))
    def destroy(self, request, pk): return Response(dropped(pk))
    @action(detail=True, methods=["post"], permission_classes=[])
    def lock(self, request, pk): return Response(locked(pk))`,
    ],
    loud: [
      `
── settings.py
ROOT_URLCONF = "urls"
── urls.py
from django.urls import path
import views
urlpatterns = [
    path("berths/<int:number>/", views.berth), path("piers/<int:pier>/berths/", views.berths),
    path("piers/<int:pier>/cranes/", views.cranes),
    «path("locks/<int:number>/", views.lock)»,
]
── views.py
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
@login_required
def berth(request, number): return JsonResponse(berth_of(number))
@login_required
def berths(request, pier): return JsonResponse(berths_of(pier))
@login_required
def cranes(request, pier): return JsonResponse(cranes_of(pier))
def lock(request, number): return JsonResponse(lock_of(number))`,
      `
── settings.py
ROOT_URLCONF = "urls"
── urls.py
from django.urls import path
from views import Berth, Crane, Lock, Pier
urlpatterns = [
    path("berths/<int:number>/", Berth.as_view()), path("cranes/<int:number>/", Crane.as_view()),
    path("piers/<int:number>/", Pier.as_view()), «path("locks/<int:number>/", Lock.as_view())»,
]
── views.py
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet
class Berth(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(berth_of(number))
class Crane(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(crane_of(number))
class Pier(APIView):
    permission_classes = [IsAuthenticated]
    def get(self, request, number): return Response(pier_of(number))
class Lock(APIView):
    def put(self, request, number): return Response(locked(number))`,
    ],
  },
  "django-ninja": {
    prelude: `
from ninja import NinjaAPI, Router
from ninja.errors import HttpError
from ninja.security import HttpBearer, django_auth
class Badge(HttpBearer):
    def authenticate(self, request, token): return crew_of(token)
def key_of(request): return request.GET.get("key")
api = NinjaAPI()
piers = Router()
@piers.get("/{number}", auth=Badge())
def pier(request, number: int): return pier_of(number)
@piers.post("", auth=Badge())
def add_pier(request, name: str): return pier_for(name)
@piers.api_operation(["PUT", "PATCH"], "/{number}", auth=[key_of, django_auth])
def move_pier(request, number: int): return moved(number)
`,
    quiet: [
      `
@piers.delete("/{number}", auth=django_auth)
def drop_pier(request, number: int): return dropped(number)
api.add_router("/piers", piers)`,
      `
@piers.get("/health")
def health(request, deep: bool): return state_of(deep)
api.add_router("/piers", piers)`,
      // What there is to choose from is the same for everybody.
      `
@piers.get("/sizes")
def sizes(request): return ["small", "large"]
api.add_router("/piers", piers)`,
      // What it is added with stands above it, and so does a setting that nobody can read.
      `
@piers.delete("/{number}", auth=settings["gate"])
def drop_pier(request, number: int): return dropped(number)
api.add_router("/piers", piers)`,
      `
@piers.delete("/{number}")
def drop_pier(request, number: int): return dropped(request.user, number)
api.add_router("/piers", piers)`,
      `
def crew_only(f):
    def inner(request, *args, **kwargs):
        if request.user.role != "crew": raise HttpError(403, "For the crew.")
        return f(request, *args, **kwargs)
    return inner
@piers.delete("/{number}")
@crew_only
def drop_pier(request, number: int): return dropped(number)
api.add_router("/piers", piers)`,
      // A decorator that cannot be read may be the gate.
      `
@piers.delete("/{number}")
@decorators["crew"]
def drop_pier(request, number: int): return dropped(number)
api.add_router("/piers", piers)`,
      // What is open by its own word was not forgotten.
      `
harbour = NinjaAPI(auth=django_auth)
@harbour.get("/berths/{number}")
def berth(request, number: int): return berth_of(number)
@harbour.post("/berths")
def add_berth(request, name: str): return berth_for(name)
@harbour.put("/berths/{number}")
def move_berth(request, number: int): return moved(number)
@harbour.delete("/berths/{number}", auth=None)
def drop_berth(request, number: int): return dropped(number)`,
    ],
    loud: [
      `
@«piers.delete("/{number}")»
def drop_pier(request, number: int): return dropped(number)
api.add_router("/piers", piers)`,
    ],
  },
})
