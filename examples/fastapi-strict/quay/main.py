"""The quay's board: `uvicorn quay.main:app`. Nobody logs in here."""

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI(title="Board of the quay")
callers: dict[str, int] = {}

app.add_middleware(  # gatelint: expect[cors-order]
    CORSMiddleware,
    allow_origins=["https://harbour.example"],
    expose_headers=["WWW-Authenticate"],
)


@app.middleware("http")
async def limit(request: Request, call_next):
    name = request.client.host if request.client else ""
    callers[name] = callers.get(name, 0) + 1
    if callers[name] > 1000:
        return JSONResponse({"detail": "Slow down."}, status_code=429)
    return await call_next(request)


@app.get("/arrivals")
def arrivals():
    return []
