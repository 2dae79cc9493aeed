import { describe, expect, it } from "vitest"
import { createTestProject, finish } from "../support/check.ts"
import { fastapiPrelude } from "../support/fastapi-prelude.ts"

type Guards = readonly (readonly [guard: string, setup?: string])[]

const request = "def gate(request: Request):"
const decoded = "def gate(token: Annotated[str, Depends(bearer)]):\n    claims = jwt.decode(token, KEY)"
const user = "def gate(current_user: Annotated[User, Depends(get_current_user)], item: Item = Depends(load_item)):"

const prelude = `${fastapiPrelude}
import hmac, binascii, base64
import bcrypt, argon2, firebase_admin.auth, itsdangerous
from passlib.context import CryptContext
from werkzeug.security import check_password_hash
from jose import jwt as jose_jwt, JWTError
from jose.exceptions import JWTClaimsError
from pydantic import ValidationError
pwd_context = CryptContext(schemes=["bcrypt"])
ph = argon2.PasswordHasher()
def get_current_user(token: Annotated[str, Depends(bearer)]):
    return load_user(jwt.decode(token, KEY)["sub"])
`

/** What an exit behind a guard asks for, in the words of `explain`. */
async function asked(guard: string, setup: string): Promise<string> {
  const body = guard
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n")
  const text = `${prelude}\n${setup}\n${body}${guard.includes("raise") ? "" : " raise HTTPException(status)"}\n`
  const project = await createTestProject()
  project.list(["main.py"])
  finish(project, { "main.py": text })
  const line = text.slice(0, text.lastIndexOf("raise HTTPException")).split("\n").length
  const facts = project.explain("main.py", line)?.facts ?? []
  return facts.flatMap(({ rows }) => rows.filter(({ name }) => name === "asks")).map(({ value }) => value)[0] ?? "none"
}

function all(title: string, verdict: RegExp, guards: Guards): void {
  describe(title, () => {
    it.each(guards.map(([guard, setup]) => [guard, setup ?? request] as const))("%s", async (guard, setup) => {
      expect(await asked(guard, setup)).toMatch(verdict)
    })
  })
}

all("credentials that are absent are authentication", /^authentication/, [
  ['token = request.headers.get("Authorization")\nif not token:'],
  ['if "authorization" not in request.headers:'],
  ['auth = request.headers.get("authorization")\nif auth is None:'],
  ['auth = request.headers["authorization"]\nif not auth.startswith("Bearer "):'],
  ['parts = request.headers.get("authorization", "").split()\nif len(parts) != 2:'],
  ['scheme, _, value = request.headers["authorization"].partition(" ")\nif scheme.lower() != "bearer":'],
  ['if not request.cookies.get("session"):'],
  ['if "session" not in request.cookies:'],
  ['if "user_id" not in request.session:'],
  ['if request.session.get("user_id") is None:'],
  ["if not request.user.is_authenticated:"],
  [
    "if not credentials:",
    "def gate(credentials: HTTPAuthorizationCredentials | None = Depends(HTTPBearer(auto_error=False))):",
  ],
  [
    "if api_key is None:",
    'def gate(api_key: str | None = Security(APIKeyHeader(name="X-API-Key", auto_error=False))):',
  ],
  ["if not jwt_token:", "def gate(jwt_token: str | None = Cookie(None)):"],
  ["if current_user is None:", "def gate(current_user: User | None = Depends(get_current_user)):"],
])

all("credentials that cannot be verified are authentication", /^authentication/, [
  [
    "if not verify_password(form.password, user.hashed_password):",
    "def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]):\n    user = find_user(form.username)",
  ],
  [
    "if not pwd_context.verify(form.password, user.hash):",
    "def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]):\n    user = find_user(form.username)",
  ],
  [
    "if not bcrypt.checkpw(form.password.encode(), user.hash):",
    "def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]):\n    user = find_user(form.username)",
  ],
  [
    "if not check_password_hash(user.hash, form.password):",
    "def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]):\n    user = find_user(form.username)",
  ],
  [
    "try: ph.verify(user.hash, form.password)\nexcept argon2.exceptions.VerifyMismatchError:",
    "def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]):\n    user = find_user(form.username)",
  ],
  [
    "user = authenticate(form.username, form.password)\nif user is None:",
    "def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]):",
  ],
  ["if not hmac.compare_digest(api_key, settings.API_KEY):", "def gate(api_key: str = Header()):"],
  ["if api_key != settings.API_KEY:", "def gate(api_key: str = Header()):"],
  ["if api_key not in VALID_KEYS:", "def gate(api_key: str = Header()):"],
  ["if x_admin_token != ADMIN_TOKEN:", "def gate(x_admin_token: str = Header()):"],
  ["if token in revoked_tokens:", "def gate(token: Annotated[str, Depends(bearer)]):"],
  ['if claims["exp"] < time.time():', decoded],
  ['if claims.get("sub") is None:', decoded],
  ['if claims["aud"] != "shop":', decoded],
  ['if claims["iss"] not in ISSUERS:', decoded],
  ['if claims.get("type") != "access":', decoded],
  ['user = db.get(User, claims["sub"])\nif user is None:', decoded],
  [
    "if not user:",
    'def gate(token: Annotated[str, Depends(bearer)]):\n    user = load_user(jwt.decode(token, KEY)["sub"])',
  ],
])

