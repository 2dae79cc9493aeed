import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBasic, HTTPBearer
app = FastAPI()
scheme = HTTPBearer()
`

ruleTest("terse-challenge", {
  fastapi: {
    prelude,
    quiet: [
      // RFC 6750, section 3.1: where there is no credential, there is no code either.
      `
def user(given=Depends(HTTPBearer(auto_error=False))):
    if given is None: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
    return given`,
      `
def user(given=Depends(scheme)):
    try: return jwt.decode(given.credentials, key_of(), algorithms=["HS256"])
    except jwt.PyJWTError: raise HTTPException(401, "no", {"WWW-Authenticate": 'Bearer error="invalid_token"'})`,
      `
def user(given=Depends(scheme), challenge="Bearer"):
    try: return jwt.decode(given.credentials, key_of(), algorithms=["HS256"])
    except jwt.PyJWTError: raise HTTPException(401, "no", {"WWW-Authenticate": load_challenge()})`,
      // Basic has no codes.
      `
def user(given=Depends(HTTPBasic())):
    try: return jwt.decode(given.password, key_of(), algorithms=["HS256"])
    except jwt.PyJWTError: raise HTTPException(401, "no", {"WWW-Authenticate": 'Basic realm="a"'})`,
      // RFC 6749, section 5.2: a refresh token is no credential for a resource.
      `
def renewed(token):
    try: return jwt.decode(token, key_of(), algorithms=["HS256"])
    except jwt.PyJWTError: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
@app.post("/token")
def token(refresh_token: str): return renewed(refresh_token)`,
    ],
    others: [
      // Its handler drops the challenge: no error code in it would reach anybody.
      `
from fastapi.responses import JSONResponse
class Denied(HTTPException):
    def __init__(self, detail, headers=None): super().__init__(401, detail, headers=headers)
@app.exception_handler(Denied)
async def on_denied(request, exc): return JSONResponse({"e": exc.detail}, status_code=exc.status_code)
@app.get("/dropped")
def dropped(given=Depends(scheme)):
    try: return jwt.decode(given.credentials, key_of(), algorithms=["HS256"])
    except jwt.PyJWTError: raise Denied("bad", {"WWW-Authenticate": "Bearer"})`,
      // It leaves as a 500.
      `
from starlette.authentication import AuthenticationBackend
from starlette.middleware.authentication import AuthenticationMiddleware
def claims_of(token):
    try: return jwt.decode(token, key_of(), algorithms=["HS256"])
    except jwt.PyJWTError: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
class Tokens(AuthenticationBackend):
    async def authenticate(self, conn):
        if "Authorization" not in conn.headers: return None
        return claims_of(conn.headers["Authorization"])
app.add_middleware(AuthenticationMiddleware, backend=Tokens())`,
    ],
    loud: [
      `
def claims_of(token):
    try: return jwt.decode(token, key_of(), algorithms=["HS256"])
    except jwt.PyJWTError: «raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})»
@app.post("/token")
def token(refresh_token: str): return claims_of(refresh_token)
@app.get("/notes")
def notes(given=Depends(scheme)): return claims_of(given.credentials)`,
      `
def user(given=Depends(scheme)):
    try: return jwt.decode(given.credentials, key_of(), algorithms=["HS256"])
    except jwt.PyJWTError: «raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})»`,
      `
def user(given=Depends(scheme)):
    try: return jwt.decode(given.credentials, key_of(), algorithms=["HS256"])
    except jwt.ExpiredSignatureError: «raise HTTPException(401, "no", {"WWW-Authenticate": 'Bearer realm="a"'})»`,
    ],
  },
})
