from dataclasses import dataclass
from secrets import compare_digest
from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from app.store import NOBODY, digest

REALM = "harbour office"
CHALLENGE = {"WWW-Authenticate": f'Basic realm="{REALM}"'}

basic = HTTPBasic(realm=REALM)


@dataclass
class Officer:
    name: str
    password: bytes
    role: str


officers = {
    "grace": Officer("grace", digest("foghorn"), "master"),
    "tom": Officer("tom", digest("bollard"), "clerk"),
}


def current_officer(credentials: Annotated[HTTPBasicCredentials, Depends(basic)]) -> Officer:
    officer = officers.get(credentials.username)
    expected = officer.password if officer else NOBODY
    if not compare_digest(expected, digest(credentials.password)) or officer is None:
        raise HTTPException(401, detail="Wrong name or password.", headers=CHALLENGE)
    return officer


CurrentOfficer = Annotated[Officer, Depends(current_officer)]


def harbour_master_only(officer: CurrentOfficer):
    if officer.role != "master":
        return JSONResponse({"error": "Only the harbour master may do this."}, 403)  # gatelint: expect[dead-refusal]
