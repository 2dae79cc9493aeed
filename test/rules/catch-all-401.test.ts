import { expressPrelude } from "../support/express-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import httpx, jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")
challenge = {"WWW-Authenticate": "Bearer"}
def get_db() -> Session: ...
`

ruleTest("catch-all-401", {
  fastapi: {
    prelude,
    quiet: [
      // Nothing but the check of a credential is tried.
      `
def user(token=Depends(scheme)):
    try: return jwt.decode(token, key_of(), algorithms=["HS256"])
    except Exception: raise HTTPException(401, "no", challenge)`,
      `
def user(token=Depends(scheme), db: Session = Depends(get_db)):
    try: claims = jwt.decode(token, key_of(), algorithms=["HS256"])
    except Exception: raise HTTPException(401, "no", challenge)
    return db.get(User, claims["sub"])`,
      `
def user(token=Depends(scheme), db: Session = Depends(get_db)):
    try:
        claims = jwt.decode(token, key_of(), algorithms=["HS256"])
        return db.get(User, claims["sub"])
    except jwt.PyJWTError: raise HTTPException(401, "no", challenge)`,
      // The outage is told apart in front of it.
      `
def user(token=Depends(scheme), db: Session = Depends(get_db)):
    try:
        claims = jwt.decode(token, key_of(), algorithms=["HS256"])
        return db.get(User, claims["sub"])
    except OperationalError: raise HTTPException(503, "later")
    except Exception: raise HTTPException(401, "no", challenge)`,
      // Whoever is asked keeps its failures to itself.
      `
def load(db: Session, name):
    try: return db.get(User, name)
    except Exception: return None
def user(token=Depends(scheme), db: Session = Depends(get_db)):
    try:
        claims = jwt.decode(token, key_of(), algorithms=["HS256"])
        return load(db, claims["sub"])
    except Exception: raise HTTPException(401, "no", challenge)`,
      // Only some errors come this far.
      `
def user(token=Depends(scheme), db: Session = Depends(get_db)):
    try:
        claims = jwt.decode(token, key_of(), algorithms=["HS256"])
        return db.get(User, claims["sub"])
    except Exception as error:
        if getattr(error, "code", None) == "expired": raise HTTPException(401, "no", challenge)
        raise`,
      // Not to be found is an answer of the record, not of the database.
      `
def user(token=Depends(scheme), users: dict = Depends(get_db)):
    try:
        claims = jwt.decode(token, key_of(), algorithms=["HS256"])
        return users["a"]
    except Exception: raise HTTPException(401, "no", challenge)`,
    ],
    loud: [
      `
def user(token=Depends(scheme), db: Session = Depends(get_db)):
    try:
        claims = jwt.decode(token, key_of(), algorithms=["HS256"])
        return ⟦db.get(User, claims["sub"])⟧
    except Exception: «raise HTTPException(401, "no", challenge)»`,
      `
def find(db, name): return db.query(User).filter_by(name=name).first()
def user(token=Depends(scheme), db: Session = Depends(get_db)):
    try:
        claims = jwt.decode(token, key_of(), algorithms=["HS256"])
        user = ⟦find(db, claims["sub"])⟧
    except HTTPException: raise
    except Exception: «raise HTTPException(401, "no", challenge)»
    return user`,
      `
async def user(token=Depends(scheme)):
    try:
        async with httpx.AsyncClient() as client:
            answer = await client.get("https://id.example/me", headers={"Authorization": token})
        return answer.json()
    except Exception: «raise HTTPException(401, "no", challenge)»`,
    ],
  },
  express: {
    prelude: expressPrelude,
    file: "main.ts",
    quiet: [
      `
app.use((req, res, next) => {
  try { req.user = jwt.verify(req.headers.authorization, KEY); next() }
  catch (error) { res.status(401).set("WWW-Authenticate", "Bearer").json({ error: "no" }) }
})`,
    ],
    loud: [
      `
import { PrismaClient } from "@prisma/client"
const prisma = new PrismaClient()
app.use(async (req, res, next) => {
  try {
    const claims = jwt.verify(req.headers.authorization, KEY)
    req.user = await ⟦prisma.user.findUnique({ where: { id: claims.sub } })⟧
  } catch (error) {
    return «res.status(401).set("WWW-Authenticate", "Bearer").json({ error: "no" })»
  }
  next()
})`,
    ],
  },
})
