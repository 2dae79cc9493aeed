import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Security
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer, OAuth2PasswordBearer, SecurityScopes
app = FastAPI()
@app.get("/me")
def me(given=Depends(HTTPBearer())): return given
`

ruleTest("challenge-not-exposed", {
  fastapi: {
    prelude,
    quiet: [
      `
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"], expose_headers=["www-authenticate"])`,
      // What is exposed is set elsewhere.
      `
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"], expose_headers=load("exposed"))`,
      `
app.add_middleware(CORSMiddleware, **options)`,
      `
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"], expose_headers=["*"])`,
    ],
    loud: [
      `
«app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])»`,
      `
«app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"], expose_headers=["X-Total"])»`,
    ],
  },
})
