import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Security
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer, OAuth2PasswordBearer, SecurityScopes
app = FastAPI()
def user(token=Depends(HTTPBearer())): return token
@app.get("/a", responses={401: {"description": "Log in first."}})
def a(user=Depends(user)): return 1
`

ruleTest("undocumented-refusal", {
  fastapi: {
    prelude,
    quiet: [
      `
@app.get("/b", responses={403: {"description": "Not yours."}})
def b(user=Depends(user)): return 1`,
      // The form of a log-in is no gate.
      `
from fastapi.security import OAuth2PasswordRequestForm
@app.post("/token")
def token(form: OAuth2PasswordRequestForm = Depends()): return form.username`,
      // It refuses nobody.
      `
@app.get("/b")
def b(): return 1`,
      // One of many is no custom.
      `
@app.get("/b")
def b(user=Depends(user)): return 1
@app.get("/c")
def c(user=Depends(user)): return 1`,
      // Whether it is a refusal that it tells is not known.
      `
@app.get("/b", responses={codes.CONFLICT: {"description": "Taken."}})
def b(user=Depends(user)): return 1`,
      // What else is documented is not known.
      `
@app.get("/b", **documented)
def b(user=Depends(user)): return 1`,
    ],
    loud: [
      `
@«app.get("/b")»
def b(user=Depends(user)): return 1`,
    ],
  },
  litestar: {
    prelude: `
from litestar import Controller, Litestar, Router, get, post
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers.base import BaseRouteHandler
from litestar.openapi.datastructures import ResponseSpec
def members(connection: ASGIConnection, _: BaseRouteHandler) -> None:
    if not connection.user.is_member:
        raise PermissionDeniedException("members only")
@get("/shelves", guards=[members], responses={403: ResponseSpec(data_container=dict)})
async def shelves() -> list: return []
`,
    quiet: [
      `
@get("/loans", guards=[members], raises=[PermissionDeniedException])
async def loans() -> list: return []
app = Litestar(route_handlers=[shelves, loans])`,
      // It refuses nobody.
      `
@get("/opening-hours")
async def hours() -> list: return []
app = Litestar(route_handlers=[shelves, hours])`,
      // One of many is no custom.
      `
@get("/loans", guards=[members])
async def loans() -> list: return []
@get("/fines", guards=[members])
async def fines() -> list: return []
app = Litestar(route_handlers=[shelves, loans, fines])`,
      // It is not described at all, nor is what stands below a router that is not.
      `
@get("/loans", guards=[members], include_in_schema=False)
async def loans() -> list: return []
@get("/fines", guards=[members])
async def fines() -> list: return []
inner = Router("/inner", route_handlers=[fines], include_in_schema=False)
app = Litestar(route_handlers=[shelves, loans, inner])`,
      // What else is documented is not known.
      `
@get("/loans", guards=[members], raises=known_errors())
async def loans() -> list: return []
@get("/fines", guards=[members], **described)
async def fines() -> list: return []
app = Litestar(route_handlers=[shelves, loans, fines])`,
      // Whom the guard asks is up to the route.
      `
def readers(connection: ASGIConnection, handler: BaseRouteHandler) -> None:
    if not handler.opt.get("open") and not connection.headers.get("card"):
        raise PermissionDeniedException("readers only")
@get("/news", guards=[readers], opt={"open": True})
async def news() -> list: return []
app = Litestar(route_handlers=[shelves, news])`,
      // It takes its own error and answers something else.
      `
@get("/news")
async def news() -> list:
    try:
        raise PermissionDeniedException("not today")
    except PermissionDeniedException:
        return []
app = Litestar(route_handlers=[shelves, news])`,
    ],
    loud: [
      `
@«get("/loans", guards=[members])»
async def loans() -> list: return []
app = Litestar(route_handlers=[shelves, loans])`,
      `
class Loans(Controller):
    path = "/loans"
    guards = [members]
    @«post(responses={409: ResponseSpec(data_container=dict)})»
    async def lend(self) -> dict: return {}
app = Litestar(route_handlers=[shelves, Loans])`,
      `
@«get("/fines")»
async def fines(paid: bool) -> list:
    if not paid:
        raise PermissionDeniedException("pay first")
    return []
app = Litestar(route_handlers=[shelves, fines])`,
    ],
  },
  nestjs: {
    file: "main.ts",
    prelude: `
import { applyDecorators, CanActivate, Controller, ExecutionContext, ForbiddenException, Get, HttpStatus, Injectable, Module, Post, SetMetadata, UseGuards } from "@nestjs/common"
import { NestFactory, Reflector } from "@nestjs/core"
import { ApiExcludeEndpoint, ApiForbiddenResponse, ApiOkResponse, ApiResponse, DocumentBuilder } from "@nestjs/swagger"
@Injectable()
class Members implements CanActivate {
  canActivate(context: ExecutionContext) {
    const { user } = context.switchToHttp().getRequest()
    if (!user.isMember) throw new ForbiddenException("members only")
    return true
  }
}
@Controller("shelves")
class Shelves {
  @ApiForbiddenResponse()
  @UseGuards(Members)
  @Get()
  list() { return [] }
}
`,
    quiet: [
      `
@Controller("loans")
class Loans {
  @ApiResponse({ status: HttpStatus.FORBIDDEN })
  @UseGuards(Members)
  @Get()
  list() { return [] }
  @ApiResponse({ status: 403 })
  @UseGuards(Members)
  @Post()
  lend() { return {} }
}
@Module({ controllers: [Shelves, Loans] })
class AppModule {}
NestFactory.create(AppModule)`,
      // The controller says it for all, by a decorator that is made of others.
      `
