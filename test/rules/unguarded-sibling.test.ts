import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Security
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer, OAuth2PasswordBearer, SecurityScopes
app = FastAPI()
router = APIRouter(prefix="/orders")
def user(token=Depends(HTTPBearer())): return token
@router.get("")
def show_orders(user=Depends(user)): return 1
@router.get("/{id}")
def show_order(user=Depends(user)): return 1
@router.post("")
def create_order(user=Depends(user)): return 1
`

ruleTest("unguarded-sibling", {
  fastapi: {
    prelude,
    quiet: [
      `
@router.delete("/{id}")
def delete_order(user=Depends(user)): return 1
app.include_router(router)`,
      // It is for everybody.
      `
@router.get("/health")
def health(): return 1
app.include_router(router)`,
      // Two are no oversight.
      `
@router.delete("/{id}")
def delete_order(): return 1
@router.put("/{id}")
def replace_order(): return 1
app.include_router(router)`,
      // Others refuse by themselves, as log-ins do.
      `
@router.post("/mail")
def send_mail(): return 1
@router.post("/login")
def log_in(name):
    if name not in names: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
app.include_router(router)`,
      // The router has a gate of its own.
      `
@router.delete("/{id}")
def delete_order(): return 1
app.include_router(router, dependencies=[Depends(user)])`,
    ],
    loud: [
      `
@«router.delete("/{id}")»
def delete_order(): return 1
app.include_router(router)`,
    ],
  },
})
