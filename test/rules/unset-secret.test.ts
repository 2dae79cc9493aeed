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
    ],
    loud: [
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
})
