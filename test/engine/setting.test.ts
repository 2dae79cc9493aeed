import { expect, it } from "vitest"
import { check } from "../support/check.ts"
import { fastapiPrelude } from "../support/fastapi-prelude.ts"

// What kind of thing refuses: no registered scheme fits a form, and nobody is told loudly of one.

/** How loud each `missing-challenge` of some files is, in order. */
async function levels(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { findings } = await check(files)
  return findings.flatMap(({ rule, severity }) => (rule === "missing-challenge" ? [severity] : []))
}

const refused = `
class WrongPassword(Exception):
    pass
@app.exception_handler(WrongPassword)
async def on_wrong(request: Request, exc: WrongPassword):
    return JSONResponse({"message": "wrong"}, 401)
@app.post("/auth/login")
def login(name: str, password: str):
    if not known(name, password): raise WrongPassword()
    return {}
`

it("a handler that only answers log-ins answers as they do", async () => {
  expect(await levels({ "main.py": fastapiPrelude + refused })).toEqual(["info"])
})

it("a handler that answers a gate as well answers as the gate does", async () => {
  const gate = `
@app.get("/berths")
def berths(request: Request):
    if not request.headers.get("Authorization"): raise WrongPassword()
`
  expect(await levels({ "main.py": fastapiPrelude + refused + gate })).toEqual(["warning"])
})

it.each([
  ["a form", `reset: str = ""`, "not valid(reset)", "info"],
  ["a header", "request: Request", `not request.headers.get("Authorization")`, "warning"],
])("a step that asks for what is in %s", async (_, parameter, test, level) => {
  const text = `
@app.put("/auth/reset-password")
def reset(${parameter}):
    if ${test}: raise HTTPException(401, "log in")
    return {}
`
  expect(await levels({ "main.py": fastapiPrelude + text })).toEqual([level])
})

it("who asks about tokens is a client of the token endpoint", async () => {
  const text = `
@app.post("/oauth/introspect")
def introspect(token: str, client_id: str, client_secret: str):
    if not known(client_id, client_secret): raise HTTPException(401, "who?")
    return {}
`
  const { findings } = await check({ "main.py": fastapiPrelude + text })
  expect(findings.map(({ severity, message }) => [severity, /token endpoint/.test(message)])).toEqual([["info", true]])
})

it.each([
  ["passport-local", "info"],
  ["passport-google-oauth20", "info"],
  ["passport-http-bearer", "warning"],
])("a strategy of %s", async (module, level) => {
  const text = `import { Injectable, UnauthorizedException } from "@nestjs/common"
import { PassportStrategy } from "@nestjs/passport"
import { Strategy } from "${module}"
@Injectable()
export class HarbourStrategy extends PassportStrategy(Strategy) {
  async validate(name: string, word: string) {
    const user = await this.users.find(name, word)
    if (!user) throw new UnauthorizedException()
    return { user }
  }
}
`
  expect(await levels({ "harbour.strategy.ts": text })).toEqual([level])
})

it.each([
  ["local", "info"],
  ["jwt", "warning"],
])("a guard of passport's %s", async (strategy, level) => {
  const text = `import { Injectable, UnauthorizedException } from "@nestjs/common"
import { AuthGuard } from "@nestjs/passport"
@Injectable()
export class HarbourGuard extends AuthGuard("${strategy}") {
  handleRequest(error, user) {
    if (error || !user) throw new UnauthorizedException()
    return user
  }
}
`
  expect(await levels({ "harbour.guard.ts": text })).toEqual([level])
})
