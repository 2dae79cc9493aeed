import os
from typing import Annotated

import httpx
import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.errors import Unauthorized
from app.settings import ALGORITHM, SECRET

bearer = HTTPBearer()
registry = "https://registry.harbour.example/pilots"
pass_key = os.environ["HARBOUR_PASS_KEY"]

Given = Annotated[HTTPAuthorizationCredentials, Depends(bearer)]


def current_pilot(given: Given) -> dict:
    try:
        claims = jwt.decode(given.credentials, SECRET, algorithms=[ALGORITHM])
        return httpx.get(f"{registry}/{claims['sub']}").json()
    except Exception as error:
        raise Unauthorized("The token is not valid.") from error  # gatelint: expect[catch-all-401]


def badge_claims(given: Given) -> dict | None:
    try:
        return jwt.decode(given.credentials, SECRET, algorithms=[ALGORITHM])
    except jwt.InvalidTokenError:
        return None


def issue_pass(name: str) -> str:
    return jwt.encode({"sub": name}, pass_key, algorithm="HS512")


def pass_holder(given: Given) -> str:
    try:
        return jwt.decode(given.credentials, pass_key, algorithms=["HS256"])["sub"]  # gatelint: expect[token-key-mismatch]
    except jwt.InvalidTokenError as error:
        raise Unauthorized("The pass is not valid.") from error


def harbour_master(given: Given) -> str:
    if given.credentials != SECRET:
        raise HTTPException(401, detail="No master.", headers={"WWW-Authenticate": "Bearer"})
    return "master"
