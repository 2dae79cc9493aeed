import { expect, it } from "vitest"
import { check } from "../support/check.ts"
import { fastapiPrelude } from "../support/fastapi-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

ruleTest("handler-drops-headers", {
  fastapi: {
    prelude: `${fastapiPrelude}
from fastapi.exception_handlers import http_exception_handler
from starlette.exceptions import HTTPException as StarletteHTTPException
`,
    quiet: [
      `
@app.exception_handler(StarletteHTTPException)
async def on_http(request, exc):
    return JSONResponse({"e": exc.detail}, exc.status_code, exc.headers)`,
      `
@app.exception_handler(StarletteHTTPException)
async def on_http(request, exc):
    return await http_exception_handler(request, exc)`,
      `
@app.exception_handler(StarletteHTTPException)
async def on_http(request, exc):
    r = JSONResponse({"e": 1}, status_code=exc.status_code)
    r.headers.update(exc.headers or {})
    return r`,
      `
def envelope(status, detail, headers=None): return JSONResponse({"e": detail}, status_code=status, headers=headers)
@app.exception_handler(StarletteHTTPException)
async def on_http(request, exc):
    return envelope(exc.status_code, exc.detail, headers=getattr(exc, "headers", None))`,
      // It puts a challenge on every 401 itself.
      `
@app.exception_handler(StarletteHTTPException)
async def on_http(request, exc):
    h = {"WWW-Authenticate": "Bearer"} if exc.status_code == 401 else None
    return JSONResponse({"e": exc.detail}, exc.status_code, h)`,
      // Only errors that nothing else takes come here.
      `
@app.exception_handler(Exception)
async def on_error(request, exc):
    return JSONResponse({"e": "sorry"}, 500)`,
      // No 401 leaves.
      `
from fastapi.responses import RedirectResponse
@app.exception_handler(401)
async def to_login(request, exc):
    return RedirectResponse("/login")`,
      // The page to log in is no 401.
      `
from fastapi.responses import RedirectResponse
@app.exception_handler(401)
async def login(request, exc): return RedirectResponse("/login")`,
    ],
    loud: [
      `
@app.exception_handler(StarletteHTTPException)
async def ‹on_http›(request, exc):
    return «JSONResponse({"error": exc.detail}, status_code=exc.status_code)»`,
      `
async def ‹on_http›(request, exc):
    return «JSONResponse({"error": exc.detail}, status_code=exc.status_code)»
app.add_exception_handler(HTTPException, on_http)`,
      `
async def ‹on_http›(request, exc):
    return «JSONResponse({"error": exc.detail}, status_code=exc.status_code)»
api = FastAPI(exception_handlers={StarletteHTTPException: on_http})`,
      // Registered by the name of the status, and careful about what it gets.
      `
def ‹on_http›(request: Request, exc: Exception):
    code = getattr(exc, "status_code", 500)
    detail = exc.detail if isinstance(exc, HTTPException) else "sorry"
    return «JSONResponse(status_code=code, content={"detail": detail})»
app.add_exception_handler(status.HTTP_401_UNAUTHORIZED, on_http)
app.add_exception_handler(status.HTTP_500_INTERNAL_SERVER_ERROR, on_http)`,
      // Every 401 that it answers is a site of its.
      `
@app.exception_handler(401)
async def on_401(request, exc): return «JSONResponse({"e": exc.detail}, status_code=401)»
@app.get("/a")
async def a(request: Request):
    if "x-key" not in request.headers: ‹raise HTTPException(401)›
@app.get("/b")
async def b(request: Request):
    if "x-key" not in request.headers: ‹raise HTTPException(401, headers={"WWW-Authenticate": "APIKey"})›`,
      // One of its two branches.
      `
@app.exception_handler(StarletteHTTPException)
async def ‹half›(request, exc):
    if isinstance(exc.detail, dict): return JSONResponse(exc.detail, exc.status_code, headers=exc.headers)
    return «JSONResponse({"e": exc.detail}, exc.status_code)»`,
      `
── handlers.py
async def ‹on_http›(request, exc):
    return «PlainTextResponse(exc.detail, status_code=exc.status_code)»
def register(app):
    app.add_exception_handler(StarletteHTTPException, on_http)
── main.py
from handlers import register
register(app)`,
    ],
  },
})

const express = `import express from "express"
import createError from "http-errors"
const app = express()
`
const keeping = `app.use((err, req, res, next) => { res.status(err.status ?? 500).json({ error: "no" }) })
`
const hono = `import { Hono } from "hono"
import { HTTPException } from "hono/http-exception"
const app = new Hono()
`
const excepting = `app.onError((err, c) => err instanceof HTTPException ? c.json({ e: 1 }, err.status) : c.json({ e: 1 }, 500))
`
const loses = "rebuilds the answer without the error's headers: "
const latent = `info: This error handler ${loses}a 401 that brings a WWW-Authenticate will lose it.`
const known = `warning: This error handler ${loses}every 401 loses its WWW-Authenticate.`

