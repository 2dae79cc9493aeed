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
      // Wherever it is caught before that.
      `
from fastapi.responses import JSONResponse
class Lost(SoldOut): pass
@app.exception_handler(SoldOut)
def sold_out(request, error): return JSONResponse({"detail": str(error)}, 409)
@app.get("/a")
def a():
    try: return book()
    except Lost as error: raise HTTPException(404, str(error))`,
      // Its one text is its own, whoever raises it.
      `
class Closed(Exception):
    def __init__(self): super().__init__("Please come back in spring.")
@app.get("/a")
def a():
    try: return book()
    except Closed as error: raise HTTPException(409, str(error))`,
      // A status that it hands to what it extends.
      `
class Answered(Exception):
    def __init__(self, name, http_code, text):
        super().__init__(text)
        self.http_code = http_code
class Taken(Answered):
    def __init__(self, text): super().__init__("Taken", 409, text)
@app.get("/a")
def a():
    try: return book()
    except Taken as error: raise HTTPException(409, str(error))`,
      // The class words it, and says only which one it is about.
      `
class Away(Exception):
    def __init__(self, ship, by_whom=None):
        text = f"No ship is called {ship}."
        if by_whom: text += " It has left with the tide."
        super().__init__(text, ship)
@app.get("/a")
def a():
    try: return book()
    except Away as error: raise HTTPException(404, str(error))`,
      // It knows the answer that it is.
      `
class Refused(Exception):
    def to_response(self): return {"error": str(self)}
class Narrow(Refused): pass
@app.get("/a")
def a():
    try: return book()
    except Narrow as error: raise HTTPException(409, str(error))`,
      `
class BadBerth(Exception): pass
@app.get("/a")
def a():
    try: return book()
    except BadBerth as error: raise HTTPException(400, str(error))`,
      // What stands around all routes has been written to answer for it.
      `
from fastapi.responses import JSONResponse
@app.middleware("http")
async def answered(request, call_next):
    try: return await call_next(request)
    except Exception as error:
        if isinstance(error, SoldOut): return JSONResponse({"detail": str(error)}, 409)
        raise`,
      // What is tried checks what was sent and says what is wrong with it.
      `
class HarbourError(Exception): pass
def validate_flags(flags):
    for flag in flags:
        if not flag.isalpha(): raise HarbourError("A flag has letters only.")
def parse_berth(text):
    try: pier, number = text.split("/")
    except Exception: raise HarbourError("A berth is written as pier/number.")
    return pier, number
@app.get("/a")
def a(flags, berth):
    try:
        validate_flags(flags)
        parse_berth(berth)
    except HarbourError as error: raise HTTPException(400, str(error))`,
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
      // Whoever raises it words it.
      `
class Closed(Exception):
    def __init__(self, text="Please come back in spring."): super().__init__(text)
@app.get("/a")
def a():
    try: return book()
    except Closed as error: raise HTTPException(409, «str(error)»)`,
      // Its own words only stand around those of whoever raises it.
      `
class Closed(Exception):
    def __init__(self, reason): super().__init__(f"The harbour is closed: {reason}")
@app.get("/a")
def a():
    try: return book()
    except Closed as error: raise HTTPException(409, «str(error)»)`,
      `
class BadKeeper(Exception): pass
@app.get("/a")
def a():
    try: return book()
    except BadKeeper as error: raise HTTPException(401, «str(error)»)`,
      // A check that asks somebody says what it has found there.
      `
class HarbourError(Exception): pass
def check_pier(name, harbours):
    if not harbours.has(name): raise HarbourError(f"{harbours.project} has no pier {name}.")
@app.get("/a")
def a(pier):
    try: check_pier(pier, harbours)
    except HarbourError as error: raise HTTPException(400, «str(error)»)`,
      // What it says is somebody else's word.
      `
class HarbourError(Exception): pass
def validate_flags(flags):
    try: registry.check(flags)
    except Exception as error: raise HarbourError(error)
@app.get("/a")
def a(flags):
    try: validate_flags(flags)
    except HarbourError as error: raise HTTPException(400, «str(error)»)`,
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
  nestjs: {
    file: "app.ts",
    prelude: `import { CallHandler, ConflictException, Controller, Get, Module, NestInterceptor } from "@nestjs/common"
import { APP_INTERCEPTOR } from "@nestjs/core"
import { catchError } from "rxjs"
import { book } from "./bookings"
export class HarbourError extends Error {}
export class OAuthProblem extends Error {
  static errorCode: string
  get errorCode() { return (this.constructor as typeof OAuthProblem).errorCode }
}
export class Unscoped extends OAuthProblem { static override errorCode = "insufficient_scope" }
`,
    quiet: [
      // An interceptor of all routes has been written to answer for what it tests for.
      `
class Answering implements NestInterceptor {
  intercept(context, next: CallHandler) {
    return next.handle().pipe(catchError((error) => {
      if (error instanceof HarbourError) throw new ConflictException([error.message])
      throw error
    }))
  }
}
@Controller("a")
class A { @Get() a() { return book() } }
@Module({ controllers: [A], providers: [{ provide: APP_INTERCEPTOR, useClass: Answering }] })
export class AppModule {}`,
      // A code that each class has and no object sets.
      `
@Controller("a")
class A {
  @Get() a() {
    try { return book() } catch (error) {
      if (error instanceof Unscoped) throw new ConflictException(error.message)
      throw error
    }
  }
}`,
    ],
    loud: [
      `
@Controller("a")
class A {
  @Get() a() {
    try { return book() } catch (error) {
      if (error instanceof HarbourError) throw new ConflictException(«error.message»)
      throw error
    }
  }
}`,
    ],
  },
})
