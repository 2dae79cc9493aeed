import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import jwt
from typing import Annotated
from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBasic, HTTPBearer, OAuth2PasswordBearer
app = FastAPI()
bearer = HTTPBearer(auto_error=False)
`

ruleTest("optional-credentials-unchecked", {
  fastapi: {
    prelude,
    quiet: [
      `
def user(given: HTTPAuthorizationCredentials | None = Depends(bearer)):
    if given is None: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
    return jwt.decode(given.credentials, key_of(), algorithms=["HS256"])`,
      `
def user(given=Depends(bearer), cookie: str | None = None):
    token = given.credentials if given else cookie
    return jwt.decode(token, key_of(), algorithms=["HS256"])`,
      `
def user(given=Depends(bearer)):
    if given: return jwt.decode(given.credentials, key_of(), algorithms=["HS256"])
    return None`,
      `
def user(given=Depends(bearer)):
    return given and jwt.decode(given.credentials, key_of(), algorithms=["HS256"])`,
      // It refuses by itself.
      `
def user(given=Depends(HTTPBearer())):
    return jwt.decode(given.credentials, key_of(), algorithms=["HS256"])`,
      // Somebody else takes care of None.
      `
def user(given=Depends(bearer)): return resolve(given)`,
      `
def user(given=Depends(bearer)):
    try: return jwt.decode(given.credentials, key_of(), algorithms=["HS256"])
    except Exception: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})`,
      // For the padlock in the documentation: the route has a gate of its own.
      `
def gate(given=Depends(HTTPBearer())): return given
router = APIRouter(dependencies=[Depends(bearer)])
@router.get("/a", dependencies=[Depends(gate)])
def a(): return 1
@router.get("/b")
def b(): return 2
app.include_router(router)`,
      `
@app.middleware("http")
async def gate(request, call_next): return await call_next(request)
@app.get("/a", dependencies=[Depends(bearer)])
def a(): return 1`,
    ],
    loud: [
      `
def user(given: HTTPAuthorizationCredentials = Depends(bearer)):
    return jwt.decode(«given.credentials», key_of(), algorithms=["HS256"])`,
      `
def user(given: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer(auto_error=False))]):
    claims = jwt.decode(«given.credentials», key_of(), algorithms=["HS256"])
    return claims["sub"]`,
      `
def user(given=Depends(HTTPBasic(auto_error=False))):
    if not check(«given.username», given.password): raise HTTPException(401, "no", {"WWW-Authenticate": 'Basic realm="x"'})
    return given.username`,
      `
@app.get("/a", dependencies=[Depends(«HTTPBearer(auto_error=False)»)])
def a(): return 1`,
    ],
  },
})
