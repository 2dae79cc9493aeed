import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Security
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer, OAuth2PasswordBearer, SecurityScopes
app = FastAPI()
@app.get("/a")
def a(): return 1
`

ruleTest("cors-order", {
  fastapi: {
    prelude,
    quiet: [
      // It is outermost: what is added last runs first.
      `
@app.middleware("http")
async def limit(request, call_next):
    if too_many(request): return JSONResponse({}, 429)
    return await call_next(request)
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])`,
      // What runs outside answers nothing by itself.
      `
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])
@app.middleware("http")
async def time(request, call_next):
    response = await call_next(request)
    response.headers["Server-Timing"] = "app"
    return response
app.add_middleware(GZipMiddleware)`,
    ],
    loud: [
      `
«app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])»
@app.middleware("http")
async def limit(request, call_next):
    if too_many(request): return JSONResponse({}, 429)
    return await call_next(request)`,
    ],
  },
})
