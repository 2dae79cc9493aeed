import { expect, it } from "vitest"
import { printModule } from "../../support/print-ir.ts"
import { python, read } from "./front-end.ts"

const SOURCE = `"""Accounts: who is calling, and what they may do."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Annotated

import jwt
from fastapi import APIRouter, Depends, HTTPException, Security, status
from fastapi.security import OAuth2PasswordBearer, SecurityScopes

from . import crud
from .config import settings

if TYPE_CHECKING:
    from .models import User

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/accounts", tags=["accounts"])
oauth2 = OAuth2PasswordBearer(tokenUrl="/token", scopes={"read": "Read.", "write": "Write."})

CHALLENGE = {"WWW-Authenticate": "Bearer"}
Token = Annotated[str, Depends(oauth2)]


class Denied(HTTPException):
    def __init__(self, scopes: SecurityScopes, detail: str = "Not enough permissions", **options: object) -> None:
        value = f'Bearer scope="{scopes.scope_str}"' if scopes.scopes else "Bearer"
        super().__init__(status.HTTP_403_FORBIDDEN, detail, headers={**CHALLENGE, "WWW-Authenticate": value})
        self.options = options

    @property
    def loud(self) -> bool:
        return any(scope in ("admin", "write") for scope in self.options.get("scopes", []) if scope)


async def current_user(scopes: SecurityScopes, token: Token, *, leeway: float = 1_0.5) -> User:
    try:
        payload = jwt.decode(token, settings.SECRET, algorithms=["HS256"], leeway=leeway)
    except (jwt.ExpiredSignatureError, jwt.InvalidSignatureError) as error:
        logger.info("refused: %s", error)
        raise HTTPException(401, "Token refused", headers=CHALLENGE) from error
    except jwt.PyJWTError:
        raise
    else:
        held = set(payload.get("scope", "").split())
    if not (subject := payload.get("sub")) or (user := await crud.find(subject)) is None:
        raise HTTPException(
            status_code=status.HTTP_401_UNAUTHORIZED,  # nobody we know
            headers=CHALLENGE | {"Cache-Control": "no-store"},
        )
    missing, *_ = [scope for scope in scopes.scopes if scope not in held] or [None]
    if missing is not None and 0 < len(held) <= 20:
        raise Denied(scopes)
    return user


@router.get("/{account_id}", responses={403: {"description": "Somebody else's."}})
@router.head("/{account_id}")
async def show(account_id: int, user: User = Security(current_user, scopes=["read"])):
    match await crud.state(account_id):
        case "gone" | "moved":
            raise HTTPException(410)
        case {"owner": owner} if owner != user.id:
            raise HTTPException(403)
        case state:
            pass
    async with crud.session() as session, session.begin():
        rows = {row.id: row for row in await session.all() if row.id % 2 == 0}
        while rows:
            del rows[account_id]
            break
    for key, (first, *rest) in rows.items():
        logger.debug(f"{key!r:>{10}}: {first:,}" "\\n", *rest, extra={"tail": rest[-1:]})
    return rows, state
`

it("reads a file as people write them", () => {
  const module = read(SOURCE)
  const printed = printModule(module)
  expect(module.chunks.filter((chunk) => chunk.broken)).toEqual([])
  expect(printed).not.toContain("unknown")
  expect(module.chunks).toHaveLength(18)
  expect(module.comments.map((comment) => comment.text)).toEqual([" nobody we know"])
  expect(printed).toContain('(raise (call HTTPException 401 "Token refused" headers=CHALLENGE) from error)')
  expect(printed).toContain('(template "Bearer scope=\\"" (. scopes scope_str) "\\"")')
  expect(printed).toContain("(and (not-same missing null) (and (< 0 (call len held)) (<= (call len held) 20)))")
})

it("outlines it the same way as it reads it", () => {
  const { imports, names } = python.outline(SOURCE)
  const bound = read(SOURCE).chunks.flatMap(({ body }) =>
    body.flatMap((statement) => {
      if (statement.kind === "function" || statement.kind === "class") return [statement.name]
      if (statement.kind === "assign")
        return statement.targets.map((target) => (target.kind === "name" ? target.name : ""))
      return []
    }),
  )
  expect(names).toEqual(bound)
  expect(imports).toEqual([
    "__future__",
    "logging",
    "typing",
    "jwt",
    "fastapi",
    "fastapi.security",
    ".",
    ".config",
    ".models",
  ])
})
