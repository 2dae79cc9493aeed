import { expressPrelude } from "../support/express-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import os
import jwt
from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.security import HTTPBearer, OAuth2PasswordBearer
from passlib.context import CryptContext
app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")
@app.post("/token")
def token(): return 1
`

ruleTest("unset-secret", {
  fastapi: {
    prelude,
    quiet: [
      `
from starlette.middleware.sessions import SessionMiddleware
app.add_middleware(SessionMiddleware, secret_key=os.environ["KEY"])`,
      // It fails at the start without one.
      `
KEY = os.environ["KEY"]
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
      `
KEY = os.getenv("KEY")
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
      // It reads without verifying.
      `
def user(token=Depends(scheme)): return jwt.decode(token, "", options={"verify_signature": False})`,
      `
KEY = "-----BEGIN CERTIFICATE-----abc"
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["RS256"])`,
      // A public key is no secret.
      `
KEY = "-----BEGIN PUBLIC KEY-----abc"
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["RS256"])`,
      // Only for development.
      `
from config import settings
KEY = "dev" if settings.DEBUG else os.environ["KEY"]
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
      // Made anew at each start.
      `
import secrets
KEY = os.getenv("KEY", secrets.token_hex(32))
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
      // It has no default: it fails at the start without one.
      `
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    key: str
settings = Settings()
def user(token=Depends(scheme)): return jwt.decode(token, settings.key, algorithms=["HS256"])`,
      `
import secrets
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    key: str = secrets.token_urlsafe(32)
settings = Settings()
def user(token=Depends(scheme)): return jwt.decode(token, settings.key, algorithms=["HS256"])`,
      // It is refused at the start where nobody has set it.
      `
from pydantic import model_validator
from pydantic_settings import BaseSettings
DEFAULT_KEY = "changeme"
class Settings(BaseSettings):
    key: str = DEFAULT_KEY
    other: str = "changeme too"
    stage: str = "local"
    def _refuse(self, names):
        if self.stage != "local": raise ValueError(f"set {names}")
    @model_validator(mode="after")
    def own_keys(self):
        unset = [name for name, held, given in [("key", self.key, DEFAULT_KEY), ("other", self.other, "changeme too")] if held == given]
        if unset: self._refuse(unset)
        return self
settings = Settings()
def user(token=Depends(scheme)): return jwt.decode(token, settings.key, algorithms=["HS256"])
def guest(token=Depends(scheme)): return jwt.decode(token, settings.other, algorithms=["HS256"])`,
      `
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    key: str = ""
    def __init__(self, **given):
        super().__init__(**given)
        if not self.key: raise RuntimeError("KEY is not set")
settings = Settings()
def user(token=Depends(scheme)): return jwt.decode(token, settings.key, algorithms=["HS256"])`,
      // Whoever makes one hands the key in, and no text is one of a pair.
      `
class Tokens:
    def __init__(self, key="", algorithm="HS256"): self.key, self.algorithm = key, algorithm
    def make(self, name): return jwt.encode({"sub": name}, self.key, algorithm=self.algorithm)`,
      `
KEY = os.getenv("KEY", "changeme")
def make(name): return jwt.encode({"sub": name}, KEY, algorithm="EdDSA")`,
      // It is set, if only in the pipeline.
      `
── .github/workflows/test.yml
env: { JWT_KEY: abc }
── .env.example
DATABASE_URL=postgres
── main.py
KEY = os.getenv("JWT_KEY")
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
      // The environment of another part of the project says nothing of this one's.
      `
── web/.env.example
API_URL=http://localhost
── api/main.py
KEY = os.getenv("JWT_KEY")
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
      // It is seen to at the start.
      `
── .env.example
JWT_SECRET=abc
── main.py
KEY = os.getenv("JWT_KEY")
if not KEY: raise RuntimeError("JWT_KEY is not set")
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
      `
── .env.example
JWT_SECRET=abc
── main.py
for name in ["JWT_KEY", "DATABASE_URL"]:
    os.environ[name]
def user(token=Depends(scheme)): return jwt.decode(token, os.getenv("JWT_KEY"), algorithms=["HS256"])`,
      `
── .env.example
JWT_SECRET=abc
── main.py
KEY = os.environ["JWT_KEY"]
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
    ],
    loud: [
      `
