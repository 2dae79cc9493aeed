import { fastapiPrelude } from "../support/fastapi-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

const prelude = `${fastapiPrelude}
from fastapi import APIRouter, Security
from fastapi.security import SecurityScopes
def user(token: str = Depends(bearer)):
    if not token: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
    return jwt.decode(token, key_of(), algorithms=["HS256"])
def scoped(scopes: SecurityScopes, user=Depends(user)):
    for scope in scopes.scopes:
        if scope not in user["scopes"]: raise HTTPException(403, "no")
    return user
`

ruleTest("scopes-not-enforced", {
  fastapi: {
    prelude,
    quiet: [
      `
@app.get("/a")
def a(user=Security(scoped, scopes=["read"])): return user`,
      // An inner dependency sees the scopes of the outer ones.
      `
def active(user=Security(scoped, scopes=["me"])): return user
@app.get("/a")
def a(user=Security(active, scopes=["read"])): return user`,
      `
@app.get("/a")
def a(user=Security(user)): return user`,
      `
@app.get("/a")
def a(user=Security(user, scopes=[])): return user`,
      // A library may compare them.
      `
from fastapi_azure_auth import SingleTenantAzureAuthorizationCodeBearer
azure = SingleTenantAzureAuthorizationCodeBearer(app_client_id="x")
@app.get("/a")
def a(user=Security(azure, scopes=["read"])): return user`,
      `
class Guard:
    def __call__(self, scopes: SecurityScopes): return scopes
@app.get("/a", dependencies=[Security(Guard(), scopes=["read"])])
def a(): return 1`,
    ],
    loud: [
      `
@app.get("/a")
def a(user=«Security(user, scopes=["read"])»): return user`,
      `
def active(user=Depends(user)): return user
@app.get("/a", dependencies=[«Security(active, scopes=["read", "write"])»])
def a(): return 1`,
      `
@app.get("/a")
def a(token=«Security(bearer, scopes=["read"])»): return token`,
      // A sibling takes them, and sees none of these.
      `
@app.get("/a")
def a(user=«Security(user, scopes=["read"])», scopes=Depends(scoped)): return user`,
    ],
  },
})
