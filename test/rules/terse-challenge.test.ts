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
    ],
    loud: [
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
