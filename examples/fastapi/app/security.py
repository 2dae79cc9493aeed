from datetime import datetime, timedelta, timezone
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.errors import Unauthorized
from app.settings import ALGORITHM, SECRET
from app.store import Captain, captains

bearer = HTTPBearer(auto_error=False)


def issue_token(captain: Captain) -> str:
    expires = datetime.now(timezone.utc) + timedelta(hours=1)
    return jwt.encode({"sub": captain.name, "exp": expires}, SECRET, algorithm=ALGORITHM)


def current_captain(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> Captain:
    if credentials is None:
        raise HTTPException(401, detail="Log in first.")  # gatelint: expect[missing-challenge]
    try:
        claims = jwt.decode(credentials.credentials, SECRET, algorithms=[ALGORITHM], options={"require": ["sub", "exp"]})
    except jwt.ExpiredSignatureError as error:
        challenge = {"WWW-Authenticate": 'Bearer error="token_expired"'}  # gatelint: expect[invalid-challenge]
        raise HTTPException(401, detail="The token has expired.", headers=challenge) from error
    except jwt.InvalidTokenError as error:
        raise HTTPException(403, detail="The token is not valid.") from error  # gatelint: expect[unauthenticated-403]
    captain = captains.get(claims["sub"])
    if captain is None:
        raise Unauthorized("The account of this token is gone.")
    return captain


CurrentCaptain = Annotated[Captain, Depends(current_captain)]


def require_scope(scope: str):
    def check(captain: CurrentCaptain) -> Captain:
        if scope not in captain.scopes:
            raise HTTPException(  # gatelint: expect[scope-check-401]
                status_code=status.HTTP_401_UNAUTHORIZED,
                detail="Not enough permissions.",
                headers={"WWW-Authenticate": f'Bearer scope="{scope}"'},
            )
        return captain

    return check
