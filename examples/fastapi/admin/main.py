"""The harbour office's app: `uvicorn admin.main:app`."""

from fastapi import Depends, FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from admin.middleware import OfficeKeyMiddleware
from admin.security import CurrentOfficer, harbour_master_only, officers

app = FastAPI(title="Harbour office")

app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://office.harbour.example"],
    allow_methods=["*"],
    allow_headers=["Authorization", "X-Office-Key"],
)
app.add_middleware(OfficeKeyMiddleware)  # gatelint: expect[auth-on-options]


@app.exception_handler(HTTPException)
async def on_http_error(request: Request, error: HTTPException):
    return JSONResponse({"error": error.detail}, status_code=error.status_code)  # gatelint: expect[handler-drops-headers]


@app.get("/officers")
def list_officers(officer: CurrentOfficer):
    return sorted(officers)


@app.delete("/officers/{name}", status_code=204, dependencies=[Depends(harbour_master_only)])
def dismiss(name: str):
    if officers.pop(name, None) is None:
        raise HTTPException(404, detail="There is no such officer.")
