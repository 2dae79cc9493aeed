import { fastapiPrelude } from "../support/fastapi-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

const gate = `
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.applications import Starlette
async def auth(request, call_next):
    if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
    return await call_next(request)
class Auth(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
        return await call_next(request)
class RawAuth:
    def __init__(self, app): self.app = app
    async def __call__(self, scope, receive, send):
        request = Request(scope)
        if not request.headers.get("authorization"):
            await JSONResponse({}, 401, CHALLENGE)(scope, receive, send)
            return
        await self.app(scope, receive, send)
`

ruleTest("auth-on-options", {
  fastapi: {
    prelude: fastapiPrelude + gate,
    quiet: [
      `
app.add_middleware(Auth)
app.add_middleware(CORSMiddleware, allow_origins=["https://ui.example"])`,
      `api = FastAPI(middleware=[Middleware(CORSMiddleware), Middleware(Auth)])`,
      // Dependencies do not run for a preflight that CORS answers.
      `
def need(token: Annotated[str, Depends(bearer)]): return token
api = FastAPI(dependencies=[Depends(need)])
api.add_middleware(CORSMiddleware)`,
      // No CORS in the code: a gateway may answer, or nobody calls across origins.
      `app.add_middleware(Auth)`,
      // An early pass.
      `
app.add_middleware(CORSMiddleware)
@app.middleware("http")
async def pass_options(request, call_next):
    if request.method == "OPTIONS": return await call_next(request)
    if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
    return await call_next(request)`,
      // It only says who asks, it refuses nobody.
      `
app.add_middleware(CORSMiddleware)
@app.middleware("http")
async def whoami(request, call_next):
    request.state.user = maybe_user(request)
    return await call_next(request)`,
      // Whoever brings no credential is handed on.
      `
app.add_middleware(CORSMiddleware)
@app.middleware("http")
async def check_token(request, call_next):
    token = request.headers.get("Authorization")
    if token and not is_known(token): return JSONResponse({}, 401, CHALLENGE)
    return await call_next(request)`,
      `
app.add_middleware(CORSMiddleware)
@app.middleware("http")
async def check_token(request, call_next):
    token = request.headers.get("Authorization")
    if not token: return await call_next(request)
    if not compare_digest(token, settings.TOKEN): return JSONResponse({}, 401, CHALLENGE)
    return await call_next(request)`,
      // CORS answers before the route that takes OPTIONS.
      `
def need(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE)
app.add_middleware(CORSMiddleware)
@app.options("/x", dependencies=[Depends(need)])
def x(): return 1`,
      // The parent's CORS is outside of the child's gate.
      `
app.add_middleware(CORSMiddleware)
app.mount("/admin", Starlette(middleware=[Middleware(Auth)]))`,
      `
app.add_middleware(Auth)
app = CORSMiddleware(app, allow_origins=["*"])`,
    ],
    others: [
      // What a backend returns refuses nobody: it fails, and that is another rule's.
      `
from starlette.middleware.authentication import AuthenticationMiddleware
class Tokens:
    async def authenticate(self, conn):
        if not conn.headers.get("Authorization"): return PlainTextResponse("no", 401, CHALLENGE)
app.add_middleware(CORSMiddleware)
app.add_middleware(AuthenticationMiddleware, backend=Tokens())`,
    ],
    loud: [
      // A backend that raises where nobody is there: Starlette answers 400.
      `
from starlette.authentication import AuthenticationError
from starlette.middleware.authentication import AuthenticationMiddleware
class Tokens:
    async def authenticate(self, conn):
        if not conn.headers.get("Authorization"): raise AuthenticationError("no token")
app.add_middleware(CORSMiddleware)
«app.add_middleware(AuthenticationMiddleware, backend=Tokens())»`,
      `
def need(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE)
@«app.api_route("/x", methods=["GET", "OPTIONS"], dependencies=[Depends(need)])»
def x(): return 1`,
      `
app.add_middleware(CORSMiddleware)
«app.add_middleware(Auth)»`,
      `
app.add_middleware(CORSMiddleware)
«app.add_middleware(BaseHTTPMiddleware, dispatch=auth)»`,
      `
app.add_middleware(CORSMiddleware)
«app.add_middleware(RawAuth)»`,
      `
app.add_middleware(CORSMiddleware)
@«app.middleware("http")»
async def check(request, call_next):
    if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
    return await call_next(request)`,
      `api = FastAPI(middleware=[«Middleware(Auth)», Middleware(CORSMiddleware)])`,
      `
api = FastAPI(middleware=[Middleware(CORSMiddleware)])
«api.add_middleware(Auth)»`,
      // Public paths are not the preflight's.
      `
PUBLIC = ["/login"]
app.add_middleware(CORSMiddleware)
@«app.middleware("http")»
async def check(request, call_next):
    if request.url.path in PUBLIC: return await call_next(request)
    if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
    return await call_next(request)`,
      // Order of calls, not of files.
      `
── cors.py
def configure_cors(app):
    app.add_middleware(CORSMiddleware, allow_origins=["*"])
── main.py
from cors import configure_cors
def create_app():
    app = FastAPI()
    configure_cors(app)
    «app.add_middleware(Auth)»
    return app`,
    ],
  },
})
