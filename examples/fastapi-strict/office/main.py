"""The harbour office: `uvicorn office.main:app`."""

from typing import Annotated

from fastapi import FastAPI, HTTPException, Security
from fastapi.middleware.cors import CORSMiddleware

from office.ledger import Closed, entries, write
from office.security import Clerk, CurrentClerk, current_clerk, log_in

app = FastAPI(title="Office of the harbour")

app.add_middleware(  # gatelint: expect[challenge-not-exposed]
    CORSMiddleware,
    allow_origins=["https://office.harbour.example"],
    allow_headers=["Authorization"],
)

app.post("/token")(log_in)


@app.get("/ledger", responses={401: {"description": "Log in first."}})
def show_ledger(clerk: CurrentClerk):
    return entries


@app.post("/ledger", responses={401: {"description": "Log in first."}})
def write_ledger(line: str, clerk: CurrentClerk):
    try:
        write(line, clerk.name)
    except Closed as error:
        raise HTTPException(409, detail=str(error)) from error  # gatelint: expect[domain-detail]


@app.delete("/ledger")  # gatelint: expect[undocumented-refusal]
def clear_ledger(
    clerk: Annotated[Clerk, Security(current_clerk, scopes=["ledger:clear"])],  # gatelint: expect[undeclared-scope]
):
    entries.clear()


@app.put("/ledger", responses={403: {"description": "For the harbour master."}})
def close_ledger(clerk: CurrentClerk):
    if "ledger:close" not in clerk.scopes:
        raise HTTPException(403, detail="Not enough permissions.")  # gatelint: expect[vague-403]
    entries.append("closed")


@app.patch("/ledger")  # gatelint: expect[unguarded-sibling]
def sort_ledger():
    entries.sort()
