import { fastapiPrelude } from "../support/fastapi-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

const prelude = `${fastapiPrelude}
from fastapi import APIRouter
def require(role="admin"):
    def check(token: str = Depends(bearer)):
        if token != role: raise HTTPException(403, "no")
    return check
`

ruleTest("dependency-called", {
  fastapi: {
    prelude,
    quiet: [
      `
async def user(): return {"name": "ada"}
@app.get("/a")
def a(user=Depends(user)): return user`,
      // The call gives what is called.
      `
@app.get("/a", dependencies=[Depends(require("admin"))])
def a(): return 1`,
      `
class Guard:
    def __init__(self, role): self.role = role
    def __call__(self): return self.role
@app.get("/a", dependencies=[Depends(Guard("admin"))])
def a(): return 1`,
      // Nobody knows what it gives.
      `
from elsewhere import make
@app.get("/a", dependencies=[Depends(make())])
def a(): return 1`,
      // What is handed over is a maker on purpose: the endpoint calls it.
      `
@app.get("/a")
def a(check=Depends(require)): return check(1)`,
      // It makes something that refuses nothing.
      `
def counter():
    def count(): return 1
    return count
@app.get("/a", dependencies=[Depends(counter)])
def a(): return 1`,
      `
from functools import lru_cache
@lru_cache
def settings(): return {"a": 1}
@app.get("/a")
def a(s=Depends(settings)): return s`,
    ],
    loud: [
      `
async def user(): return {"name": "ada"}
@app.get("/a")
def a(user=Depends(«user()»)): return user`,
      `
def session():
    yield 1
@app.get("/a")
def a(s=Depends(«session()»)): return s`,
      `
def user(): return {"name": "ada"}
@app.get("/a", dependencies=[Depends(«user()»)])
def a(): return 1`,
      `
@app.get("/a", dependencies=[Depends(«require»)])
def a(): return 1`,
      `
router = APIRouter(dependencies=[Depends(«require»)])
@router.get("/a")
def a(): return 1
app.include_router(router)`,
    ],
  },
})
