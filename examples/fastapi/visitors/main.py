"""The visitors' app: `uvicorn visitors.main:app`. What FastAPI accepts in silence, and what then does nothing."""

from typing import Annotated

from fastapi import Depends, FastAPI, Security
from fastapi.middleware.cors import CORSMiddleware

from visitors.security import badge_number, current_visitor, log_in, when_open

app = FastAPI(title="Visitors of the harbour")

app.add_middleware(  # gatelint: expect[cors-credentials-wildcard]
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=True,
    allow_headers=["Authorization"],
)

app.post("/visitors/token")(log_in)


@app.get("/pier", dependencies=[Depends(when_open)])  # gatelint: expect[dependency-called]
def pier():
    return {"open": True}


@app.get("/guestbook")
def guestbook(
    visitor: Annotated[str, Security(current_visitor, scopes=["guestbook"])],  # gatelint: expect[scopes-not-enforced]
):
    return [f"{visitor} was here."]


@app.get("/badge")
def badge(number: Annotated[int, Depends(badge_number)]):
    return {"number": number}
