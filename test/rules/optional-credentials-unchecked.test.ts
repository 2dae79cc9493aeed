import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import jwt
from typing import Annotated
from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBasic, HTTPBearer, OAuth2PasswordBearer
app = FastAPI()
bearer = HTTPBearer(auto_error=False)
`

ruleTest("optional-credentials-unchecked", {
  fastapi: {
    prelude,
    quiet: [
      `
def user(given: HTTPAuthorizationCredentials | None = Depends(bearer)):
    if given is None: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
    return jwt.decode(given.credentials, key_of(), algorithms=["HS256"])`,
      `
def user(given=Depends(bearer), cookie: str | None = None):
    token = given.credentials if given else cookie
    return jwt.decode(token, key_of(), algorithms=["HS256"])`,
      `
def user(given=Depends(bearer)):
    if given: return jwt.decode(given.credentials, key_of(), algorithms=["HS256"])
    return None`,
      `
def user(given=Depends(bearer)):
    return given and jwt.decode(given.credentials, key_of(), algorithms=["HS256"])`,
      // It refuses by itself.
      `
def user(given=Depends(HTTPBearer())):
    return jwt.decode(given.credentials, key_of(), algorithms=["HS256"])`,
      // Somebody else takes care of None.
      `
def user(given=Depends(bearer)): return resolve(given)`,
      `
def user(given=Depends(bearer)):
    try: return jwt.decode(given.credentials, key_of(), algorithms=["HS256"])
    except Exception: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})`,
      // For the padlock in the documentation: the route has a gate of its own.
      `
def gate(given=Depends(HTTPBearer())): return given
router = APIRouter(dependencies=[Depends(bearer)])
@router.get("/a", dependencies=[Depends(gate)])
def a(): return 1
@router.get("/b")
def b(): return 2
app.include_router(router)`,
      `
@app.middleware("http")
async def gate(request, call_next): return await call_next(request)
@app.get("/a", dependencies=[Depends(bearer)])
def a(): return 1`,
    ],
    loud: [
      `
def user(given: HTTPAuthorizationCredentials = Depends(bearer)):
    return jwt.decode(«given.credentials», key_of(), algorithms=["HS256"])`,
      `
def user(given: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer(auto_error=False))]):
    claims = jwt.decode(«given.credentials», key_of(), algorithms=["HS256"])
    return claims["sub"]`,
      `
def user(given=Depends(HTTPBasic(auto_error=False))):
    if not check(«given.username», given.password): raise HTTPException(401, "no", {"WWW-Authenticate": 'Basic realm="x"'})
    return given.username`,
      `
@app.get("/a", dependencies=[Depends(«HTTPBearer(auto_error=False)»)])
def a(): return 1`,
    ],
  },
  flask: {
    prelude: `
from flask import Flask, abort, jsonify
from flask_jwt_extended import JWTManager, current_user, get_jwt_identity, jwt_required
app = Flask(__name__)
`,
    loud: [
      `
@app.get("/berths/mine")
@jwt_required(optional=True)
def mine():
    return jsonify(berths_of(«current_user.id»))`,
      `
@app.post("/berths")
@jwt_required(optional=True)
def book():
    captain = get_jwt_identity()
    save(«captain["id"]»)
    return {}, 201`,
      `
@app.get("/me")
@jwt_required(optional=True)
def me():
    return {"name": «current_user.name»}`,
    ],
    quiet: [
      `
@app.get("/berths")
@jwt_required(optional=True)
def berths():
    if current_user: return jsonify(berths_of(current_user.id))
    return jsonify(public_berths())`,
      `
@app.get("/berths")
@jwt_required(optional=True)
def berths():
    return jsonify(berths_of(current_user.id if current_user else None))`,
      `
@app.get("/berths")
@jwt_required(optional=True)
def berths():
    if not get_jwt_identity(): return jsonify(public_berths())
    return jsonify(berths_of(current_user.id))`,
      `
@app.get("/berths")
@jwt_required()
def berths():
    return jsonify(berths_of(current_user.id))`,
      // Another decorator may have refused.
      `
@app.get("/berths")
@jwt_required(optional=True)
@login_required
def berths():
    return jsonify(berths_of(current_user.id))`,
      `
@app.before_request
def everybody_is_known():
    if not known(): return {}, 401, {"WWW-Authenticate": "Bearer"}
@app.get("/berths")
@jwt_required(optional=True)
def berths():
    return jsonify(berths_of(current_user.id))`,
      // Who is there is handed on as it is: whoever takes it may look.
      `
@app.get("/berths")
@jwt_required(optional=True)
def berths():
    return jsonify(berths_for(get_jwt_identity()))`,
    ],
  },
  express: {
    file: "main.js",
    prelude: `import express from "express"
