import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import os
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")
def current_user(token=Depends(scheme)):
    if token not in users: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
    return users[token]
def somebody(): return "ada"
@app.post("/token")
def token(): return 1
`

ruleTest("dependency-override-in-app", {
  fastapi: {
    prelude,
    quiet: [
      // What has no answer of its own is meant to be replaced.
      `
def settings(): raise NotImplementedError
def real_settings(): return {}
app.dependency_overrides[settings] = real_settings`,
      // Another gate takes its place.
      `
def cookie_user(token=Depends(scheme)):
    if token not in sessions: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
    return sessions[token]
app.dependency_overrides[current_user] = cookie_user`,
      // Only where somebody asks for it.
      `
if os.environ.get("NO_LOGIN"): app.dependency_overrides[current_user] = somebody`,
      `
── tests/conftest.py
from main import app, current_user
app.dependency_overrides[current_user] = lambda: "ada"
── main.py
`,
      `app.dependency_overrides[current_user] = load("gate")`,
    ],
    loud: [
      `«app.dependency_overrides[current_user]» = somebody`,
      `
def admin(user=Depends(current_user)): return user
def create():
    «app.dependency_overrides[admin]» = somebody
    return app`,
    ],
  },
})