const ForMembers = () => applyDecorators(UseGuards(Members), ApiForbiddenResponse())
@ForMembers()
@Controller("loans")
class Loans {
  @Get()
  list() { return [] }
}
@Module({ controllers: [Shelves, Loans] })
class AppModule {}
NestFactory.create(AppModule)`,
      // It is left out of the description, or nobody is refused.
      `
@Controller("loans")
class Loans {
  @ApiExcludeEndpoint()
  @UseGuards(Members)
  @Get()
  list() { return [] }
  @Get("hours")
  hours() { return [] }
}
@Module({ controllers: [Shelves, Loans] })
class AppModule {}
NestFactory.create(AppModule)`,
      // What a decorator of somebody else says is not known.
      `
import { Described } from "library-docs"
@Controller("loans")
class Loans {
  @Described()
  @UseGuards(Members)
  @Get()
  list() { return [] }
}
@Module({ controllers: [Shelves, Loans] })
class AppModule {}
NestFactory.create(AppModule)`,
      // The guard asks what the route was marked with.
      `
const Open = () => SetMetadata("open", true)
@Injectable()
class Readers implements CanActivate {
  constructor(private readonly reflector: Reflector) {}
  canActivate(context: ExecutionContext) {
    if (this.reflector.getAllAndOverride("open", [context.getHandler(), context.getClass()])) return true
    const { user } = context.switchToHttp().getRequest()
    if (!user.isReader) throw new ForbiddenException("readers only")
    return true
  }
}
@Controller("news")
class News {
  @Open()
  @UseGuards(Readers)
  @Get()
  list() { return [] }
}
@Module({ controllers: [Shelves, News] })
class AppModule {}
NestFactory.create(AppModule)`,
      // The description says it for all.
      `
@Controller("loans")
class Loans {
  @UseGuards(Members)
  @Get()
  list() { return [] }
}
@Module({ controllers: [Shelves, Loans] })
class AppModule {}
function describe() {
  return new DocumentBuilder().setTitle("Library").addGlobalResponse({ status: 403 }).build()
}
NestFactory.create(AppModule)`,
      // One of many is no custom.
      `
@UseGuards(Members)
@Controller("loans")
class Loans {
  @Get()
  list() { return [] }
  @Post()
  lend() { return {} }
}
@Module({ controllers: [Shelves, Loans] })
class AppModule {}
NestFactory.create(AppModule)`,
    ],
    loud: [
      `
@Controller("loans")
class Loans {
  @ApiOkResponse()
  @UseGuards(Members)
  @«Get()»
  list() { return [] }
}
@Module({ controllers: [Shelves, Loans] })
class AppModule {}
NestFactory.create(AppModule)`,
      `
@Injectable()
class Vips implements CanActivate {
  canActivate(context: ExecutionContext) {
    return context.switchToHttp().getRequest().user.isVip
  }
}
const ForVips = () => applyDecorators(UseGuards(Vips), ApiResponse({ status: 200 }))
@ForVips()
@Controller("loans")
class Loans {
  @«Post()»
  lend() { return {} }
}
@Module({ controllers: [Shelves, Loans] })
class AppModule {}
NestFactory.create(AppModule)`,
      `
@Controller("fines")
class Fines {
  @«Get()»
  list(paid: boolean) {
    if (!paid) throw new ForbiddenException("pay first")
    return []
  }
}
@Module({ controllers: [Shelves, Fines] })
class AppModule {}
NestFactory.create(AppModule)`,
    ],
  },
  "django-ninja": {
    prelude: `
from ninja import NinjaAPI, Router, Schema
from ninja.errors import HttpError
from ninja.security import HttpBearer
class Card(HttpBearer):
    def authenticate(self, request, token): return find_card(token)
class Book(Schema):
    title: str
api = NinjaAPI()
@api.get("/shelves", auth=Card(), response={200: Book, 401: Book})
def shelves(request): return []
`,
    quiet: [
      `
@api.get("/loans", auth=Card(), response={200: Book, 403: Book})
def loans(request): return []`,
      // It refuses nobody.
      `
@api.get("/hours", response=Book)
def hours(request): return {}`,
      // The gate lets guests pass.
      `
class Guest(HttpBearer):
    def __call__(self, request): return "guest"
    def authenticate(self, request, token): return token
@api.get("/news", auth=Guest(), response=Book)
def news(request): return {}`,
      // The operation lifts the gate of its router.
      `
inner = Router(auth=Card())
@inner.get("/hours", auth=None, response=Book)
def hours(request): return {}`,
      // What else is documented is not known.
      `
from ninja.responses import codes_4xx
@api.get("/loans", auth=Card(), response={200: Book, codes_4xx: Book})
def loans(request): return []
@api.get("/fines", auth=Card(), include_in_schema=False)
def fines(request): return []`,
      // One of many is no custom.
      `
@api.get("/loans", auth=Card(), response=Book)
def loans(request): return []
@api.get("/fines", auth=Card(), response=Book)
def fines(request): return []`,
    ],
    loud: [
      `
@«api.get("/loans", auth=Card(), response={200: Book})»
def loans(request): return []`,
      `
inner = Router(auth=Card())
@«inner.post("/loans", response=Book)»
def lend(request): return {}`,
      `
@«api.get("/fines")»
def fines(request, paid: bool):
    if not paid:
        raise HttpError(403, "pay first")
    return []`,
    ],
  },
})
