import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import os
import jwt
from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.security import HTTPBearer, OAuth2PasswordBearer
from passlib.context import CryptContext
app = FastAPI()
passwords = CryptContext(schemes=["bcrypt"])
BASIC = {"WWW-Authenticate": 'Basic realm="a"'}
`

ruleTest("account-enumeration", {
  fastapi: {
    prelude,
    quiet: [
      `
@app.post("/login")
def log_in(name: str, password: str):
    user = get_user(name)
    if user is None or not passwords.verify(password, user.password): raise HTTPException(401, "Wrong name or password.", BASIC)
    return user.id`,
      // Both are answered alike.
      `
@app.post("/login")
def log_in(name: str, password: str):
    user = get_user(name)
    if user is None: raise HTTPException(401, "Wrong name or password.", BASIC)
    if not passwords.verify(password, user.password): raise HTTPException(401, "Wrong name or password.", BASIC)
    return user.id`,
      // Who is logged in already may be told.
      `
@app.post("/password")
def change(old: str, user=Depends(load_user)):
    if not passwords.verify(old, user.password): raise HTTPException(400, "Wrong password.")
    return user.id`,
      // Another thing that is not there is no account.
      `
@app.post("/berths")
def berth(number: int, password: str, user=Depends(load_user)):
    found = find_berth(number)
    if found is None: raise HTTPException(404, "No such berth.")
    if not passwords.verify(password, user.password): raise HTTPException(401, "Wrong password.", BASIC)
    return found`,
      // What was sent is no account.
      `
@app.post("/files")
def unlock(parameters: dict):
    if "password" not in parameters: raise HTTPException(400, "There is no password.")
    if not isinstance(parameters["password"], str): raise HTTPException(400, "A password is a text.")
    return parameters`,
      // Nobody guesses ids.
      `
@app.post("/accounts/{user_id}")
def log_in(user_id: int, password: str):
    user = get_user(user_id)
    if user is None: raise HTTPException(404, "No such account.")
    if not passwords.verify(password, user.password): raise HTTPException(401, "Wrong password.", BASIC)
    return user.id`,
      // Who is not known and who has sent a wrong password are refused as one; the right one is refused as the new one.
      `
@app.post("/password")
def change(name: str, password: str, new: str):
    user = authenticate(name, password)
    if not user: raise HTTPException(401, "Wrong name or password.", BASIC)
    if passwords.verify(new, user.password): raise HTTPException(400, "This is the old password.")
    return user.id`,
      `
@app.post("/password")
def change(name: str, new: str):
    user = get_user(name)
    if not user: raise HTTPException(401, "No such account.", BASIC)
    if passwords.verify(new, user.password): raise HTTPException(400, "This is the old password.")
    return user.id`,
      // A token's digest is no password.
      `
@app.post("/links")
def link(token: str, name: str):
    user = get_user(name)
    if user is None: raise HTTPException(404, "No such account.")
    if not passwords.verify(token, user.link_digest): raise HTTPException(401, "Wrong link.", BASIC)
    return user.id`,
    ],
    loud: [
      `
@app.post("/login")
def log_in(name: str, password: str):
    user = get_user(name)
    if user is None: «raise HTTPException(401, "No such account.", BASIC)»
    if passwords.verify(password, user.password) is False: ⟦raise HTTPException(401, "Wrong password.", BASIC)⟧
    return user.id`,
      // Whatever it is called that holds the one against the other.
      `
@app.post("/login")
def log_in(name: str, password: str):
    user = get_user(name)
    if not user: «raise HTTPException(404, "No such account.")»
    if not vault.compare(password, user.password_hash): raise HTTPException(401, "Wrong password.", BASIC)
    return user.id`,
      `
@app.post("/login")
def log_in(name: str, password: str):
    user = get_user(name)
    if not user: «raise HTTPException(404, "No such account.")»
    if not user.check_password(password): raise HTTPException(401, "Wrong password.", BASIC)
    return user.id`,
      `
@app.post("/login")
def log_in(name: str, password: str):
    user = get_user(name)
    if user is None: «raise HTTPException(401, "No such account.", BASIC)»
    if not passwords.verify(password, user.password): raise HTTPException(401, "Wrong password.", BASIC)
    return user.id`,
      `
@app.post("/login")
def log_in(name: str, password: str):
    user = get_user(name)
    if not user: «raise HTTPException(404, "Wrong.")»
    if not passwords.verify(password, user.password): raise HTTPException(401, "Wrong.", BASIC)
    return user.id`,
    ],
  },
  nestjs: {
    prelude: `
import { Body, Controller, Injectable, Post, UnprocessableEntityException } from "@nestjs/common"
import bcrypt from "bcryptjs"
`,
    file: "main.ts",
    quiet: [
      // Whatever is said of either is said of both.
      `
@Controller("log-in")
export class LogIn {
  constructor(private readonly sailors: Sailors) {}
  @Post()
  async check(@Body() body: Body) {
    const sailor = await this.sailors.findByMail(body.mail)
    if (!sailor) throw new UnprocessableEntityException({ errors: { mail: "unknownOrWrong" } })
    const isRight = await bcrypt.compare(body.password, sailor.password)
    if (!isRight) throw new UnprocessableEntityException({ errors: { password: "unknownOrWrong" } })
    return sailor.id
  }
}`,
      // Who knows what is said.
      `
@Controller("log-in")
export class LogIn {
  constructor(private readonly sailors: Sailors) {}
  @Post()
  async check(@Body() body: Body) {
    const sailor = await this.sailors.findByMail(body.mail)
    if (!sailor) throw new UnprocessableEntityException({ errors: say("mail") })
    const isRight = await bcrypt.compare(body.password, sailor.password)
    if (!isRight) throw new UnprocessableEntityException({ errors: say("password") })
    return sailor.id
  }
}`,
    ],
    loud: [
      `
@Controller("log-in")
export class LogIn {
  constructor(private readonly sailors: Sailors, private readonly settings: Settings) {}
  @Post()
  async check(@Body() body: Body) {
    const sailor = await this.sailors.findByMail(body.mail)
    if (!sailor) «throw this.refused({ mail: "notFound" })»
    const isRight = await bcrypt.compare(body.password, sailor.password)
    if (!isRight) throw this.refused({ password: "wrongPassword" })
    return sailor.id
  }
  private refused(errors: Record<string, string>) {
    return new UnprocessableEntityException({ status: 422, errors: this.settings.discreet ? { mail: "no" } : errors })
  }
}`,
    ],
  },
})
