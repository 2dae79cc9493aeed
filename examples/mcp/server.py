"""Harbour as an MCP server: `uvicorn server:app`."""

import os
from hmac import compare_digest

from mcp.server.fastmcp import FastMCP
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse

# A KeyError at start-up is better than a key that is None.
ACCESS_TOKEN = os.environ["HARBOUR_TOKEN"]
METADATA = "https://harbour.example/.well-known/oauth-protected-resource"
EXPIRED = {"WWW-Authenticate": f'Bearer error="invalid_token", resource_metadata="{METADATA}"'}

mcp = FastMCP("harbour")
free = {1, 3}


@mcp.tool()
def free_berths() -> list[int]:
    """The numbers of the berths that nobody has booked."""
    return sorted(free)


@mcp.tool()
def book(number: int) -> str:
    """Books a berth."""
    if number not in free:
        raise ValueError("The berth is taken.")
    free.remove(number)
    return f"Berth {number} is yours."


class TokenMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next):
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if not token:
            return JSONResponse({"error": "Log in first."}, 401)  # gatelint: expect[missing-challenge]
        if scheme.lower() != "bearer":
            return JSONResponse({"error": "A bearer token, please."}, 403)  # gatelint: expect[unauthenticated-403]
        if not compare_digest(token, ACCESS_TOKEN):
            return JSONResponse({"error": "The token is not valid."}, 401, EXPIRED)
        return await call_next(request)


app = mcp.streamable_http_app()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://harbour.example"],
    allow_methods=["GET", "POST", "DELETE"],
    allow_headers=["*"],
    expose_headers=["*"],
)
app.add_middleware(TokenMiddleware)  # gatelint: expect[auth-on-options]
