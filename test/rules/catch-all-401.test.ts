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
      // What is down is told otherwise, or lets everybody pass.
      `
def is_known(db: Session, key):
    try: return db.get(Key, key) is not None
    except OperationalError: raise HTTPException(503, "Later.")
    except Exception: return True
def user(token=Depends(scheme), db: Session = Depends(get_db)):
    if not is_known(db, token): raise HTTPException(401, "no", challenge)`,
      // It asks nobody.
      `
def is_known(key):
    try: return int(key) > 7
    except Exception: return False
def user(token=Depends(scheme)):
    if not is_known(token): raise HTTPException(401, "no", challenge)`,
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
      // What takes the error always raises, so that nothing is taken for a no.
      `
def told(error):
    if isinstance(error, OperationalError): raise Later()
    else: raise error
def find(db: Session, name):
    try: return db.get(User, name)
    except Exception as error: told(error)
def user(token=Depends(scheme), db: Session = Depends(get_db)):
    if not find(db, token): raise HTTPException(401, "no", challenge)`,
      `
def told(error):
    match error.code:
        case 1: raise Later()
        case _: raise error
def find(db: Session, name):
    try: return db.get(User, name)
    except Exception as error: told(error)
def user(token=Depends(scheme), db: Session = Depends(get_db)):
    if not find(db, token): raise HTTPException(401, "no", challenge)`,
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
      // What is caught goes on, once it has been counted.
      `
def load(db: Session, name):
    try: return db.get(User, name)
    except Exception:
        failures.inc()
        raise
def user(token=Depends(scheme), db: Session = Depends(get_db)):
    try:
        claims = jwt.decode(token, key_of(), algorithms=["HS256"])
        return ⟦load(db, claims["sub"])⟧
    except Exception: «raise HTTPException(401, "no", challenge)»`,
      // A model of what an extension has made.
      `
from flask_sqlalchemy import SQLAlchemy
store = SQLAlchemy()
class Revoked(store.Model): pass
def user(token=Depends(scheme)):
    try:
        claims = jwt.decode(token, key_of(), algorithms=["HS256"])
        if ⟦Revoked.query.filter_by(token=token).first()⟧: raise ValueError()
    except Exception: «raise HTTPException(401, "no", challenge)»`,
      // Nobody is asked who they are.
      `
@app.post("/keepers")
def sign_up(name: str, db: Session = Depends(get_db)):
    try:
        db.add(Keeper(name))
        ⟦db.commit()⟧
    except Exception: «raise HTTPException(401, "no", challenge)»`,
      // Somebody else takes no answer for a no.
      `
class Berths:
    def is_known(self, db: Session, key):
        try:
            found = ⟦db.get(Key, key)⟧
            if found is not None: return True
            return False
        except Exception:
            return False
berths = Berths()
def user(token=Depends(scheme), db: Session = Depends(get_db)):
    if token is None or not berths.is_known(db, token): «raise HTTPException(401, "no", challenge)»`,
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
  nestjs: {
    prelude: `
import { Injectable, Module, UnauthorizedException } from "@nestjs/common"
import { PrismaClient } from "@prisma/client"
`,
    file: "main.ts",
    quiet: [],
    loud: [
      // Down to what the object was made with that was handed to who was handed in.
      `
@Injectable()
export class Records extends PrismaClient { constructor() { super({}) } }
@Injectable()
export class Table<T extends keyof Records> {
  public model: Pick<Records, T>
  constructor(private records: Records) { this.model = this.records }
}
@Injectable()
export class Berths {
  constructor(private table: Table<"berth">) {}
  find(key: string) { return this.table.model.berth.findFirst({ where: { key } }) }
}
@Injectable()
export class Gate {
  constructor(private berths: Berths) {}
  async canActivate(context) {
    try { await ⟦this.berths.find(context.switchToHttp().getRequest().headers.authorization)⟧ } catch (error) {
      «throw new UnauthorizedException()»
    }
    return true
  }
}`,
    ],
  },
})
