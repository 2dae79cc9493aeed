import { expressPrelude } from "../support/express-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")
def read(token):
    try: return jwt.decode(token, KEY, algorithms=["HS256"])
    except jwt.PyJWTError: return None
def refuse(): raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
@app.post("/token")
def token(): return 1
`

ruleTest("swallowed-auth-error", {
  fastapi: {
    prelude,
    quiet: [
      `
def user(token=Depends(scheme)):
    claims = read(token)
    if claims is None: refuse()
    return claims["sub"]`,
      `
def user(token=Depends(scheme)):
    claims = read(token)
    return claims and claims["sub"]`,
      `
def user(token=Depends(scheme)):
    claims = read(token) or {"sub": "guest"}
    return claims["sub"]`,
      `
def user(token=Depends(scheme)):
    try:
        claims = read(token)
        return claims["sub"]
    except Exception: refuse()`,
      // Whoever gets it may look.
      `
def user(token=Depends(scheme)):
    claims = read(token)
    return load(claims)`,
      // Nothing of what failed is dropped.
      `
def strict(token):
    try: return jwt.decode(token, KEY, algorithms=["HS256"])
    except jwt.PyJWTError: refuse()
def user(token=Depends(scheme)):
    claims = strict(token)
    return claims["sub"]`,
      // Nothing was verified.
      `
def number(text):
    try: return int(text)
    except ValueError: return None
def user(token=Depends(scheme)):
    found = number(token)
    return found.real`,
      `
def gate(token=Depends(scheme)):
    if read(token) is None: refuse()
@app.get("/a", dependencies=[Depends(gate)])
def a(): return 1`,
    ],
    loud: [
      `
def user(token=Depends(scheme)):
    claims = read(token)
    return «claims["sub"]»`,
      `
def current(token=Depends(scheme)): return read(token)
@app.get("/a")
def a(claims=Depends(current)):
    return {"name": «claims["name"]»}`,
      `
def gate(token=Depends(scheme)):
    try: return jwt.decode(token, KEY, algorithms=["HS256"])
    except jwt.PyJWTError: return None
@app.get("/a", dependencies=[«Depends(gate)»])
def a(): return 1`,
    ],
  },
  express: {
    prelude: `${expressPrelude}
function read(token) {
  try { return jwt.verify(token, KEY) } catch (error) { return null }
}
`,
    file: "main.js",
    quiet: [
      `
app.get("/a", (req, res) => {
  const claims = read(req.headers.authorization)
  if (!claims) return res.status(401).set("WWW-Authenticate", "Bearer").end()
  res.json(claims.sub)
})`,
      `
app.get("/a", (req, res) => {
  const claims = read(req.headers.authorization)
  res.json(claims?.sub)
})`,
    ],
    loud: [
      `
app.get("/a", (req, res) => {
  const claims = read(req.headers.authorization)
  res.json(«claims.sub»)
})`,
    ],
  },
})
