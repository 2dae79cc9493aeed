import { expressPrelude } from "../support/express-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import os
import jwt
from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.security import HTTPBearer, OAuth2PasswordBearer
from passlib.context import CryptContext
app = FastAPI()
API_KEY = os.environ["API_KEY"]
`

ruleTest("timing-unsafe-compare", {
  fastapi: {
    prelude,
    quiet: [
      `
import secrets
def gate(given=Depends(HTTPBearer())):
    if not secrets.compare_digest(given.credentials, API_KEY): raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})`,
      // Both come from the caller.
      `
@app.post("/a")
def a(password: str, password_again: str):
    if password != password_again: raise HTTPException(400, "They differ.")`,
      // A scheme is no secret.
      `
def gate(given=Depends(HTTPBearer())):
    if given.scheme != "Bearer": raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})`,
      // What is compared with is looked up, not known.
      `
def gate(given=Depends(HTTPBearer())):
    if given.credentials != load("key"): raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})`,
      // What keeps forged requests out is made anew for each session.
      `
from fastapi import Request
@app.post("/a")
def a(request: Request):
    if request.headers["X-CSRF-Token"] != os.environ["CSRF_TOKEN"]: raise HTTPException(400, "Reload the page.")`,
      // It is only asked whether there is one.
      `
def gate(given=Depends(HTTPBearer())):
    if given.credentials is None: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})`,
      // What a project's own function makes of it may be a digest.
      `
from digests import mixed
def gate_for(secret):
    def gate(x_secret: str = Header()):
        if mixed(x_secret) != secret: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
    return gate`,
      // Both were sent.
      `
@app.post("/a")
def a(token: str, x_token: str = Header()):
    def same(): return token == x_token
    if not same(): raise HTTPException(400, "They differ.")`,
      // Whatever it is, it is no secret that the gate was made with.
      `
class Gate:
    def __init__(self, kind): self._kind = kind
    def __call__(self, x_token: str = Header()):
        if x_token != self._kind: raise HTTPException(400, "no")
app.get("/a", dependencies=[Depends(Gate("box"))])(lambda: 1)`,
    ],
    loud: [
      // What a gate's maker was given.
      `
import re
from fastapi import Request
def gate_for(hook_secret):
    def gate(request: Request):
        found = re.findall("secret=(.*)", request.headers.get(NAME, ""))
        sent = found[0] if len(found) > 0 else None
        if sent is None: raise HTTPException(400, "no")
        if «sent.encode() != hook_secret.encode()»: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
    return gate`,
      // What a gate is made with.
      `
class Gate:
    def __init__(self, token): self._token = token
    def __call__(self, x_token: str = Header()):
        if «x_token != self._token»: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
app.get("/a", dependencies=[Depends(Gate(os.environ["TOKEN"]))])(lambda: 1)`,
      `
def gate(given=Depends(HTTPBearer())):
    if «given.credentials != API_KEY»: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})`,
      `
def is_known(x_token: str = Header()):
    return «x_token == os.getenv("TOKEN")»`,
      `
class Settings:
    api_key = os.environ["API_KEY"]
settings = Settings()
def gate(given=Depends(HTTPBearer())):
    if given and «given.credentials == settings.api_key»: return "office"
    raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})`,
    ],
  },
  express: {
    prelude: expressPrelude,
    file: "main.js",
    quiet: [
      `
app.use((req, res, next) => {
  if (req.headers["x-kind"] !== process.env.KIND) return res.status(404).end()
  next()
})`,
      // A token that whoever asks for the certificate was told.
      `
app.get("/proof/:token", (req, res) => {
  if (settings.certificate.challenge.token === req.params.token) return res.send("ok")
  res.status(404).end()
})`,
    ],
    loud: [
      // Neither header nor credential by its name, and sent all the same.
      `
app.get("/renew", (req, res) => {
  if («req.query.word !== process.env.RENEW_TOKEN») return res.status(403).end()
  res.end()
})`,
      `
app.use((req, res, next) => {
  if («req.headers["x-api-key"] !== process.env.API_KEY»)
    return res.status(401).set("WWW-Authenticate", "ApiKey").end()
  next()
})`,
    ],
  },
  nestjs: {
    prelude: `import { Body, Controller, Post } from "@nestjs/common"\n`,
    file: "main.ts",
    quiet: [
      `
@Controller("berths")
export class Berths {
  @Post()
  book(@Body() body: { kind: string }) { if (body.kind !== process.env.KIND) return; return 1 }
}`,
    ],
    loud: [
      `
@Controller("berths")
export class Berths {
  @Post()
  book(@Body() body: { apiKey: string }) { if (!body.apiKey || «body.apiKey !== process.env.API_KEY») return; return 1 }
}`,
    ],
  },
})
