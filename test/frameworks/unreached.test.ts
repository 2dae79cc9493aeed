import { ruleTest } from "../support/rule-test.ts"

// What no request comes by answers nobody; what another package may name, or a loader may find, is told all the same.

const gates = `import os
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request
`

/** An application around a module of gates. */
const harbour = (imported: string, route: string) => `
── main.py
from fastapi import Depends, FastAPI
${imported}
app = FastAPI()
@app.get("/berths")
def berths(${route}): return []`

ruleTest("missing-challenge", {
  fastapi: {
    prelude: "",
    quiet: [
      // Nobody names the second gate.
      `
── gates.py
${gates}
def captain(authorization: str = Header(None)):
    if not authorization: raise HTTPException(401, "log in", {"WWW-Authenticate": "Bearer"})
def pilot(authorization: str = Header(None)):
    if not authorization: raise HTTPException(401, "log in")
${harbour("from gates import captain", "c=Depends(captain)")}`,
      // To import it, or to speak of it, is not to use it.
      `
── gates.py
${gates}
def captain(authorization: str = Header(None)):
    if not authorization: raise HTTPException(401, "log in", {"WWW-Authenticate": "Bearer"})
def pilot(authorization: str = Header(None)):
    if not authorization: raise HTTPException(401, "log in")
${harbour("from gates import captain, pilot", "c=Depends(captain)")}  # later: Depends(pilot)`,
      // A copy that was left behind: nobody imports it.
      `
── old/gates.py
${gates}
def captain(authorization: str = Header(None)):
    if not authorization: raise HTTPException(401, "log in")
def first(c=Depends(captain)): return c
── gates.py
${gates}
def captain(authorization: str = Header(None)):
    if not authorization: raise HTTPException(401, "log in", {"WWW-Authenticate": "Bearer"})
${harbour("from gates import captain", "c=Depends(captain)")}`,
      // The one that is used has the same name, and comes from elsewhere.
      `
── gates.py
${gates}
def crew(authorization: str = Header(None)):
    if not authorization: raise HTTPException(401, "log in", {"WWW-Authenticate": "Bearer"})
def captain(authorization: str = Header(None)):
    if not authorization: raise HTTPException(401, "log in")
── ranks.py
def captain(name): return name == "Ahab"
── log.py
from ranks import captain
def noted(name): return captain(name)
${harbour("from gates import crew\nfrom log import noted", "c=Depends(crew)")}`,
    ],
    loud: [
      // Whoever loads modules by name may load this one.
      `
── plugins/gates.py
${gates}
def captain(authorization: str = Header(None)):
    if not authorization: raise «HTTPException(401, "log in")»
def first(c=Depends(captain)): return c
── main.py
from importlib import import_module
from fastapi import FastAPI
app = FastAPI()
import_module(f"plugins.{name}").install(app)`,
      // A package hands it on to others.
      `
── harbour/gates.py
${gates}
def captain(authorization: str = Header(None)):
    if not authorization: raise «HTTPException(401, "log in")»
── harbour/__init__.py
from .gates import captain
── harbour/demo.py
from fastapi import FastAPI
app = FastAPI()`,
      // Without an app it is somebody else's.
      `
── gates.py
${gates}
def captain(authorization: str = Header(None)):
    if not authorization: raise «HTTPException(401, "log in")»`,
    ],
  },
  nestjs: {
    prelude: "",
    quiet: [
      // The one line that used it is a comment.
      `
── member.guard.ts
import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from "@nestjs/common"
@Injectable()
export class MemberGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    if (!context.switchToHttp().getRequest().headers.authorization) throw new UnauthorizedException()
    return true
  }
}
── berths.controller.ts
import { Controller, Get, UseGuards } from "@nestjs/common"
import { MemberGuard } from "./member.guard"
@Controller("berths")
export class BerthsController {
  // @UseGuards(MemberGuard)
  @Get() list() { return [] }
}
── main.ts
import { Module } from "@nestjs/common"
import { NestFactory } from "@nestjs/core"
import { BerthsController } from "./berths.controller"
@Module({ controllers: [BerthsController] })
export class AppModule {}
async function start() {
  const app = await NestFactory.create(AppModule)
  await app.listen(3000)
}
start()`,
    ],
    loud: [],
  },
  express: {
    prelude: "",
    file: "main.ts",
    quiet: [
      // A client tells what another server said.
      `
import express from "express"
const app = express()
class HttpError extends Error { constructor(message: string, readonly props: object) { super(message); Object.assign(this, props) } }
export class Transport {
  async send(message: string, again: boolean) {
    const response = await (this.fetcher ?? fetch)(this.url, { method: "POST", body: message })
    if (!response.ok) {
      if (response.status === 401 && this.provider) {
        if (again) throw Object.assign(new HttpError("The server answered 401 again."), { status: 401 })
      }
    }
  }
}
app.post("/send", async (req, res) => { res.json(await new Transport().send(req.body, true)) })`,
    ],
    loud: [
      // What an error handler is given came from here.
      `
import express from "express"
const app = express()
app.use((error, req, res, next) => {
  if (error.status === 401) return «res.status(401).json({ error: "log in" })»
  next(error)
})`,
    ],
  },
})

ruleTest("timing-unsafe-compare", {
  fastapi: {
    prelude: "",
    quiet: [
      `
── gates.py
${gates}
def captain(authorization: str = Header(None)):
    if not authorization: raise HTTPException(401, "log in", {"WWW-Authenticate": "Bearer"})
def pilot(x_key: str = Header(None)):
    if x_key != os.environ["API_KEY"]: raise HTTPException(403, "no")
${harbour("from gates import captain", "c=Depends(captain)")}`,
    ],
    loud: [],
  },
})
