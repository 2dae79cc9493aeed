/** What the FastAPI cases take for granted. */
export const fastapiPrelude = `from typing import Annotated
import jwt
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request, Response, Security, status
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.security import APIKeyHeader, HTTPBasic, HTTPBearer, OAuth2PasswordBearer, SecurityScopes
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
app = FastAPI()
bearer = OAuth2PasswordBearer(tokenUrl="token")
`
