from datetime import datetime
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer, OAuth2PasswordBearer, OAuth2PasswordRequestForm

from app.errors import Unauthorized
from app.settings import ALGORITHM, SECRET

oauth2 = OAuth2PasswordBearer(tokenUrl="login")  # gatelint: expect[token-url-mismatch]
badges = HTTPBearer(auto_error=False)


def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
    return {"access_token": jwt.encode({"sub": form.username}, SECRET, algorithm=ALGORITHM), "token_type": "bearer"}


def current_visitor(token: Annotated[str, Depends(oauth2)]) -> str:
    try:
        return jwt.decode(token, SECRET, algorithms=[ALGORITHM])["sub"]
    except jwt.InvalidTokenError as error:
        raise Unauthorized("The token is not valid.") from error


def when_open(opens: int = 0, closes: int = 0):
    def check():
        if not opens <= datetime.now().hour < closes:
            raise HTTPException(403, detail="The pier is closed.")

    return check


def badge_number(given: Annotated[HTTPAuthorizationCredentials | None, Depends(badges)]) -> int:
    return int(given.credentials)  # gatelint: expect[optional-credentials-unchecked]
