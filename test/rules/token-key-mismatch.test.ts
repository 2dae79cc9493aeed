import { expressPrelude } from "../support/express-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import os
import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")
KEY = os.environ["KEY"]
@app.post("/token")
def token(): return make("a")
`

ruleTest("token-key-mismatch", {
  fastapi: {
    prelude,
    quiet: [
      `
def make(name): return jwt.encode({"sub": name}, KEY, algorithm="HS256")
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"])`,
      // HS256 is what PyJWT takes where none is named.
      `
def make(name): return jwt.encode({"sub": name}, KEY)
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256", "HS512"])`,
      // Somebody else issues what is accepted with another key.
      `
OTHER = os.environ["OTHER"]
def make(name): return jwt.encode({"sub": name}, KEY, algorithm="HS512")
def user(token=Depends(scheme)): return jwt.decode(token, OTHER, algorithms=["RS256"])`,
      // One of them fits.
      `
def make(name): return jwt.encode({"sub": name}, KEY, algorithm="HS256")
def make_long(name): return jwt.encode({"sub": name}, KEY, algorithm="HS512")
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS512"])`,
      `
def make(name): return jwt.encode({"sub": name, "aud": "api"}, KEY)
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"], audience="api")`,
      // What else is in there is not known.
      `
def make(name, **more): return jwt.encode({"sub": name, **more}, KEY)
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"], audience="api")`,
      `
def make(name): return jwt.encode({"sub": name, "aud": "api"}, KEY)
def user(token=Depends(scheme)):
    return jwt.decode(token, KEY, algorithms=["HS256"], options={"verify_aud": False})`,
      // A library issues tokens with the same key.
      `
from fastapi_users.authentication import JWTStrategy
def strategy(): return JWTStrategy(secret=KEY, lifetime_seconds=60)
def make(name): return jwt.encode({"sub": name}, KEY)
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"], audience="api")`,
    ],
    loud: [
      `
def make(name): return jwt.encode({"sub": name}, KEY, algorithm="HS512")
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=«["HS256"]»)`,
      `
def make(name): return ⟦jwt.encode({"sub": name, "aud": "api"}, KEY)⟧
def user(token=Depends(scheme)): return «jwt.decode(token, KEY, algorithms=["HS256"])»`,
      `
def make(name): return jwt.encode({"sub": name}, KEY)
def user(token=Depends(scheme)): return jwt.decode(token, KEY, algorithms=["HS256"], issuer=«"https://id.example"»)`,
    ],
  },
  express: {
    prelude: `${expressPrelude}
const KEY = process.env.KEY
`,
    file: "main.js",
    quiet: [
      `
const make = (id) => jwt.sign({ sub: id }, KEY, { audience: "api" })
app.use((req, res, next) => { req.user = jwt.verify(req.headers.authorization, KEY, { audience: "api" }); next() })`,
    ],
    loud: [
      `
function make(id) { return jwt.sign({ sub: id }, KEY, { algorithm: "HS512" }) }
app.use((req, res, next) => {
  req.user = jwt.verify(req.headers.authorization, KEY, { algorithms: «["HS256"]» })
  next()
})`,
    ],
  },
})
