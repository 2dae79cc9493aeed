"""The pilots' app: `uvicorn pilots.main:app`. Where a check of credentials holds, and where it only seems to."""

from typing import Annotated

from fastapi import Depends, FastAPI

from pilots.security import badge_claims, current_pilot, harbour_master, issue_pass, log_in, pass_holder

app = FastAPI(title="Pilots of the harbour")


app.post("/pilots/session")(log_in)


@app.get("/pilots/me")
def me(pilot: Annotated[dict, Depends(current_pilot)]):
    return pilot


@app.get("/pilots/badge")
def badge(claims: Annotated[dict | None, Depends(badge_claims)]):
    return {"number": claims["number"]}  # gatelint: expect[swallowed-auth-error]


@app.post("/pilots/passes")
def new_pass(pilot: Annotated[dict, Depends(current_pilot)]):
    return {"pass": issue_pass(pilot["name"])}


@app.get("/pilots/tower")
def tower(holder: Annotated[str, Depends(pass_holder)]):
    return {"holder": holder}


@app.delete("/pilots/passes")
def close_tower(master: Annotated[str, Depends(harbour_master)]):
    return {"closed_by": master}


# For the demo on the harbour's open day.
app.dependency_overrides[harbour_master] = lambda: "ada"  # gatelint: expect[dependency-override-in-app]