all("failures of verification are authentication", /^authentication/, [
  ...[
    "PyJWTError",
    "InvalidTokenError",
    "DecodeError",
    "InvalidSignatureError",
    "ExpiredSignatureError",
    "InvalidAudienceError",
    "InvalidIssuerError",
    "InvalidIssuedAtError",
    "ImmatureSignatureError",
    "InvalidAlgorithmError",
    "MissingRequiredClaimError",
  ].map(
    (name) =>
      [
        `try: return jwt.decode(token, KEY)\nexcept jwt.${name}:`,
        "def gate(token: Annotated[str, Depends(bearer)]):",
      ] as const,
  ),
  ["try: return jose_jwt.decode(token, KEY)\nexcept JWTError:", "def gate(token: Annotated[str, Depends(bearer)]):"],
  [
    "try: return jose_jwt.decode(token, KEY)\nexcept JWTClaimsError:",
    "def gate(token: Annotated[str, Depends(bearer)]):",
  ],
  [
    "try: return Payload(**jwt.decode(token, KEY))\nexcept (jwt.InvalidTokenError, ValidationError):",
    "def gate(token: Annotated[str, Depends(bearer)]):",
  ],
  ['try: return jwt.decode(token, KEY)["sub"]\nexcept KeyError:', "def gate(token: Annotated[str, Depends(bearer)]):"],
  [
    "try: return itsdangerous.URLSafeSerializer(KEY).loads(cookie)\nexcept itsdangerous.BadSignature:",
    "def gate(cookie: str = Cookie()):",
  ],
  [
    "try: return itsdangerous.TimestampSigner(KEY).unsign(cookie)\nexcept itsdangerous.SignatureExpired:",
    "def gate(cookie: str = Cookie()):",
  ],
  [
    "try: return firebase_admin.auth.verify_id_token(token)\nexcept firebase_admin.auth.InvalidIdTokenError:",
    "def gate(token: Annotated[str, Depends(bearer)]):",
  ],
  [
    "try: return firebase_admin.auth.verify_id_token(token)\nexcept firebase_admin.auth.RevokedIdTokenError:",
    "def gate(token: Annotated[str, Depends(bearer)]):",
  ],
  [
    'try: return base64.b64decode(request.headers["Authorization"][6:]).decode().split(":")\nexcept (binascii.Error, UnicodeDecodeError):',
  ],
])

all("a caller who is known and refused is authorization", /^authorization/, [
  ['if "items:write" not in claims["scope"].split():', decoded],
  ["if not set(required).issubset(current_user.scopes):", user],
  ["missing = set(required) - set(current_user.scopes)\nif missing:", user],
  ["if not any(role in current_user.roles for role in allowed_roles):", user],
  ['if current_user.role != "admin":', user],
  ["if current_user.role not in allowed_roles:", user],
  ["if not current_user.is_superuser:", user],
  ["if not current_user.is_staff:", user],
  ["if not current_user.is_admin:", user],
  ["if not has_permission(current_user, item):", user],
  ['if not current_user.has_perm("edit"):', user],
  [
    "if not enforcer.enforce(current_user.id, request.url.path, request.method):",
    `${user.slice(0, -2)}, request: Request):`,
  ],
  ["if current_user.id != item.owner_id:", user],
  ["if item.user_id != current_user.id:", user],
  ["if item.tenant_id != current_user.tenant_id:", user],
  ["if item.workspace_id not in current_user.workspaces:", user],
  ["if current_user not in item.members:", user],
  ["if not can(current_user, item):", user],
  ["try: check_access(current_user, item)\nexcept PermissionError:", user],
  ["if current_user is None: raise HTTPException(401)\nif not current_user.is_admin: raise HTTPException(403)", user],
])

all("neither, or not for us to say", /^(?!authentication\b|authorization\b)/, [
  ["if not current_user.is_active:", user],
  ["if current_user.disabled:", user],
  ["if current_user.is_banned:", user],
  ["if not current_user.email_verified:", user],
  ["if current_user.must_change_password:", user],
  ["if not current_user or not current_user.is_admin:", user],
  ["if not (current_user and current_user.is_admin):", user],
  ['if request.headers.get("X-CSRF-Token") != request.cookies.get("csrftoken"):'],
  ['if request.headers.get("origin") not in ALLOWED_ORIGINS:'],
  ["if not request.client.host in ALLOWED_HOSTS:"],
  ["if await setup_is_done():"],
  ["if not settings.REGISTRATION_OPEN:"],
  ["if maintenance.enabled:"],
  ["if limiter.exceeded(request.client.host):"],
  ["try: upstream()\nexcept UpstreamError as error:"],
])
