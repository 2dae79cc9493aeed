import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer
app = FastAPI()
def user(given=Depends(HTTPBearer())):
    try: return jwt.decode(given.credentials, key_of(), algorithms=["HS256"])
    except jwt.PyJWTError: raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
`

ruleTest("vague-403", {
  fastapi: {
    prelude,
    quiet: [
      `
@app.get("/a")
def a(user=Depends(user)):
    if "orders:write" not in user["scopes"]: raise HTTPException(403, "orders:write is required")`,
      `
@app.get("/a")
def a(user=Depends(user)):
    if "admin" not in user["roles"]: raise HTTPException(403, "Administrators only")`,
      // Neither of them tells which berths there are.
      `
class NotFound(Exception): pass
@app.get("/a/{id}")
def a(id, user=Depends(user)):
    try: berth = berths.read(id)
    except NotFound: raise HTTPException(403, "Not enough permissions")
    if "keeper" not in user["roles"]: raise HTTPException(403, "Not enough permissions")
    return berth`,
      `
@app.get("/a/{id}")
def a(id, user=Depends(user)):
    berth = berths.get(id)
    if berth is None: raise HTTPException(403, "Not enough permissions")
    if "keeper" not in user["roles"]: raise HTTPException(403, "Not enough permissions")
    return berth`,
      // Who has too many rights lacks none.
      `
@app.delete("/me")
def leave(user=Depends(user)):
    if user["is_superuser"]: raise HTTPException(403, "Super users cannot leave")`,
      // What stands in the way is said, if in no name of a right.
      `
@app.post("/a/{id}")
def a(id, user=Depends(user)):
    if "keeper" not in user["roles"]: raise HTTPException(403, "This berth is taken")`,
      `
@app.post("/a")
def a(wanted: list, user=Depends(user)):
    if not set(wanted).issubset(user["scopes"]): raise HTTPException(403, "The scopes of a guest are a part of yours")`,
      // It is filled in.
      `
def needs(scope):
    def gate(user=Depends(user)):
        if scope not in user["scopes"]: raise HTTPException(403, f"{scope} is required")
    return gate`,
      // Whoever owns it needs no right.
      `
@app.get("/a/{id}")
def a(id, user=Depends(user)):
    if not user["is_superuser"] and load(id).owner_id != user["id"]: raise HTTPException(403, "Not enough permissions")`,
      `
@app.get("/a/{id}")
def a(id, user=Depends(user)):
    if not is_admin_or_owner(user, id): raise HTTPException(403, "Not enough permissions")`,
      // What is said is somewhere else.
      `
@app.get("/a")
def a(user=Depends(user)):
    if "keeper" not in user["roles"]: raise HTTPException(403, {"action": "view"})`,
      // Whose it is needs no name.
      `
@app.get("/a/{id}")
def a(id, user=Depends(user)):
    if load(id).owner_id != user["id"]: raise HTTPException(403, "Not yours")`,
    ],
    loud: [
      `
@app.get("/a")
def a(user=Depends(user)):
    if "orders:write" not in user["scopes"]: «raise HTTPException(403, "Not enough permissions")»`,
      `
@app.get("/a")
def a(user=Depends(user)):
    if user["role"] != "keeper": «raise HTTPException(status_code=403, detail="Forbidden")»`,
      `
@app.get("/a")
def a(user=Depends(user)):
    if user["role"] != "keeper": «raise HTTPException(403, "You don't have permission to edit this resource.")»`,
    ],
  },
})
