import { ruleTest } from "../support/rule-test.ts"

const prelude = `
from fastapi import APIRouter, Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
app = FastAPI()
`
const uses = (url: string) => `
scheme = OAuth2PasswordBearer(tokenUrl=${url})
@app.get("/me")
def me(token: str = Depends(scheme)): return token`
const logIn = `
@app.post("/auth/token")
def log_in(form: OAuth2PasswordRequestForm = Depends()): return {}`

ruleTest("token-url-mismatch", {
  fastapi: {
    prelude,
    quiet: [
      // Another service has the log-in.
      uses(`"token"`),
      uses(`"auth/token"`) + logIn,
      uses(`"/auth/token"`) + logIn,
      // A proxy adds a prefix, or takes one away.
      uses(`"/api/v1/auth/token"`) + logIn,
      uses(`"token"`) + logIn,
      // Somebody else logs in.
      uses(`"https://id.example/token"`) + logIn,
      uses(`f"{settings.prefix}/token"`) + logIn,
      // Routes that nobody knows.
      `
from users import fastapi_users
app.include_router(fastapi_users.get_auth_router(backend), prefix="/auth/jwt")${uses(`"auth/jwt/login"`)}${logIn}`,
      `
router = APIRouter()
app.include_router(router, prefix=settings.prefix)
@router.post("/token")
def token(form: OAuth2PasswordRequestForm = Depends()): return {}${uses(`"token"`)}`,
    ],
    loud: [
      uses(`«"token2"»`) + logIn,
      uses(`«"login"»`) + logIn,
      `
router = APIRouter(prefix="/users")
@router.post("/login")
def log_in(form: OAuth2PasswordRequestForm = Depends()): return {}
app.include_router(router, prefix="/api")${uses(`«"/users/token"»`)}`,
    ],
  },
  litestar: {
    prelude: `
from litestar import Litestar, Router, post
from litestar.security.jwt import OAuth2PasswordBearerAuth
`,
    quiet: [
      `
auth = OAuth2PasswordBearerAuth[User](retrieve_user_handler=user_of, token_secret=secret(), token_url="/login")
@post("/login")
async def log_in(data: dict) -> dict: return auth.login(identifier=data["name"])
app = Litestar(route_handlers=[log_in], on_app_init=[auth.on_app_init])`,
      `
auth = OAuth2PasswordBearerAuth[User](retrieve_user_handler=user_of, token_secret=secret(), token_url="https://id.example/token")
@post("/login")
async def log_in(data: dict) -> dict: return auth.login(identifier=data["name"])
app = Litestar(route_handlers=[log_in], on_app_init=[auth.on_app_init])`,
      // Nobody is logged in here.
      `
auth = OAuth2PasswordBearerAuth[User](retrieve_user_handler=user_of, token_secret=secret(), token_url="/token")
@post("/login")
async def log_in(data: dict) -> dict: return signed(data)
app = Litestar(route_handlers=[log_in], on_app_init=[auth.on_app_init])`,
    ],
    loud: [
      `
auth = OAuth2PasswordBearerAuth[User](retrieve_user_handler=user_of, token_secret=secret(), token_url=«"/token"»)
@post("/login")
async def log_in(data: dict) -> dict: return auth.login(identifier=data["name"])
app = Litestar(route_handlers=[Router("/crew", route_handlers=[log_in])], on_app_init=[auth.on_app_init])`,
    ],
  },
})
