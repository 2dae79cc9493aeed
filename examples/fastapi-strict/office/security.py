import os
from dataclasses import dataclass
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm, SecurityScopes

bearer = OAuth2PasswordBearer(tokenUrl="token", scopes={"ledger:close": "Close the ledger"})
secret = os.environ["HARBOUR_SECRET"]


@dataclass(frozen=True)
class Clerk:
    name: str
    scopes: tuple[str, ...]


def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
    claims = {"sub": form.username, "scopes": form.scopes}
    return {"access_token": jwt.encode(claims, secret, algorithm="HS256"), "token_type": "bearer"}


def current_clerk(required: SecurityScopes, token: Annotated[str, Depends(bearer)]) -> Clerk:
    try:
        claims = jwt.decode(token, secret, algorithms=["HS256"])
    except jwt.InvalidTokenError as error:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"}) from error  # gatelint: expect[terse-challenge]
    clerk = Clerk(claims["sub"], tuple(claims["scopes"]))
    if not set(required.scopes) <= set(clerk.scopes):
        raise HTTPException(403, detail=f"You need {required.scope_str}.")
    return clerk


CurrentClerk = Annotated[Clerk, Depends(current_clerk)]
