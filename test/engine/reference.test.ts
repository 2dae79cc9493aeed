import { expect, it } from "vitest"
import { check } from "../support/check.ts"
import { fastapiPrelude } from "../support/fastapi-prelude.ts"

// Spellings of one refusal: what the rules say of each, whatever it is written like.

/** The rules that speak of a text, in the order of its lines. */
async function rulesOf(text: string): Promise<readonly string[]> {
  const { findings } = await check({ "main.py": fastapiPrelude + text })
  // How long a comparison takes is beside the point here.
  return findings.flatMap(({ rule }) => (rule === "timing-unsafe-compare" ? [] : [rule]))
}

const gate = (status: string, head = "") =>
  `${head}\ndef gate(request: Request):\n    if not request.headers.get("Authorization"): raise HTTPException(${status}, "no")\n`

it.each([
  ["a number", "401", ""],
  ["HTTPStatus", "HTTPStatus.UNAUTHORIZED", "from http import HTTPStatus"],
  ["its value", "HTTPStatus.UNAUTHORIZED.value", "from http import HTTPStatus"],
  ["HTTPStatus called", "HTTPStatus(401)", "from http import HTTPStatus"],
  ["http.client", "http.client.UNAUTHORIZED", "import http.client"],
  ["starlette.status", "codes.HTTP_401_UNAUTHORIZED", "from starlette import status as codes"],
  ["a bare name", "HTTP_401_UNAUTHORIZED", "from starlette.status import HTTP_401_UNAUTHORIZED"],
  ["an int enum", "Code.AUTH", "from enum import IntEnum\nclass Code(IntEnum):\n    AUTH = 401"],
  ["a sum", "BASE + 1", "BASE = 400"],
  ["an annotated constant", "AUTH", "AUTH: int = 401"],
])("status: %s", async (_, status, head) => {
  expect(await rulesOf(gate(status, head))).toEqual(["missing-challenge"])
})

it.each([
  ["dict()", `dict({"X": "1"}, **CHALLENGE)`],
  ["dict with keys", `dict(CHALLENGE, x="1")`],
  ["a union", `{"X": "1"} | CHALLENGE`],
  ["a function's result", "headers_of()"],
  ["a class attribute", "Headers.challenge"],
  ["a copy", "CHALLENGE.copy()"],
  ["a default", "None or CHALLENGE"],
  ["a spread", `{"X": "1", **CHALLENGE}`],
  ["another case", `{"WWW-AUTHENTICATE": "Bearer"}`],
  ["a key with a name", `{HEADER: "Bearer"}`],
  ["what nobody can tell is not said to be missing", "headers_from(request)"],
  ["nor what may be there", `{**extra, "X": "1"}`],
])("challenge: %s", async (_, headers) => {
  const text = `
from elsewhere import extra, headers_from
HEADER = "WWW-Authenticate"
def headers_of(): return {"www-authenticate": "Bearer"}
class Headers:
    challenge = {"WWW-Authenticate": "Bearer"}
def gate(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(401, "no", ${headers})
`
  expect(await rulesOf(text)).toEqual([])
})

it.each([
  ["added to the error", `error = HTTPException(401, "no")\n        error.headers = CHALLENGE\n        raise error`],
  [
    "set on the response",
    `answer = JSONResponse({}, 401)\n        answer.headers.setdefault("WWW-Authenticate", "Bearer")\n        return answer`,
  ],
  [
    "appended",
    `answer = JSONResponse({}, 401)\n        answer.headers.append("WWW-Authenticate", "Bearer")\n        return answer`,
  ],
  [
    "given to init_headers",
    `answer = JSONResponse({}, 401)\n        answer.init_headers(CHALLENGE)\n        return answer`,
  ],
])("challenge afterwards: %s", async (_, body) => {
  const text = `\n@app.get("/a")\ndef a(request: Request):\n    if not request.headers.get("Authorization"):\n        ${body}\n`
  expect(await rulesOf(text)).toEqual([])
})

it.each([
  ["the first parameter is the content", `PlainTextResponse("no", 401)`, ["missing-challenge"]],
  ["the third parameter holds the headers", `PlainTextResponse("no", 401, CHALLENGE)`, []],
  ["by name", `Response(status_code=401, headers=CHALLENGE)`, []],
  ["a redirect to the login page", `RedirectResponse("/login")`, []],
])("response: %s", async (_, response, expected) => {
  const text = `
from fastapi.responses import RedirectResponse
@app.get("/a")
def a(request: Request):
    if not request.headers.get("Authorization"): return ${response}
    return {}
`
  expect(await rulesOf(text)).toEqual(expected)
})

