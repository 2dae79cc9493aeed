from typing import Annotated

import httpx
import jwt
from fastapi import Depends
from fastapi.security import HTTPBearer

from app.errors import Unauthorized
from app.settings import ALGORITHM, SECRET

bearer = HTTPBearer()
registry = "https://registry.harbour.example/pilots"


def current_pilot(given: Annotated[str, Depends(bearer)]) -> dict:
    try:
        claims = jwt.decode(given.credentials, SECRET, algorithms=[ALGORITHM])
        return httpx.get(f"{registry}/{claims['sub']}").json()
    except Exception as error:
        raise Unauthorized("The token is not valid.") from error  # gatelint: expect[catch-all-401]