from starlette.middleware.sessions import SessionMiddleware
app.add_middleware(SessionMiddleware, secret_key=«"harbour"»)`,
      // The source alone says it.
      `
KEY = «"changeme"»
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
      `
def sign(name): return jwt.encode({"sub": name}, «"s3cret"», algorithm="HS256")`,
      // Its field is a variable of the environment.
      `
── settings.py
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    key: str = «""»
settings = Settings()
── main.py
from settings import settings
def user(token=Depends(scheme)): return jwt.decode(token, settings.key, algorithms=["HS256"])`,
      // The default is a constant of its own.
      `
── settings.py
from pydantic_settings import BaseSettings
DEFAULT_KEY = «"changeme"»
class Settings(BaseSettings):
    key: str = DEFAULT_KEY
    host: str = "localhost"
    def model_post_init(self, context):
        if not self.host: raise ValueError("no host")
settings = Settings()
── main.py
from settings import settings
def user(token=Depends(scheme)): return jwt.decode(token, settings.key, algorithms=["HS256"])`,
      // One of a pair stands there as a whole.
      `
KEY = os.getenv("KEY", «"-----BEGIN PRIVATE KEY-----abc"»)
def make(name): return jwt.encode({"sub": name}, KEY, algorithm="EdDSA")`,
      // Whichever of them it is has the same default.
      `
── settings.py
import os
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    key: str = «""»
class Near(Settings): host: str = "localhost"
class Far(Settings): host: str = "a.example"
def chosen() -> Settings: return Far() if os.getenv("FAR") else Near()
settings = chosen()
── main.py
from settings import settings
def user(token=Depends(scheme)): return jwt.decode(token, settings.key, algorithms=["HS256"])`,
      // What signs tokens stands in a file of its own.
      `
── tokens.py
import os
import jwt
def make(name): return jwt.encode({"sub": name}, os.getenv("KEY", «"changeme"»), algorithm="HS256")
── main.py
from tokens import make
@app.post("/login")
def login(name: str): return make(name)`,
      // A word too many.
      `
── .env.example
DATABASE_URL=postgres
JWT_SECRET=abc
── main.py
KEY = «os.getenv("JWT_SECRET_KEY")»
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
      // A letter amiss.
      `
── api/.env.sample
export JWT_SERCET=abc
── api/main.py
KEY = «os.environ.get("JWT_SECRET")»
def make(name): return jwt.encode({"sub": name}, KEY)
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
      // There is an example, and it does not know of it.
      `
── .env.example
DATABASE_URL=postgres
── main.py
def user(token=Depends(scheme)): return jwt.decode(token, «os.getenv("JWT_KEY")», algorithms=["HS256"])`,
      `
KEY = os.getenv("KEY", «"changeme"»)
def make(name): return jwt.encode({"sub": name}, KEY)
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
      `
