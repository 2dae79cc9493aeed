"""Harbour in Litestar: `litestar --app app:app run`."""

import os

import jwt
from litestar import Litestar, Request, Response, delete, get
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException, NotAuthorizedException, NotFoundException, PermissionDeniedException
from litestar.handlers.base import BaseRouteHandler

# A KeyError at start-up is better than a key that is None.
SECRET = os.environ["HARBOUR_SECRET"]
BEARER = {"WWW-Authenticate": "Bearer"}

booked_by: dict[int, str | None] = {1: None, 2: "ada", 3: None}
logs = {1: "2,4 m", 2: "2.1 m", 3: "1.9 m"}


def claims_of(connection: ASGIConnection) -> dict:
    scheme, _, token = connection.headers.get("Authorization", "").partition(" ")
    if not token:
        raise NotAuthorizedException("Log in first.", headers=BEARER)
    try:
        return jwt.decode(token, SECRET, algorithms=["HS256"])
    except jwt.ExpiredSignatureError as error:
        raise NotAuthorizedException("The token has expired.", headers=BEARER) from error
    except jwt.InvalidTokenError as error:
        raise PermissionDeniedException("The token is not valid.") from error  # gatelint: expect[unauthenticated-403]


def captains_only(connection: ASGIConnection, handler: BaseRouteHandler) -> None:
    claims_of(connection)


def masters_only(connection: ASGIConnection, handler: BaseRouteHandler) -> None:
    claims = claims_of(connection)
    if claims["role"] != "master":
        raise NotAuthorizedException("Only the harbour master.", headers=BEARER)  # gatelint: expect[scope-check-401]


@get("/berths/{number:int}", guards=[captains_only])
async def show(number: int) -> dict:
    if number not in booked_by:
        raise NotFoundException("There is no such berth.")
    return {"number": number, "free": booked_by[number] is None}


@delete("/berths/{number:int}", guards=[masters_only])
async def close(number: int) -> None:
    if booked_by.pop(number, None) is not None:
        raise HTTPException("The berth is taken.", status_code=409)


@get("/berths/{number:int}/depth", guards=[captains_only])
async def depth(number: int) -> dict:
    try:
        return {"metres": float(logs[number].removesuffix(" m"))}
    except Exception as error:
        raise HTTPException(f"The log could not be read: {error}", status_code=500)  # gatelint: expect[leaky-detail]


@get("/flags", guards=[captains_only])
async def flags() -> dict:
    raise HTTPException(403)  # gatelint: expect[dead-refusal]


def on_http_error(request: Request, error: HTTPException) -> Response:
    return Response({"error": error.detail}, status_code=error.status_code)  # gatelint: expect[handler-drops-headers]


app = Litestar(route_handlers=[show, close, depth, flags], exception_handlers={HTTPException: on_http_error})
