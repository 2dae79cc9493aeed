import { fastapiPrelude } from "../support/fastapi-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

ruleTest("handler-drops-headers", {
  fastapi: {
    prelude: `${fastapiPrelude}
from fastapi.exception_handlers import http_exception_handler
from starlette.exceptions import HTTPException as StarletteHTTPException
`,
    quiet: [
      `
@app.exception_handler(StarletteHTTPException)
async def on_http(request, exc):
    return JSONResponse({"e": exc.detail}, exc.status_code, exc.headers)`,
      `
@app.exception_handler(StarletteHTTPException)
async def on_http(request, exc):
    return await http_exception_handler(request, exc)`,
      `
@app.exception_handler(StarletteHTTPException)
async def on_http(request, exc):
    r = JSONResponse({"e": 1}, status_code=exc.status_code)
    r.headers.update(exc.headers or {})
    return r`,
      `
def envelope(status, detail, headers=None): return JSONResponse({"e": detail}, status_code=status, headers=headers)
@app.exception_handler(StarletteHTTPException)
async def on_http(request, exc):
    return envelope(exc.status_code, exc.detail, headers=getattr(exc, "headers", None))`,
      // It puts a challenge on every 401 itself.
      `
@app.exception_handler(StarletteHTTPException)
async def on_http(request, exc):
    h = {"WWW-Authenticate": "Bearer"} if exc.status_code == 401 else None
    return JSONResponse({"e": exc.detail}, exc.status_code, h)`,
      // Only errors that nothing else takes come here.
      `
@app.exception_handler(Exception)
async def on_error(request, exc):
    return JSONResponse({"e": "sorry"}, 500)`,
      // No 401 leaves.
      `
from fastapi.responses import RedirectResponse
@app.exception_handler(401)
async def to_login(request, exc):
    return RedirectResponse("/login")`,
      // The page to log in is no 401.
      `
from fastapi.responses import RedirectResponse
@app.exception_handler(401)
async def login(request, exc): return RedirectResponse("/login")`,
    ],
    loud: [
      `
@app.exception_handler(StarletteHTTPException)
async def ‹on_http›(request, exc):
    return «JSONResponse({"error": exc.detail}, status_code=exc.status_code)»`,
      `
async def ‹on_http›(request, exc):
    return «JSONResponse({"error": exc.detail}, status_code=exc.status_code)»
app.add_exception_handler(HTTPException, on_http)`,
      `
async def ‹on_http›(request, exc):
    return «JSONResponse({"error": exc.detail}, status_code=exc.status_code)»
api = FastAPI(exception_handlers={StarletteHTTPException: on_http})`,
      // Registered by the name of the status, and careful about what it gets.
      `
def ‹on_http›(request: Request, exc: Exception):
    code = getattr(exc, "status_code", 500)
    detail = exc.detail if isinstance(exc, HTTPException) else "sorry"
    return «JSONResponse(status_code=code, content={"detail": detail})»
app.add_exception_handler(status.HTTP_401_UNAUTHORIZED, on_http)
app.add_exception_handler(status.HTTP_500_INTERNAL_SERVER_ERROR, on_http)`,
      // Every 401 that it answers is a site of its.
      `
@app.exception_handler(401)
async def on_401(request, exc): return «JSONResponse({"e": exc.detail}, status_code=401)»
@app.get("/a")
async def a(request: Request):
    if "x-key" not in request.headers: ‹raise HTTPException(401)›
@app.get("/b")
async def b(request: Request):
    if "x-key" not in request.headers: ‹raise HTTPException(401, headers={"WWW-Authenticate": "APIKey"})›`,
      // One of its two branches.
      `
@app.exception_handler(StarletteHTTPException)
async def ‹half›(request, exc):
    if isinstance(exc.detail, dict): return JSONResponse(exc.detail, exc.status_code, headers=exc.headers)
    return «JSONResponse({"e": exc.detail}, exc.status_code)»`,
      `
── handlers.py
async def ‹on_http›(request, exc):
    return «PlainTextResponse(exc.detail, status_code=exc.status_code)»
def register(app):
    app.add_exception_handler(StarletteHTTPException, on_http)
── main.py
from handlers import register
register(app)`,
    ],
  },
})
