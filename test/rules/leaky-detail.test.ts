import { expressPrelude } from "../support/express-prelude.ts"
import { fastapiPrelude } from "../support/fastapi-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

ruleTest("leaky-detail", {
  fastapi: {
    prelude: `${fastapiPrelude}
import logging, traceback
logger = logging.getLogger(__name__)
`,
    quiet: [
      `
def a():
    try: work()
    except Exception as e:
        logger.error(str(e))
        raise HTTPException(500, "Something went wrong.") from e`,
      // An encoder that knows nothing of errors fails on one, and no word of it leaves.
      `
def a():
    failed = None
    try: work()
    except Exception as e: failed = e
    if failed: return JSONResponse({"error": "It did not work.", "data": failed or None}, status_code=500)`,
      // Whoever asks for a text by its words knows them.
      `
def a():
    try: work()
    except Exception as e:
        if str(e) == "The harbour is full.": raise HTTPException(409, str(e))
        raise HTTPException(500, "Something went wrong.")`,
      // What is checked is what was sent, and the check words what it refuses.
      `
from urllib.parse import urlparse
class Unsafe(Exception): pass
def assert_safe(address):
    if urlparse(address).scheme != "https": raise Unsafe("Only https is asked.")
def a(address: str):
    try: assert_safe(address)
    except Exception as e: raise HTTPException(400, str(e))`,
      // A helper that is only called while somebody develops.
      `
def shown(e): return JSONResponse({"error": str(e), "trace": traceback.format_exc()}, 500)
@app.middleware("http")
async def guard(request, call_next):
    try: return await call_next(request)
    except LookupError as e:
        if settings.provider.debug.enabled: return shown(e)
        raise
    except Exception as e:
        if settings.provider.debug.enabled: return shown(e)
        return JSONResponse({"error": "Something went wrong."}, 500)`,
      // The project's own error says what the project wrote.
      `
class NotEnough(Exception):
    pass
def a():
    try: work()
    except NotEnough as e: raise HTTPException(409, str(e))`,
      // A validation error tells the client about its own input.
      `
def a(text):
    try: return int(text)
    except ValueError as e: raise HTTPException(400, str(e))`,
      // Whatever the status is, it is the client's own input.
      `
def a(text, status_of):
    try: return int(text)
    except ValueError as e: raise HTTPException(status_of(e), str(e))`,
      // A library that says by the name of its error that what was sent is wrong words it for whoever sent it.
      `
from postal import InvalidAddressError
def a(line):
    try: return postal.split(line)
    except InvalidAddressError as e: raise HTTPException(400, str(e))`,
      // Where the client's own query is wrong is no text.
      `
def a(query):
    try: return parser.parse(query)
    except parser.ParseError as e: return JSONResponse({"line": e.line, "column": e.column}, status_code=400)`,
      // Nor is another server's status, in figures or in words.
      `
def a():
    try: httpx.get(url).raise_for_status()
    except httpx.HTTPStatusError as e: raise HTTPException(502, f"they said {e.response.status_code} {e.response.reason_phrase}")`,
      // So does a reader of what it sent.
      `
import yaml
def a(text):
    try: return yaml.safe_load(text)
    except yaml.YAMLError as e: raise HTTPException(400, f"not YAML: {e}")`,
      // An error that says its own status says its own words.
      `
def a():
    try: work()
    except UpstreamError as e: raise HTTPException(e.status_code, e.detail)`,
      // Seen by nobody but developers.
      `
def a(settings):
    try: work()
    except Exception as e:
        if settings.DEBUG: raise HTTPException(500, str(e))
        raise HTTPException(500, "Something went wrong.")`,
      `
def told(e): return HTTPException(500, str(e))
def a(settings):
    try: work()
    except Exception as e:
        if settings.debug.enabled: raise told(e)
        raise HTTPException(500, "Something went wrong.")`,
      `
def a(settings):
    try: work()
    except Exception as e:
        raise HTTPException(500, str(e) if settings.debug else "Something went wrong.")`,
      `
def a(settings):
    try: work()
    except Exception as e:
        if settings.ENVIRONMENT == "dev": text = str(e)
        else: text = "Something went wrong."
        raise HTTPException(500, text)`,
      // Whoever answers for the error does not show its text.
      `
from starlette.authentication import AuthenticationError
from starlette.middleware.authentication import AuthenticationMiddleware
class Tokens:
    async def authenticate(self, conn):
        try: return load(conn)
        except Exception as e: raise AuthenticationError(str(e))
def refused(conn, exc): return PlainTextResponse("log in", 401, CHALLENGE)
app.add_middleware(AuthenticationMiddleware, backend=Tokens(), on_error=refused)`,
      // Three ways to the same body: the project's own words, a developer's, a plain sentence.
      `
class Own(Exception):
    msg = "own"
@app.exception_handler(500)
async def on_error(request, exc):
    if isinstance(exc, Own): content = {"code": exc.code, "msg": exc.msg}
    else:
        if settings.ENVIRONMENT == "dev": content = {"msg": str(exc)}
        else:
            res = response_base.fail(res=1)
            content = res.model_dump()
    content.update(trace_id=trace_id())
    return JSONResponse(status_code=500, content=content)`,
      `
class Own(Exception):
    pass
def a(settings):
    try: work()
    except Exception as e:
        text = str(e) if isinstance(e, Own) else str(e) if settings.DEBUG else "Something went wrong."
        raise HTTPException(500, text)`,
      `
import json
def a(text):
    try: return json.loads(text)
    except json.JSONDecodeError as e: raise HTTPException(400, f"no JSON: {e}")`,
      // The framework's own error carries what the project told it to say.
      `
def a():
    try: work()
    except HTTPException as e: raise HTTPException(500, e.detail)`,
      `
from fastapi.exceptions import RequestValidationError
@app.exception_handler(RequestValidationError)
async def on_invalid(request, exc):
    return JSONResponse({"errors": exc.errors()}, 422)`,
      // A success is no error.
      `
@app.get("/x")
def x():
    try: work()
    except Exception as e: return JSONResponse({"warning": str(e)}, 200)`,
      // isinstance says which error it is.
      `
class NotEnough(Exception):
    pass
def a():
    try: work()
    except Exception as e:
        if isinstance(e, NotEnough): raise HTTPException(409, str(e))
        raise HTTPException(500, "Something went wrong.")`,
    ],
    others: [
      // The framework's own error says what the project told it.
      `
def on_error(request: Request, exc: Exception):
    code = getattr(exc, "status_code", 500)
    return JSONResponse(status_code=code, content={"detail": exc.detail if isinstance(exc, HTTPException) else "sorry"})
app.add_exception_handler(500, on_error)
app.add_exception_handler(401, on_error)`,
    ],
    loud: [
      // It goes through a model, field by field.
      `
from pydantic import BaseModel
class Problem(BaseModel):
    message: str
    code: int = 1
@app.exception_handler(Exception)
async def failed(request, error):
    problem = Problem(message=f"That did not work: {error}")
    return JSONResponse(status_code=500, content=«problem.model_dump(mode="json")»)`,
      // What has gone wrong with a sender's letter is for them, what has with the server is not.
      `
from postal import InvalidAddressError
def a(line):
    try: return postal.split(line)
    except InvalidAddressError as e: raise HTTPException(500, «str(e)»)`,
      // A credential that a library refuses is not worded for whoever guesses.
      `
from berths import InvalidTicketTokenError
def a(line):
    try: return berths.open(line)
    except InvalidTicketTokenError as e: raise HTTPException(400, «str(e)»)`,
      // Starlette shows the text of this error to the client.
      `
from starlette.authentication import AuthenticationError
async def authenticate(conn):
    try: return load(conn)
    except Exception as e: raise AuthenticationError(«str(e)»)`,
      `
def a():
    try: work()
    except Exception as e: raise HTTPException(500, «str(e)»)`,
      `
def a():
    try: work()
    except Exception as e: raise HTTPException(status_code=400, detail=«f"failed: {e}"»)`,
      `
def a():
    try: work()
    except Exception as e:
        message = "failed: " + repr(e)
        raise HTTPException(500, detail=«{"error": message}»)`,
      `
def a():
    try: work()
    except Exception: return JSONResponse(«{"trace": traceback.format_exc()}», 500)`,
      `
def a(token):
    try: return jwt.decode(token, key_of())
    except jwt.InvalidTokenError as e: raise HTTPException(401, «f"bad token: {e}"», CHALLENGE)`,
      `
def a():
    try: work()
    except ValueError as e: raise HTTPException(500, «str(e)»)`,
      // The whole text of such an error is not for the client.
      `
def a():
    try: work()
    except UpstreamError as e: raise HTTPException(e.status_code, «str(e)»)`,
      // What is read of it besides may be lacking, whatever is checked first.
      `
class Berth:
    @classmethod
    def parse(cls, given):
        if not isinstance(given.get("tags", []), list): raise ValueError("tags must be a list")
        return Berth(given["harbour"], dated(given["from"]))
def a(given):
    try: return Berth.parse(given)
    except Exception as e: raise HTTPException(400, «str(e)»)`,
      // Nor where the status is one of two.
      `
def a():
    try: work()
    except UpstreamError as e: raise HTTPException(e.status_code or 500, «e.message»)`,
      // A helper that catches leaks by itself, whoever calls it and with what.
      `
def fail(path):
    try: return work(path)
    except Exception as e: return JSONResponse(«{"path": path, "error": str(e)}», 500)
@app.get("/a/{path}")
def a(path: str): return fail(path)
@app.get("/b/{path}")
def b(path: str): return fail(path)`,
      // An encoder that is told to write whatever it does not know as text.
      `
from aiohttp import web
async def a(request):
    try: work()
    except Exception as e: return web.json_response(«{"data": e}», status=500, dumps=dumps)`,
      // Its text is data as any other.
      `
def a():
    try: work()
    except Exception as e: return JSONResponse(«{"data": [str(e)]}», status_code=500)`,
      // One of its callers does not ask whether anybody develops.
      `
def shown(): return JSONResponse(«{"trace": traceback.format_exc()}», 500)
@app.middleware("http")
async def guard(request, call_next):
    try: return await call_next(request)
    except LookupError:
        if settings.debug.enabled: return shown()
        raise
    except Exception: return shown()`,
      // The one who gives it the text leaks.
      `
def fail(path, why): return JSONResponse({"path": path, "error": why}, 500)
def a(path):
    try: return work(path)
    except Exception as e: return fail(path, «str(e)»)`,
      // Through a helper.
      `
def fail(why): return HTTPException(500, why)
def a():
    try: work()
    except Exception as e: raise fail(«str(e)»)`,
      `
@app.exception_handler(Exception)
async def on_error(request, exc):
    return JSONResponse(«{"error": str(exc)}», 500)`,
      // It takes the framework's own errors, and any other as well.
      `
def on_error(request: Request, exc: Exception):
    code = getattr(exc, "status_code", 500)
    detail = exc.detail if isinstance(exc, HTTPException) else str(exc)
    return JSONResponse(status_code=code, content=«{"detail": detail}»)
app.add_exception_handler(status.HTTP_500_INTERNAL_SERVER_ERROR, on_error)
app.add_exception_handler(status.HTTP_401_UNAUTHORIZED, on_error)`,
      // A header is read as well.
      `
def a(token):
    try: return jwt.decode(token, key_of())
    except jwt.InvalidTokenError as e:
        raise HTTPException(401, "bad", {"WWW-Authenticate": «f'Bearer error_description="{e}"'»})`,
      // The presented token is repeated.
      `
class Unauthorized(HTTPException):
    def __init__(self, why, **more):
        super().__init__(401, {"error": why, **more}, CHALLENGE)
def verify(token: str):
    try: return jwt.decode(token, key_of())
    except jwt.InvalidTokenError: «raise Unauthorized("bad", token=token)»`,
    ],
  },
  express: {
    prelude: expressPrelude,
    file: "main.js",
    quiet: [
      // It is asked for by its words.
      `
app.post("/berths", async (req, res) => {
  try { await book(req.body) } catch (error) {
    if (error.message === "The harbour is full.") return res.status(409).json({ error: error.message })
    res.status(500).json({ error: "Something went wrong." })
  }
})`,
      // Nothing that is tried has words of anybody else's.
      `
app.get("/config", (req, res) => {
  try { res.json({ minutes: Math.floor(3600 / 60) }) } catch (error) { res.status(500).json({ error: error.message }) }
})`,
      // What is wrong with the body is for whoever sent it.
      `
const contentType = require("content-type")
const rawBody = require("raw-body")
app.post("/notes", async (req, res) => {
  try {
    const type = contentType.parse(req.headers["content-type"])
    if (type.type !== "text/plain") throw new Error("This is no text.")
    req.text = await rawBody(req, { encoding: type.parameters.charset })
  } catch (error) { return res.status(400).send(String(error)) }
  res.json({})
})`,
    ],
    loud: [
      `
app.post("/berths", async (req, res) => {
  try { await book(req.body) } catch (error) {
    if (error.message !== "The harbour is full.") return res.status(409).json(«{ error: error.message }»)
    res.status(500).json({ error: "Something went wrong." })
  }
})`,
      `
const { serializeError } = require("serialize-error")
app.post("/berths", async (req, res) => {
  try { await book(req.body) } catch (error) { res.status(500).json(«{ error: serializeError(error) }») }
})`,
    ],
  },
})
