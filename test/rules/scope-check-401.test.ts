import { expressPrelude } from "../support/express-prelude.ts"
import { fastapiPrelude } from "../support/fastapi-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

ruleTest("scope-check-401", {
  fastapi: {
    prelude: `${fastapiPrelude}
class User:
    role: str
def get_current_user(token: Annotated[str, Depends(bearer)]):
    try:
        return load_user(jwt.decode(token, key_of())["sub"])
    except jwt.InvalidTokenError:
        raise HTTPException(401, "bad token", CHALLENGE)
CurrentUser = Annotated[User, Depends(get_current_user)]
`,
    quiet: [
      `
@app.get("/a")
def a(user: CurrentUser):
    if user.role != "admin": raise HTTPException(403, "admins only")`,
      // Nobody is identified yet.
      `
def gate(user):
    if not user: raise HTTPException(401, "login", CHALLENGE)`,
      // A token of before the last change of password.
      `
@app.get("/a")
def a(user: CurrentUser, token: Annotated[str, Depends(bearer)]):
    claims = Claims(**jwt.decode(token, key_of()))
    if claims.token_version != user.token_version: raise HTTPException(401, "revoked", CHALLENGE)`,
      // Account state is neither.
      `
@app.get("/a")
def a(user: CurrentUser):
    if not user.is_active: raise HTTPException(401, "inactive", CHALLENGE)`,
      // Both in one test: who is to say?
      `
def mixed(user):
    if not user or user.role != "admin": raise HTTPException(401, "no", CHALLENGE)`,
      // A shared secret, whatever it is called.
      `
def root(x_admin_token: str | None = Header(None)):
    if not secrets.compare_digest(x_admin_token, settings.ADMIN_TOKEN): raise HTTPException(401, "no", CHALLENGE)`,
      // Who issued a token is read before anybody has verified it.
      `
from portjwt import get_token_issuer
def peer_of(given):
    try:
        peer = get_token_issuer(given)
    except ValueError as error:
        raise HTTPException(403, "bad token") from error
    return peer
def gate_of(expected_client_id, request: Request):
    given = request.headers.get("Authorization")
    if not given: raise HTTPException(401, "no token", CHALLENGE)
    client_id = peer_of(given[7:])
    if client_id != expected_client_id: raise HTTPException(401, "not you", CHALLENGE)
def crew(request: Request): gate_of(settings.CREW_CLIENT_ID, request)`,
      // The audience is part of the token's validity.
      `
def gate(token: Annotated[str, Depends(bearer)]):
    claims = jwt.decode(token, key_of())
    if claims["aud"] != "shop": raise HTTPException(401, "Audience not allowed", CHALLENGE)`,
      // RFC 9470 answers a step-up with 401.
      `
def gate(user: CurrentUser):
    if user.role != "mfa":
        raise HTTPException(401, "x", {"WWW-Authenticate": 'Bearer error="insufficient_user_authentication"'})`,
      // Which token it is, is asked of the token, even where a gate has read somebody from it.
      `
def get_current_user_data(token: Annotated[str, Depends(bearer)]): return jwt.decode(token, key_of())
@app.get("/a")
def a(payload: Annotated[dict, Depends(get_current_user_data)]):
    if payload.get("type") and payload.get("type") != "access": raise HTTPException(401, "wrong token", CHALLENGE)`,
      // A session that is over is no lack of rights.
      `
@app.get("/a")
def a(session: CurrentUser):
    if session.expires <= now(): raise HTTPException(401, "expired", CHALLENGE)`,
      // Words on one side only.
      `
def tenant(tenant_id, configurations):
    if tenant_id not in configurations: raise HTTPException(401, "no such tenant", CHALLENGE)`,
      // Whether this server can log in somewhere else is no right of the caller's.
      `
@app.post("/servers/{id}/tools")
def tools(id: int, user: CurrentUser):
    credentials = credentials_for(id, user)
    if not credentials.can_authenticate(): raise HTTPException(401, "not configured", CHALLENGE)`,
      // The inner refusal leaves as it is.
      `
def verify(token: Annotated[str, Depends(bearer)]):
    try:
        claims = jwt.decode(token, key_of())
        if "admin" not in claims["roles"]: raise HTTPException(403, "admins only")
    except HTTPException: raise
    except Exception: raise HTTPException(401, "bad token", CHALLENGE)`,
      // A licence is neither.
      `
def get_license_payload(token: Annotated[str, Depends(bearer)]): return jwt.decode(token, key_of())
@app.get("/seats")
def seats(license_payload: Annotated[dict, Depends(get_license_payload)]):
    if not license_payload.tenant_id: raise HTTPException(401, "License missing tenant", CHALLENGE)`,
      // Starlette says so that nobody is there.
      `
def need(request: Request):
    if not request.auth.scopes: raise HTTPException(401, "login", CHALLENGE)`,
      // Whether a token still holds is asked of the clock.
      `
def gate(token: Annotated[str, Depends(bearer)]):
    claims = jwt.decode(token, key_of())
    ends = datetime.fromtimestamp(claims["exp"])
    if ends < datetime.now(): raise HTTPException(401, "over", CHALLENGE)
    return claims["sub"]`,
      // Whoever a known number belongs to is gone: nobody is there.
      `
def get_current_user_id(token: Annotated[str, Depends(bearer)]):
    try: return UUID(jwt.decode(token, key_of())["sub"])
    except jwt.InvalidTokenError: raise HTTPException(401, "bad token", CHALLENGE)
def current(user_id: Annotated[UUID, Depends(get_current_user_id)], db):
    found = db.get(Sailor, user_id)
    if not found: raise HTTPException(401, "no such sailor", CHALLENGE)
    return found`,
      `
def seat(user: CurrentUser, db):
    row = db.fetch_one("SELECT name, berth FROM sailors WHERE name = ?", (user.name,))
    if not row: raise HTTPException(401, "gone", CHALLENGE)
    if not int(row.get("is_active", 1)) == 1: raise HTTPException(401, "off duty", CHALLENGE)`,
      // A part that they lack.
      `
def name_of(user): return str((getattr(user, "claims", {}) or {}).get("nick") or "").strip()
@app.get("/a")
def a(user: CurrentUser):
    nick = name_of(user)
    if not nick: raise HTTPException(401, "no nick in it", CHALLENGE)`,
      // A member is somebody who is looked for.
      `
async def gate(token: Annotated[str, Depends(bearer)], db):
    claims = jwt.decode(token, key_of())
    sailor = await crew_store.get_member_by_uuid(member_uuid=claims["sub"], connection=db)
    if sailor is None: raise HTTPException(401, "bad token", CHALLENGE)`,
      // The state of an account, by number.
      `
@app.get("/a")
def a(user: CurrentUser):
    if user.profile.status_id in [settings.ASHORE, settings.LOST]: raise HTTPException(401, "ashore", CHALLENGE)`,
      // Behind a gate for captains there is one.
      `
def get_current_admin(user: CurrentUser):
    if user.role != "admin": raise HTTPException(403, "admins only")
    return user
@app.get("/a")
def a(captain: Annotated[User, Depends(get_current_admin)]):
    if not captain: raise HTTPException(401, "no", CHALLENGE)`,
      // How a token is written is no lack of what it grants.
      `
def gate(token: Annotated[str, Depends(bearer)]):
    scopes = jwt.decode(token, key_of()).get("scopes")
    if not isinstance(scopes, dict): raise HTTPException(401, "malformed", CHALLENGE)`,
      // What was found out with somebody's name is not theirs.
      `
@app.post("/rotate")
def rotate(user: CurrentUser):
    rotated = turn_over(user_id=user.id)
    if rotated.outcome == "idle": raise HTTPException(401, "idle", CHALLENGE)`,
      // Those who may not were refused in front; what is asked then is another question.
      `
@app.post("/a")
def a(user: CurrentUser, given):
    if user.role != "admin": return JSONResponse({"no": 1}, status_code=403)
    problem = switch_off(given)
    if problem: raise HTTPException(401, "no", CHALLENGE)`,
      // One statement, both right.
      `
def gate(request: Request, user=None):
    raise (HTTPException(401, "x", CHALLENGE) if user is None else HTTPException(403, "no"))`,
    ],
    loud: [
      `
@app.get("/a")
def a(user: CurrentUser):
    if user.role != "admin": «raise HTTPException(401, "admins only", CHALLENGE)»`,
      `
def gate(user):
    if not user: raise HTTPException(401, "login", CHALLENGE)
    if not user.is_staff: «raise HTTPException(401, "staff", CHALLENGE)»`,
      `
@app.delete("/items/{id}")
def delete(item, user: CurrentUser):
    if item.owner_id != user.id: «raise HTTPException(401, "not yours", CHALLENGE)»`,
      `
def gate(ss: SecurityScopes, user: CurrentUser):
    for scope in ss.scopes:
        if scope not in user.scopes: «raise HTTPException(401, "scope", CHALLENGE)»`,
      `
def gate(user: CurrentUser, required):
    missing = set(required) - set(user.permissions)
    if missing: «raise HTTPException(401, "scope", CHALLENGE)»`,
      // It names its own reason.
      `
def gate(x):
    if x: «raise HTTPException(401, "x", {"WWW-Authenticate": 'Bearer error="insufficient_scope"'})»`,
      // Everything that is made there lacks a right: the class is to blame.
      `
class DemandAdmin(HTTPException):
    def __init__(self): «super().__init__(401, "admins", CHALLENGE)»
def admin_only(user: CurrentUser):
    if user.role != "admin": ‹raise DemandAdmin›`,
      `
from starlette.authentication import requires
@app.get("/admin")
@«requires(["admin"], status_code=401)»
async def admin(request: Request): return PlainTextResponse("x")`,
      // A dependency that yields hands on what it yields.
      `
def opened(user: CurrentUser):
    try: yield user
    finally: user.close()
@app.get("/a")
def a(somebody=Depends(opened)):
    if somebody.role != "admin": «raise HTTPException(401, "admins only", CHALLENGE)»`,
      // What a verified token grants is asked for, by a default that is nothing and through a filter.
      `
def verify(token: Annotated[str, Depends(bearer)], client: str):
    payload = jwt.decode(token, key_of())
    roles = payload.get("resource_access", {}).get(client, {}).get("roles", [])
    roles = [role for role in roles if not role.startswith("uma_")]
    if not roles: «raise HTTPException(401, "no role", CHALLENGE)»
    return roles[0]`,
      // Held against what a setting calls the administrators.
      `
class Verifier:
    def __init__(self):
        self.groups_claim = os.environ["GROUPS_CLAIM"]
        self.group_of_admin = os.environ["ADMIN_GROUP"]
    def role(self, token: Annotated[str, Depends(bearer)]):
        groups = jwt.decode(token, key_of()).get(self.groups_claim, [])
        current = [group.lower() for group in groups][0]
        if self.group_of_admin in current: return "admin"
        else: «raise HTTPException(401, "no role in groups", CHALLENGE)»`,
      // The 403 never leaves: whoever lacks the role is told to log in again.
      `
def verify(token: Annotated[str, Depends(bearer)]):
    try:
        claims = jwt.decode(token, key_of())
        if "admin" not in claims["roles"]: raise HTTPException(403, "admins only")
    except Exception: «raise HTTPException(401, "bad token", CHALLENGE)»`,
      // A factory of guards.
      `
def require_role(role):
    def guard(user: CurrentUser):
        if role not in user.roles: «raise HTTPException(401, "role", CHALLENGE)»
        return user
    return guard`,
      `
@app.get("/a")
def a(doc: int, user: CurrentUser):
    ok, why = can_edit(user, doc)
    if not ok: «raise HTTPException(401, why, CHALLENGE)»`,
      // Looked up by them and by what they ask for.
      `
@app.get("/ships/{ship_id}")
def ship(ship_id: int, user: CurrentUser, db):
    berth = db.query(Berth).filter_by(user_id=user.id, ship_id=ship_id).first()
    if not berth: «raise HTTPException(401, "not of this crew", CHALLENGE)»`,
      `
@app.get("/ships/{ship_id}")
def ship(ship_id: int, user: CurrentUser):
    sailor = crew_store.get_crew_member(ship_id, user.id)
    if sailor is None: «raise HTTPException(401, "not of this crew", CHALLENGE)»`,
      `
@app.get("/a")
def a(user: CurrentUser):
    if user.id not in settings.CAPTAINS: «raise HTTPException(401, "captains only", CHALLENGE)»`,
    ],
  },
  express: {
    prelude: `${expressPrelude}
const known = (req, res, next) => {
  try { req.user = jwt.verify(req.headers.authorization.slice(7), process.env.KEY); next() }
  catch { res.set("WWW-Authenticate", "Bearer").sendStatus(401) }
}
`,
    file: "main.ts",
    quiet: [
      // A gate made of gates.
      `
class AnyOf {
  constructor(gates) { this.gates = gates }
  async canActivate(context) {
    for (const gate of this.gates) if (await gate.canActivate(context)) return true
    throw new Refused()
  }
}
class Refused extends Error { statusCode = 401; headers = { "WWW-Authenticate": "Bearer" } }
app.get("/a", async (req, res) => { await new AnyOf(gates).canActivate(req); res.json({}) })
app.use((error, req, res, next) => res.set(error.headers).status(error.statusCode).json({}))`,
      // Whom a table of people does not have is nobody, whatever those people may.
      `
const { PrismaClient } = require("@prisma/client")
const db = new PrismaClient()
class Refused extends Error { statusCode = 401; headers = { "WWW-Authenticate": "Bearer" } }
const known = async (email, password) => {
  const admin = await db.admin.findUnique({ where: { email } })
  if (!admin) throw new Refused()
  if (!admin.status) throw new Refused()
  return admin
}
app.post("/log-in", async (req, res) => res.json(await known(req.body.email, req.body.password)))
app.use((error, req, res, next) => res.set(error.headers).status(error.statusCode).json({}))`,
      // Why there is nobody, in words.
      `
const sessionOf = (req) => {
  const given = req.headers.authorization
  if (!given) return "log in first"
  return jwt.verify(given.slice(7), process.env.KEY)
}
app.get("/me", (req, res) => {
  const session = sessionOf(req)
  if (typeof session === "string") return res.set("WWW-Authenticate", "Bearer").status(401).json({ why: session })
  res.json({ id: session.id })
})`,
      // That there is such a rank at all.
      `
const Rank = { MATE: "mate", COOK: "cook" }
const isRoleKnown = (role) => {
  if (Object.values(Rank).includes(role)) return true
  return false
}
app.get("/a", (req, res, next) => {
  const decoded = jwt.verify(req.headers.authorization.slice(7), process.env.KEY)
  if (!isRoleKnown(decoded.role)) return res.set("WWW-Authenticate", "Bearer").sendStatus(401)
  next()
})`,
      // What else is done with a role may fail as well, and says nothing of what it allows.
      `
app.post("/login", async (req, res) => {
  try {
    const found = await signIn(req.body)
    const tokens = tokensFor(found.user.id, found.user.role)
    res.json(tokens)
  } catch (error) {
    if (error instanceof Error && error.message.includes("Invalid")) {
      res.set("WWW-Authenticate", "Bearer").sendStatus(401)
      return
    }
    res.sendStatus(500)
  }
})`,
      // An error of ours that no check of a right raises.
      `
class OwnerGoneError extends Error {}
app.post("/renew", known, async (req, res) => {
  try {
    const session = await sessions.get(req.user.sid)
    if (!session) throw new OwnerGoneError()
    await requireBerthPermission(req.user)
    res.json(session)
  } catch (error) {
    if (error instanceof OwnerGoneError) return res.set("WWW-Authenticate", "Bearer").sendStatus(401)
    throw error
  }
})`,
      // A question is answered; what is caught is something else.
      `
app.get("/a", known, async (req, res) => {
  try {
    if (hasRole(req.user, "idle")) return res.sendStatus(429)
    res.json(await logbook(req.user))
  } catch (error) {
    res.set("WWW-Authenticate", "Bearer").sendStatus(401)
  }
})`,
    ],
    loud: [
      `
app.delete("/users/:id", known, (req, res) => {
  if (req.user.id !== Number(req.params.id)) return «res.set("WWW-Authenticate", "Bearer").status(401).json({ no: 1 })»
  res.sendStatus(204)
})`,
    ],
  },
})
