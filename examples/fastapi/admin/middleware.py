import os
from secrets import compare_digest

from fastapi import Request
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware

OFFICE_KEY = os.environ["OFFICE_KEY"].encode()


class OfficeKeyMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next):
        key = request.headers.get("X-Office-Key", "")
        if not compare_digest(key.encode(), OFFICE_KEY):
            return JSONResponse({"error": "An office key is needed."}, 401, {"WWW-Authenticate": "APIKey"})
        return await call_next(request)
