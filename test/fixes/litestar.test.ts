import { fixTest } from "../support/fix-test.ts"

const prelude = `from litestar import Litestar, Request, Response, get
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException, NotAuthorizedException, PermissionDeniedException
`

fixTest("missing-challenge", {
  prelude,
  cases: [
    {
      code: `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): raise NotAuthorizedException("no")`,
      after: `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): raise NotAuthorizedException("no", headers={"WWW-Authenticate": "Bearer"})`,
    },
  ],
})

fixTest("scope-check-401", {
  prelude,
  cases: [
    {
      code: `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.user.is_admin: raise NotAuthorizedException("admins", headers={"WWW-Authenticate": "Bearer"})`,
      after: `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.user.is_admin: raise PermissionDeniedException("admins")`,
    },
  ],
})

fixTest("unauthenticated-403", {
  prelude,
  cases: [
    {
      code: `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): raise PermissionDeniedException("no")`,
      after: `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): raise NotAuthorizedException("no", headers={"WWW-Authenticate": "Bearer"})`,
    },
  ],
})

fixTest("handler-drops-headers", {
  prelude,
  cases: [
    {
      code: `
def drop(request: Request, exc: HTTPException) -> Response:
    return Response({"e": exc.detail}, status_code=exc.status_code)
app = Litestar(route_handlers=[], exception_handlers={HTTPException: drop})`,
      after: `
def drop(request: Request, exc: HTTPException) -> Response:
    return Response({"e": exc.detail}, status_code=exc.status_code, headers=exc.headers)
app = Litestar(route_handlers=[], exception_handlers={HTTPException: drop})`,
    },
  ],
})

fixTest("dead-refusal", {
  prelude,
  cases: [
    {
      code: `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.user.is_admin: raise HTTPException(403)`,
      after: `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.user.is_admin: raise HTTPException(status_code=403)`,
    },
  ],
})