KEY = os.environ.get("KEY") or «""»
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
    ],
  },
  express: {
    prelude: expressPrelude,
    file: "main.js",
    quiet: [
      `
── .env.example
JWT_SECRET_KEY=abc
── config.js
if (!process.env.JWT_SECRET) throw new Error("JWT_SECRET is not set")
── main.js
require("./config")
app.use((req, res, next) => { req.user = jwt.verify(req.headers.authorization, process.env.JWT_SECRET); next() })`,
      `
app.use((req, res, next) => { req.user = jwt.verify(req.headers.authorization, process.env.JWT_SECRET); next() })`,
      `
const { expressjwt } = require("express-jwt")
app.use(expressjwt({ secret: process.env.KEY, algorithms: ["HS256"] }))`,
      // A key that is looked up by what the token says.
      `
const { expressjwt } = require("express-jwt")
app.use(expressjwt({ secret: (req, token) => keys.find(token.header.kid), algorithms: ["RS256"] }))`,
      // An empty key is refused by what it is handed to.
      `
app.use((req, res, next) => {
  req.user = jwt.verify(req.headers.authorization, process.env.JWT_SECRET ?? "")
  next()
})`,
      `
const session = require("express-session")
const { randomBytes } = require("crypto")
app.use(session({ secret: randomBytes(32).toString("hex") }))`,
    ],
    loud: [
      // What is checked with it is set up at the top of a file that has no function.
      `
── gate.js
const { expressjwt } = require("express-jwt")
exports.gate = expressjwt({ secret: process.env.KEY || «"harbour"», algorithms: ["HS256"] })
── main.js
const { gate } = require("./gate")
app.get("/berths", gate, (req, res) => res.json([]))`,
      `
const session = require("express-session")
app.use(session({ secret: «"harbour"», resave: false }))`,
      `
const { Strategy } = require("passport-jwt")
const options = { jwtFromRequest: (req) => req.query.t, secretOrKey: «"harbour"» }
const strategy = new Strategy(options, (claims, done) => done(null, claims))`,
      `
app.use((req, res, next) => { req.user = jwt.verify(req.headers.authorization, «"superSecret"»); next() })`,
      `
app.use((req, res, next) => {
  req.user = jwt.verify(req.headers.authorization, process.env.JWT_SECRET || «"superSecret"»)
  next()
})`,
      `
── .env.example
PORT=3000
JWT_SECRET_KEY=abc
── main.js
app.use((req, res, next) => {
  req.user = jwt.verify(req.headers.authorization, «process.env.JWT_SECRET»)
  next()
})`,
    ],
  },
  nestjs: {
    prelude: `
import { Injectable, Module } from "@nestjs/common"
import { JwtModule } from "@nestjs/jwt"
import { PassportStrategy } from "@nestjs/passport"
import { Strategy } from "passport-jwt"
`,
    file: "main.ts",
    quiet: [
      `
@Module({ imports: [JwtModule.registerAsync({ useFactory: (config: Config) => ({ secret: config.get("KEY") }) })] })
export class Berths {}`,
      `
@Injectable()
export class Bearer extends PassportStrategy(Strategy) {
  constructor(config: Config) { super({ secretOrKey: config.getOrThrow("KEY") }) }
}`,
    ],
    loud: [
      `
@Module({ imports: [JwtModule.register({ secret: «"harbour"» })] })
export class Berths {}`,
      `
@Module({
  imports: [JwtModule.registerAsync({ useFactory: () => ({ secret: process.env.KEY ?? «"harbour"» }) })],
})
export class Berths {}`,
      `
@Injectable()
export class Bearer extends PassportStrategy(Strategy) {
  constructor() { super({ secretOrKey: process.env.KEY || «"harbour"» }) }
}`,
    ],
  },
  fastify: {
    prelude: `
import Fastify from "fastify"
import jwt from "@fastify/jwt"
const app = Fastify()
app.get("/", async () => 1)
`,
    file: "main.js",
    quiet: [`await app.register(jwt, { secret: process.env.KEY })`],
    loud: [`await app.register(jwt, { secret: «"harbour"» })`],
  },
  flask: {
    prelude: `
import os
from flask import Flask
`,
    quiet: [
      `
app = Flask(__name__)
app.secret_key = os.environ["KEY"]
@app.get("/")
def home(): return "1"`,
      // What the file holds is not here.
      `
app = Flask(__name__)
app.config["SECRET_KEY"] = "dev"
app.config.from_envvar("SETTINGS")
@app.get("/")
def home(): return "1"`,
      `
app = Flask(__name__)
app.config["SECRET_KEY"] = "dev"
app.config["SECRET_KEY"] = os.environ["KEY"]
@app.get("/")
def home(): return "1"`,
      // Without a key there is no session.
      `
app = Flask(__name__)
app.secret_key = os.environ.get("KEY", "")
@app.get("/")
def home(): return "1"`,
    ],
    loud: [
      // The class for everybody else brings it along.
      `
class Config:
    SECRET_KEY = os.environ.get("KEY", «"harbour"»)
class DevelopmentConfig(Config): DEBUG = True
class ProductionConfig(Config): DEBUG = False
def create():
    app = Flask(__name__)
    if os.getenv("STAGE") == "production": app.config.from_object(ProductionConfig)
    else: app.config.from_object(DevelopmentConfig)
    app.add_url_rule("/", view_func=home)
    return app
def home(): return "1"
app = create()`,
      `
app = Flask(__name__)
app.secret_key = «"harbour"»
@app.get("/")
def home(): return "1"`,
      `
def create():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ.get("KEY", «"harbour"»)
    app.add_url_rule("/", view_func=home)
    return app
def home(): return "1"
app = create()`,
      `
app = Flask(__name__)
app.config.update(JWT_SECRET_KEY=«"harbour"»)
@app.get("/")
def home(): return "1"`,
    ],
  },
})
