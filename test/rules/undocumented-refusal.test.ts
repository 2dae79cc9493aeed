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
})
