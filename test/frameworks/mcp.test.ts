import { ruleTest } from "../support/rule-test.ts"

const prelude = `from mcp.server.fastmcp import FastMCP
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse
from starlette.routing import Mount
mcp = FastMCP("harbour")
`

const gate = (headers: string, mark = (answer: string) => answer) => `
class Gate(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"):
            return ${mark(`JSONResponse({"e": 1}, 401${headers})`)}
        return await call_next(request)`

const marked = (answer: string) => `«${answer}»`

ruleTest("missing-challenge", {
  mcp: {
    prelude,
    quiet: [
      `${gate(`, {"WWW-Authenticate": 'Bearer resource_metadata="https://a.example/.well-known/oauth-protected-resource"'}`)}
app = mcp.streamable_http_app()
app.add_middleware(Gate)`,
      // What a tool raises becomes a message of the protocol.
      `
@mcp.tool()
def book(number: int):
    if not number: raise HTTPException(401, "no")`,
      // The SDK's own authentication answers right by itself.
      `
server = FastMCP("harbour", auth=settings, token_verifier=verifier)
app = server.streamable_http_app()`,
      // The scope of ASGI is no right.
      `
class Guard:
    async def __call__(self, scope, receive, send):
        user = scope.get("user")
        if not isinstance(user, Known):
            answer = JSONResponse({"e": 1}, 401, {"WWW-Authenticate": "Bearer"})
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)`,
    ],
    loud: [
      // An OAuth token endpoint owes one as everybody does, whatever RFC 6749 §5.2 asks for besides.
      `
async def token(request):
    try: client = await authenticate_client(request)
    except AuthenticationError as e: return «JSONResponse({"error": "invalid_client"}, 401)»
    return JSONResponse({})`,
      `${gate("", marked)}
app = mcp.streamable_http_app()
app.add_middleware(Gate)`,
      `${gate("", marked)}
app = Starlette(routes=[Mount("/", app=mcp.streamable_http_app())], middleware=[Middleware(Gate)])`,
      `
from fastmcp import FastMCP as Server
${gate("", marked)}
server = Server("harbour")
app = server.http_app(middleware=[Middleware(Gate)])`,
      // A route of its own stands outside of the SDK's authentication.
      `
@mcp.custom_route("/health", methods=["GET"])
async def health(request):
    if not request.headers.get("X-Key"): return «JSONResponse({"e": 1}, 401)»
    return JSONResponse({})`,
    ],
  },
})

ruleTest("auth-on-options", {
  mcp: {
    prelude: `${prelude}from starlette.middleware.cors import CORSMiddleware\n`,
    quiet: [
      `${gate(`, {"WWW-Authenticate": "Bearer"}`)}
app = mcp.streamable_http_app()
app.add_middleware(Gate)
app.add_middleware(CORSMiddleware, allow_origins=["*"])`,
    ],
    loud: [
      `${gate(`, {"WWW-Authenticate": "Bearer"}`)}
app = mcp.streamable_http_app()
app.add_middleware(CORSMiddleware, allow_origins=["*"])
«app.add_middleware(Gate)»`,
    ],
  },
})
