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
      // It is made to be answered: it knows its own status, or a code by which clients tell it.
      `
class Refused(Exception):
    status_code = 409
@app.get("/a")
def a():
    try: return book()
    except Refused as error: raise HTTPException(409, str(error))`,
      `
class Refused(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code
@app.get("/a")
def a():
    try: return book()
    except Refused as error: raise HTTPException(409, str(error))`,
      // A code is no text.
      `
class Torn(Exception):
    def __init__(self, number): self.error_code = f"TORN-{number}"
@app.get("/a")
def a():
    try: return book()
    except Torn as error: raise HTTPException(409, {"reason": error.error_code})`,
      // It is worded once, where it is defined.
      `
class Refused(Exception):
    message = "The harbour is full."
    def __str__(self): return self.message
@app.get("/a")
def a():
    try: return book()
    except Refused as error: raise HTTPException(409, str(error))`,
      // It is an answer itself.
      `
class Gone(HTTPException): pass
class Sunk(Gone): pass
@app.get("/a")
def a():
    try: return book()
    except Sunk as error: raise HTTPException(409, error.detail)`,
      // What is wrong with what was sent is for who sent it.
      `
class BadBerth(ValueError): pass
@app.get("/a")
def a():
    try: return book()
    except BadBerth as error: raise HTTPException(400, str(error))`,
      `
class InvalidBerth(Exception): pass
@app.get("/a")
def a():
    try: return book()
    except InvalidBerth as error: raise HTTPException(400, str(error))`,
      `
class BerthValidationError(Exception): pass
class Narrow(BerthValidationError): pass
@app.get("/a")
def a():
    try: return book()
    except Narrow as error: raise HTTPException(422, str(error))`,
      // One of its texts is for the client, and says so.
      `
class Full(Exception):
    def __init__(self, user_message): self.user_message = user_message
@app.get("/a")
def a():
    try: return book()
    except Full as error: raise HTTPException(409, error.user_message)`,
      // The project has said how it is answered.
      `
from fastapi.responses import JSONResponse
@app.exception_handler(SoldOut)
def sold_out(request, error): return JSONResponse({"detail": str(error)}, 409)`,
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
      // Who is refused for who they are has sent nothing wrong.
      `
class InvalidKeeper(Exception): pass
@app.get("/a")
def a():
    try: return book()
    except InvalidKeeper as error: raise HTTPException(403, «str(error)»)`,
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
