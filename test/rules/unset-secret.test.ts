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
      // Nobody set out to read it from elsewhere: whoever reviews it sees it.
      `
KEY = "changeme"
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
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
    ],
    loud: [
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
app.use((req, res, next) => { req.user = jwt.verify(req.headers.authorization, process.env.JWT_SECRET); next() })`,
    ],
    loud: [
      `
app.use((req, res, next) => {
  req.user = jwt.verify(req.headers.authorization, process.env.JWT_SECRET || «"superSecret"»)
  next()
})`,
    ],
  },
})
