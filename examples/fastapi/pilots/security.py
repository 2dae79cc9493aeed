import os
import secrets
from hashlib import sha256
from typing import Annotated

import httpx
import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.errors import Unauthorized
from app.settings import ALGORITHM, SECRET

bearer = HTTPBearer()
users = [{"name": "ada", "password": sha256(b"ahoy").hexdigest()}]
registry = "https://registry.harbour.example/pilots"
pass_key = os.environ["HARBOUR_PASS_KEY"]
master_token = os.environ["HARBOUR_MASTER_TOKEN"]
guest_key = os.getenv("HARBOUR_GUEST_KEY", "ahoy")  # gatelint: expect[unset-secret]

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


def issue_guest_pass(name: str) -> str:
    return jwt.encode({"sub": name}, guest_key, algorithm=ALGORITHM)


def log_in(name: str, password: str) -> dict:
    user = find_user(name)
    if user is None:
        raise Unauthorized("There is no such pilot.")  # gatelint: expect[account-enumeration]
    if not secrets.compare_digest(sha256(password.encode()).hexdigest(), user["password"]):
        raise Unauthorized("The password is wrong.")
    return {"guest_pass": issue_guest_pass(name)}


def find_user(name: str) -> dict | None:
    return next((user for user in users if user["name"] == name), None)


def harbour_master(given: Given) -> str:
    if given.credentials != master_token:  # gatelint: expect[timing-unsafe-compare]
        raise HTTPException(401, detail="No master.", headers={"WWW-Authenticate": "Bearer"})
    return "master"
