from fastapi import APIRouter, HTTPException
from pydantic import BaseModel

from app.security import CurrentCaptain, issue_token
from app.store import find_captain

router = APIRouter(tags=["session"])


class Login(BaseModel):
    name: str
    password: str


@router.post("/token")
def log_in(login: Login):
    captain = find_captain(login.name, login.password)
    if captain is None:
        return HTTPException(401, detail="Wrong name or password.")  # gatelint: expect[dead-refusal]
    return {"access_token": issue_token(captain), "token_type": "bearer"}


@router.get("/me")
def me(captain: CurrentCaptain):
    return {"name": captain.name, "scopes": sorted(captain.scopes)}