it.each([
  ["Depends as a default", "user=Depends(current)", ""],
  ["Security as a default", "user=Security(current)", ""],
  ["Annotated", "user: Annotated[dict, Depends(current)]", ""],
  ["an alias", "user: CurrentUser", "CurrentUser = Annotated[dict, Depends(current)]"],
  ["a type alias", "user: CurrentUser", "type CurrentUser = Annotated[dict, Depends(current)]"],
  ["the keyword", "user=Depends(dependency=current)", ""],
  ["kept in a variable", "user=need", "need = Depends(current)"],
  ["a factory of Depends", "user=need()", "def need(): return Depends(current)"],
  [
    "a closure",
    "user=Depends(need())",
    "def need():\n    def inner(user=Depends(current)): return user\n    return inner",
  ],
  ["an instance", "user=Depends(Need())", "class Need:\n    def __call__(self, user=Depends(current)): return user"],
  [
    "a bound method",
    "user=Depends(needs.user)",
    "class Needs:\n    def user(self, user=Depends(current)): return user\nneeds = Needs()",
  ],
  ["partial", "user=Depends(partial(current))", "from functools import partial"],
])("attached: %s", async (_, parameter, head) => {
  const text = `
def current(token: Annotated[str, Depends(bearer)]):
    try: return jwt.decode(token, key_of())
    except jwt.InvalidTokenError: raise HTTPException(401, "bad", CHALLENGE)
${head}
@app.get("/a")
def a(${parameter}):
    if "admin" not in user["roles"]: raise HTTPException(401, "admins", CHALLENGE)
`
  expect(await rulesOf(text)).toEqual(["scope-check-401"])
})

const credentials: readonly (readonly [string, string])[] = [
  ["an absent header", `request.headers.get("Authorization") is None`],
  ["not in headers", `"Authorization" not in request.headers`],
  ["a wrong prefix", `not request.headers.get("Authorization", "").startswith("Bearer ")`],
  ["parts that do not fit", `len(request.headers["Authorization"].split()) != 2`],
  ["an absent cookie", `not request.cookies.get("session")`],
  ["an anonymous user", `not request.user.is_authenticated`],
  ["a session without a user", `not request.session.get("user")`],
  ["a key that is not the setting's", `request.headers.get("X-API-Key") != settings.API_KEY`],
  ["a key that is not known", `request.headers.get("X-API-Key") not in KEYS`],
]

it.each(credentials)("a 403 for a credential: %s", async (_, test) => {
  const text = `\n@app.get("/a")\ndef a(request: Request):\n    if ${test}: raise HTTPException(403, "no")\n`
  expect(await rulesOf(text)).toEqual(["unauthenticated-403"])
})

it.each(credentials)("a 401 for a credential: %s", async (_, test) => {
  const text = `\n@app.get("/a")\ndef a(request: Request):\n    if ${test}: raise HTTPException(401, "no", CHALLENGE)\n`
  expect(await rulesOf(text)).toEqual([])
})

const rights: readonly (readonly [string, string])[] = [
  ["a scope", `"write" not in user.scopes`],
  ["a subset", "not set(NEEDED).issubset(user.permissions)"],
  ["a difference", "set(NEEDED) - set(user.permissions)"],
  ["any role", "not any(role in user.roles for role in NEEDED)"],
  ["a role", `user.role != "admin"`],
  ["a role among several", `user.role not in ("admin", "editor")`],
  ["a superuser", "not user.is_superuser"],
  ["a permission call", `not has_permission(user, "write")`],
  ["an owner", "item.owner_id != user.id"],
  ["a policy", `not enforcer.enforce(user.id, "doc", "write")`],
]

const known = `
def current(token: Annotated[str, Depends(bearer)]):
    try: return find(jwt.decode(token, key_of())["sub"])
    except jwt.InvalidTokenError: raise HTTPException(401, "bad", CHALLENGE)
@app.get("/a")
def a(item: int, user=Depends(current)):
    if `

it.each(rights)("a 401 for a right: %s", async (_, test) => {
  expect(await rulesOf(`${known}${test}: raise HTTPException(401, "no", CHALLENGE)\n`)).toEqual(["scope-check-401"])
})

it.each(rights)("a 403 for a right: %s", async (_, test) => {
  expect(await rulesOf(`${known}${test}: raise HTTPException(403, "no")\n`)).toEqual([])
})

it.each([
  ["an inactive account", "not user.is_active"],
  ["an unverified address", "not user.email_verified"],
  ["a second factor", "not user.mfa_enabled"],
  ["a closed registration", "not settings.registration_open"],
  ["an item that is not there", "items.get(item) is None"],
])("neither by status: %s", async (_, test) => {
  expect(await rulesOf(`${known}${test}: raise HTTPException(401, "no", CHALLENGE)\n`)).toEqual([])
  expect(await rulesOf(`${known}${test}: raise HTTPException(403, "no")\n`)).toEqual([])
})

it.each([
  ["a cookie session", `request.session.get("user")`, "cookie-session"],
  ["a cookie", `request.cookies.get("session")`, "cookie-session"],
])("%s has no registered scheme: told so, and never loudly", async (_, read) => {
  const text = `\n@app.get("/a")\ndef a(request: Request):\n    user = ${read}\n    if not user: raise HTTPException(401, "no")\n`
  const { findings } = await check({ "main.py": fastapiPrelude + text })
  expect(findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(["missing-challenge info"])
  expect(findings[0]?.message).toMatch(/cookie/)
})

it("a header decides before a cookie: then a scheme does fit", async () => {
  const text = `
@app.get("/a")
def a(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(401, "no")
`
  const { findings } = await check({ "main.py": fastapiPrelude + text })
  expect(findings.map(({ severity }) => severity)).toEqual(["warning"])
})
