import { ruleTest } from "../support/rule-test.ts"

const prelude = `
from fastapi import FastAPI, HTTPException
app = FastAPI()
class SoldOut(Exception): pass
`

ruleTest("domain-detail", {
  fastapi: {
    prelude,
    quiet: [
      `
@app.get("/a")
def a():
    try: return book()
    except SoldOut: raise HTTPException(409, "Sold out.")`,
      // What kind of error it is, is no text of it.
      `
@app.get("/a")
def a():
    try: return book()
    except SoldOut as error: raise HTTPException(409, type(error).__name__)`,
    ],
    others: [
      // Anybody's error may be in there: that is more than a domain's.
      `
@app.get("/a")
def a():
    try: return book()
    except Exception as error: raise HTTPException(400, str(error))`,
    ],
    loud: [
      `
@app.get("/a")
def a():
    try: return book()
    except SoldOut as error: raise HTTPException(409, «str(error)»)`,
      `
@app.get("/a")
def a():
    try: return book()
    except SoldOut as error: raise HTTPException(409, detail=«f"cannot book: {error}"»)`,
    ],
  },
})