it.each([
  ["nothing brings headers", { "main.js": express + keeping }, latent],
  [
    "errors of the project's own have none",
    {
      "main.js": `${express}class Denied extends Error { status = 401 }
app.use((req, res, next) => next(req.headers.authorization ? undefined : new Denied()))
${keeping}`,
    },
    latent,
  ],
  [
    "those have some",
    {
      "main.js": `${express}class Denied extends Error {
  status = 401
  headers = { "WWW-Authenticate": "Bearer" }
}
app.use((req, res, next) => { if (!req.headers.authorization) return next(new Denied()); next() })
${keeping}`,
    },
    known,
  ],
  [
    "a package's have some",
    {
      "main.js": `${express}import { auth } from "express-oauth2-jwt-bearer"
app.use(auth({ audience: "berths" }))
${keeping}`,
    },
    known,
  ],
  [
    "a package's have some, on a router",
    {
      "main.js": `${express}import { auth } from "express-oauth2-jwt-bearer"
const router = express.Router()
router.get("/", auth(), (req, res) => res.json([]))
app.use(router)
${keeping}`,
    },
    known,
  ],
  ["Hono's own have none", { "main.ts": hono + excepting }, latent],
  [
    "Hono's gates throw an answer of their own",
    {
      "main.ts": `${hono}import { bearerAuth } from "hono/bearer-auth"
app.use("/api/*", bearerAuth({ token: process.env.TOKEN }))
${excepting}`,
    },
    known,
  ],
])("says how sure it is: %s", async (_, files, message) => {
  const { findings } = await check(files)
  const own = findings.filter(({ rule }) => rule === "handler-drops-headers")
  expect(own.map((finding) => `${finding.severity}: ${finding.message}`)).toEqual([message])
})

it("says of FastAPI's own class, which the router does not raise, that it loses no Allow", async () => {
  const { findings } = await check({
    "main.py": `${fastapiPrelude}
@app.exception_handler(HTTPException)
async def as_text(request, exc): return PlainTextResponse(exc.detail, status_code=exc.status_code)
@app.get("/a")
async def a(request: Request, token: str = Depends(bearer)): return {}
`,
  })
  expect(findings.map(({ message }) => message)).toEqual([`as_text ${loses}every 401 loses its WWW-Authenticate.`])
})

it("leaves a 401 that a handler makes of nothing to missing-challenge, and takes it where a gate brings one", async () => {
  const handler = `
@app.exception_handler(401)
async def log_in(request, exc): return JSONResponse({"e": "log in"}, status_code=401)
`
  const bare = await check({ "main.py": fastapiPrelude + handler })
  expect(bare.findings.map(({ rule }) => rule)).toEqual(["missing-challenge"])
  const gated = await check({
    "main.py": `${fastapiPrelude}${handler}
scheme = OAuth2PasswordBearer(tokenUrl="token")
@app.get("/a")
async def a(token: str = Depends(scheme)): return {}
`,
  })
  expect(gated.findings.map(({ rule }) => rule)).toContain("handler-drops-headers")
  expect(gated.findings.map(({ rule }) => rule)).not.toContain("missing-challenge")
})

const plain = `
@app.exception_handler(HTTPException)
async def as_text(request, exc): return PlainTextResponse(exc.detail, status_code=exc.status_code)
`
const asking = (refusal: string) => `
@app.get("/berths")
async def berths(request: Request):
    if "x-key" not in request.headers: ${refusal}
`

it.each([
  ["nothing is raised", plain, `info: as_text ${loses}a 401 that brings a WWW-Authenticate will lose it.`],
  [
    "what is raised brings none",
    plain + asking("raise HTTPException(401)"),
    "warning: as_text rebuilds the answer without the error's headers, and what is raised brings none: no 401 carries a WWW-Authenticate.",
  ],
  [
    "what is raised brings one",
    plain + asking(`raise HTTPException(401, "no", CHALLENGE)`),
    `warning: as_text ${loses}every 401 loses its WWW-Authenticate.`,
  ],
  [
    "a 429 brings something else",
    `${plain}${asking("raise HTTPException(401)")}
@app.get("/tides")
async def tides(busy: bool):
    if busy: raise HTTPException(429, "later", {"Retry-After": "9"})
`,
    "warning: as_text rebuilds the answer without the error's headers, and what is raised brings none: no 401 carries a WWW-Authenticate.",
  ],
  [
    "a gate that no app is known to reach brings one",
    `${plain}
def captain(token: str = Depends(bearer)): return token
def berths(who=Depends(captain)): return who
register(app, berths)
`,
    `warning: as_text ${loses}every 401 loses its WWW-Authenticate.`,
  ],
])("says what FastAPI's handlers lose: %s", async (_, text, message) => {
  const { findings } = await check({ "main.py": fastapiPrelude + text })
  const own = findings.filter(({ rule }) => rule === "handler-drops-headers")
  expect(own.map((finding) => `${finding.severity}: ${finding.message}`)).toEqual([message])
})

const ownError = (headers: string) => `
class Denied(HTTPException):
    def __init__(self, detail, headers=None): super().__init__(401, detail, headers=headers)
@app.exception_handler(Denied)
async def on_denied(request, exc): return JSONResponse({"e": exc.detail}, status_code=exc.status_code)
@app.get("/berths")
async def berths(request: Request):
    if "x-key" not in request.headers: raise Denied("log in"${headers})
`

it.each([
  ["brings headers", ", CHALLENGE", ["handler-drops-headers"]],
  ["brings none", "", ["missing-challenge"]],
])("hears of a handler of the project's own error that %s", async (_, headers, rules) => {
  const { findings } = await check({ "main.py": fastapiPrelude + ownError(headers) })
  expect(findings.map(({ rule }) => rule)).toEqual(rules)
})