import { expressjwt } from "express-jwt"
import { auth } from "express-oauth2-jwt-bearer"
const app = express()
const optional = expressjwt({ secret: keyOf, algorithms: ["HS256"], credentialsRequired: false })
`,
    loud: [
      `app.get("/berths/mine", optional, async (req, res) => {
  res.json(await berthsOf(«req.auth.sub»))
})`,
      `app.post("/berths", auth({ authRequired: false }), async (req, res) => {
  const { «payload» } = req.auth
  res.json(await book(payload.sub, req.body))
})`,
      `const router = express.Router()
router.get("/me", [optional], (req, res) => { res.json({ name: «req.user.name» }) })
app.use("/captains", router)`,
    ],
    quiet: [
      `app.get("/berths", optional, async (req, res) => {
  res.json(await berthsOf(req.auth?.sub))
})`,
      `app.get("/berths", optional, async (req, res) => {
  if (!req.auth) return res.json(await publicBerths())
  res.json(await berthsOf(req.auth.sub))
})`,
      `app.get("/berths", optional, async (req, res) => {
  res.json(req.auth ? await berthsOf(req.auth.sub) : [])
})`,
      `app.get("/berths", expressjwt({ secret: keyOf, algorithms: ["HS256"] }), async (req, res) => {
  res.json(await berthsOf(req.auth.sub))
})`,
      // A gate behind it refuses whoever is nobody.
      `const known = (req, res, next) => req.auth ? next() : res.status(401).set("WWW-Authenticate", "Bearer").end()
app.get("/berths", optional, known, async (req, res) => {
  res.json(await berthsOf(req.auth.sub))
})`,
      `app.get("/berths", optional, requireLogin(), async (req, res) => {
  res.json(await berthsOf(req.auth.sub))
})`,
      `app.get("/berths", optional, async (req, res) => {
  try { res.json(await berthsOf(req.auth.sub)) } catch { res.json([]) }
})`,
    ],
  },
  nestjs: {
    file: "src/berths.ts",
    prelude: `import { Controller, createParamDecorator, ExecutionContext, Get, Injectable, Module, Req, UseGuards } from "@nestjs/common"
import { NestFactory } from "@nestjs/core"
import { AuthGuard } from "@nestjs/passport"
@Injectable()
class OptionalGuard extends AuthGuard("jwt") {
  handleRequest(error, user) { return user }
}
const Captain = createParamDecorator((data: unknown, context: ExecutionContext) => context.switchToHttp().getRequest().user)
@Module({ controllers: [Berths] })
class Harbour {}
async function main() { await (await NestFactory.create(Harbour)).listen(3000) }
main()
`,
    loud: [
      `@Controller("berths")
class Berths {
  @Get("mine") @UseGuards(OptionalGuard)
  mine(@Req() req) { return this.berths.of(«req.user.id») }
}`,
      `@Controller("berths")
@UseGuards(OptionalGuard)
class Berths {
  @Get("mine")
  mine(@Captain() captain: Person) { return { name: «captain.name» } }
}`,
    ],
    quiet: [
      `@Controller("berths")
class Berths {
  @Get() @UseGuards(OptionalGuard)
  all(@Req() req) { return this.berths.visibleTo(req.user?.id) }
}`,
      `@Controller("berths")
class Berths {
  @Get() @UseGuards(OptionalGuard)
  all(@Captain() captain) { return captain ? this.berths.of(captain.id) : this.berths.open() }
}`,
      `@Controller("berths")
class Berths {
  @Get() @UseGuards(OptionalGuard)
  all(@Captain() captain) { return this.berths.visibleTo(captain) }
}`,
      `@Controller("berths")
class Berths {
  @Get("mine") @UseGuards(OptionalGuard, AuthGuard("jwt"))
  mine(@Req() req) { return this.berths.of(req.user.id) }
}`,
    ],
  },
  "nestjs with a guard that refuses": {
    file: "src/berths.ts",
    prelude: `import { Controller, ExecutionContext, Get, Module, Req, UnauthorizedException, UseGuards } from "@nestjs/common"
import { NestFactory } from "@nestjs/core"
import { AuthGuard } from "@nestjs/passport"
@Module({ controllers: [Berths] })
class Harbour {}
async function main() { await (await NestFactory.create(Harbour)).listen(3000) }
main()
`,
    loud: [],
    quiet: [
      `class CaptainGuard extends AuthGuard("jwt") {
  handleRequest(error, user, info, context: ExecutionContext) {
    if (!user) {
      context.switchToHttp().getResponse().set("WWW-Authenticate", "Bearer")
      throw new UnauthorizedException()
    }
    return user
  }
}
@Controller("berths")
class Berths {
  @Get("mine") @UseGuards(CaptainGuard)
  mine(@Req() req) { return this.berths.of(req.user.id) }
}`,
    ],
  },
})
