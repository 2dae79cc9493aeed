"""The captains' app: `uvicorn main:app`."""

from time import perf_counter

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware

from app.routers import berths, session


def create_app() -> FastAPI:
    app = FastAPI(title="Harbour")
    app.middleware("http")(timing)
    # Added last, so it runs first: it answers a preflight before anything else sees it.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["https://harbour.example"],
        allow_methods=["*"],
        allow_headers=["Authorization"],
        expose_headers=["WWW-Authenticate"],
    )
    app.include_router(session.router)
    app.include_router(berths.router, prefix="/berths")
    return app


async def timing(request: Request, call_next):
    start = perf_counter()
    response = await call_next(request)
    response.headers["Server-Timing"] = f"app;dur={(perf_counter() - start) * 1000:.1f}"
    return response


app = create_app()
