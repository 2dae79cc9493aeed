import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Security
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer, OAuth2PasswordBearer, SecurityScopes
app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token", scopes={"read": "to read", "write": "to write"})
def user(scopes: SecurityScopes, token=Depends(scheme)):
    if not set(scopes.scopes) <= set(load(token)): raise HTTPException(403, "scope: " + scopes.scope_str)
    return token
@app.post("/token")
def token(): return 1
`

ruleTest("undeclared-scope", {
  fastapi: {
    prelude,
    quiet: [
      `
@app.get("/a")
def a(user=Security(user, scopes=["read"])): return user`,
      // What is declared is not known.
      `
other = OAuth2PasswordBearer(tokenUrl="token", scopes=load("scopes"))
def visitor(scopes: SecurityScopes, token=Depends(other)): return compare(scopes.scopes, token)
@app.get("/a")
def a(user=Security(visitor, scopes=["admin"])): return user`,
      // Bearer tokens alone have no scopes to declare.
      `
def visitor(scopes: SecurityScopes, token=Depends(HTTPBearer())): return compare(scopes.scopes, token)
@app.get("/a")
def a(user=Security(visitor, scopes=["admin"])): return user`,
    ],
    loud: [
      `
@app.get("/a")
def a(user=Security(user, scopes=«["admin", "read"]»)): return user`,
    ],
  },
})
