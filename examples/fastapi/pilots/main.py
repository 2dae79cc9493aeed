"""The pilots' app: `uvicorn pilots.main:app`. Where a check of credentials holds, and where it only seems to."""

from typing import Annotated

from fastapi import Depends, FastAPI

from pilots.security import current_pilot

app = FastAPI(title="Pilots of the harbour")


@app.get("/pilots/me")
def me(pilot: Annotated[dict, Depends(current_pilot)]):
    return pilot
