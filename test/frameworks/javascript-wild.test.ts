import { expressPrelude } from "../support/express-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

// What real projects write, in our own words: each was once said of code in which nothing is wrong.

const nest = `import { ForbiddenException, HttpException, Injectable, UnauthorizedException } from "@nestjs/common"
import { JwtService } from "@nestjs/jwt"
`

ruleTest("missing-challenge", {
  nestjs: {
    prelude: nest,
    file: "main.ts",
    quiet: [
      // The library of the interface calls this method, over its own socket.
      `import { Extension, onAuthenticatePayload } from "@hocuspocus/server"
@Injectable()
export class DocumentAccess implements Extension {
  constructor(private readonly tokens: JwtService) {}
  async onAuthenticate(data: onAuthenticatePayload) {
    try {
      await this.tokens.verifyAsync(data.token)
    } catch {
      throw new UnauthorizedException("bad token")
    }
  }
}`,
      `import { ConnectedSocket, SubscribeMessage, WebSocketGateway } from "@nestjs/websockets"
@WebSocketGateway()
export class Chat {
  constructor(private readonly tokens: JwtService) {}
  handleConnection(client) {
    if (!client.handshake.auth.token) throw new UnauthorizedException("no token")
  }
  @SubscribeMessage("say")
  say(@ConnectedSocket() client) {
    if (!client.handshake.headers.authorization) throw new UnauthorizedException()
  }
}`,
      `import { Args, Mutation, Resolver } from "@nestjs/graphql"
@Resolver()
export class Accounts {
  constructor(private readonly tokens: JwtService) {}
  @Mutation(() => String)
  async renew(@Args("token") token: string) {
    try { return await this.tokens.verifyAsync(token) } catch { throw new UnauthorizedException() }
  }
}`,
      `import { MessagePattern } from "@nestjs/microservices"
import { OnEvent } from "@nestjs/event-emitter"
import { Cron } from "@nestjs/schedule"
@Injectable()
export class Jobs {
  @MessagePattern("renew")
  renew(token: string) { if (!token) throw new UnauthorizedException() }
  @OnEvent("order.created")
  noted(token: string) { if (!token) throw new UnauthorizedException() }
  @Cron("0 * * * *")
  hourly() { if (!this.token) throw new UnauthorizedException() }
}`,
      `import { Processor, WorkerHost } from "@nestjs/bullmq"
@Processor("mail")
export class Mail extends WorkerHost {
  async process(job) { if (!job.data.token) throw new UnauthorizedException() }
}`,
    ],
    loud: [
      // Methods that its own controllers call answer them, whatever else the class is.
      `import { Controller, Get, Headers } from "@nestjs/common"
import { Repository } from "typeorm"
@Injectable()
export class Users extends Repository {
  me(token: string) { if (!token) throw «new UnauthorizedException()» }
}
@Controller()
export class Home {
  constructor(private readonly users: Users) {}
  @Get() me(@Headers("authorization") token: string) { return this.users.me(token) }
}`,
    ],
  },
})

ruleTest("scope-check-401", {
  nextjs: {
    prelude: `import { NextResponse } from "next/server"\n`,
    file: "app/api/files/route.ts",
    quiet: [
      // A session that is not there, not good, or of another link: whether anybody may is one reason among several.
      `import { parse } from "cookie"
import { store } from "redis-of-ours"
async function sessionOf(request: Request, linkId: string) {
  if (!linkId) return null
  const token = parse(request.headers.get("cookie") ?? "")["share_" + linkId]
  if (!token) return null
  const found = await store.get("share:" + token)
  if (!found) return null
  if (found.expiresAt < Date.now()) return null
  if (found.linkId !== linkId) return null
  return found
}
export async function GET(request: Request) {
  const linkId = new URL(request.url).searchParams.get("link")
  const session = await sessionOf(request, linkId)
  if (!session) return Response.json({ error: "Session required" }, { status: 401, headers: { "WWW-Authenticate": "Link" } })
  return Response.json({})
}`,
      // Whoever is not logged in may not see it either: the question takes nobody in its stride.
      `const isMember = (session, id: string) => session?.user.harbours.some((one) => one.id === id) ?? false
export async function show(harbour, session) {
  const mayRead = harbour.public || isMember(session, harbour.id)
  if (!mayRead) return Response.json({}, { status: 401, headers: { "WWW-Authenticate": "Link" } })
  return Response.json(harbour)
}`,
      // Nobody has no name.
      `import { getServerSession } from "next-auth"
const challenge = { status: 401, headers: { "WWW-Authenticate": "Link" } }
export async function GET(request: Request) {
  const session = await getServerSession()
  if (!session?.user?.id) return Response.json({ error: "Unauthorized" }, challenge)
  return Response.json({})
}
export async function POST(request: Request) {
  const session = await getServerSession()
  const userId = (session?.user as User | undefined)?.id
  if (!userId) return Response.json({ error: "Unauthorized" }, challenge)
  return Response.json({})
}
export async function PUT(request: Request) {
  const session = await getServerSession()
  const user = session?.user as User
  if (!user?.id || !user.email) return Response.json({ error: "Unauthorized" }, challenge)
  return Response.json({})
}`,
      // One answer for nobody and for somebody without the right.
      `import { getServerSession } from "next-auth"
import { PrismaClient } from "@prisma/client"
const prisma = new PrismaClient()
async function getAuthenticatedAdmin(teamId: string) {
  const session = await getServerSession()
  if (!session) return null
  const membership = await prisma.membership.findUnique({ where: { userId: session.user.id, teamId } })
  if (!membership || membership.role !== "ADMIN") return null
  return { userId: session.user.id }
}
export async function GET(request: Request) {
  const admin = await getAuthenticatedAdmin(new URL(request.url).searchParams.get("team"))
  if (!admin) return Response.json({ error: "Unauthorized" }, { status: 401, headers: { "WWW-Authenticate": "Link" } })
  return Response.json({})
}`,
      // Whoever a token is of is looked for: that there is nobody says so.
      `import { getServerSession } from "next-auth"
import { db } from "db-of-ours"
import { eq } from "drizzle-orm"
const challenge = { status: 401, headers: { "WWW-Authenticate": "Link" } }
export async function GET(request: Request) {
  const [user] = await db.select().from(users).where(eq(keys.id, request.headers.get("authorization"))).limit(1)
  if (!user) return Response.json({ error: "not authenticated" }, challenge)
  return Response.json({})
}
export async function POST(request: Request) {
  const session = await getServerSession()
  if (!session) return Response.json({ error: "not authenticated" }, challenge)
  const user = await accounts.getUserById(session.user.id)
  if (!user) return Response.json({ error: "unknown user" }, challenge)
  return Response.json({})
}`,
      // A plan that could not be read, an outcome, a key that nobody knows: none of them is a right that lacks.
      `import { getServerSession } from "next-auth"
import { plans, personal } from "plans-of-ours"
const challenge = { status: 401, headers: { "WWW-Authenticate": "Link" } }
export async function GET(request: Request) {
  const session = await getServerSession()
  if (!session) return Response.json({ error: "not authenticated" }, challenge)
  const plan = await plans.getPlan({ id: session.user.accountId })
  if (plan.isErr()) return Response.json({ error: "no plan" }, challenge)
  return Response.json({})
}
export async function POST(request: Request) {
  const found = await personal.byToken(request.headers.get("authorization"))
  if (new Date() > found.right.expiresOn) return Response.json({ error: "expired" }, challenge)
  return Response.json({})
}`,
      // Client and request are held against each other before anybody is known.
      `import { encoded, asked } from "oauth-of-ours"
export async function POST(request: Request) {
  const client = encoded(request)
  const code = await asked(request)
  if (client.tenant !== code.tenant) return Response.json({ error: "Invalid tenant" }, { status: 401, headers: { "WWW-Authenticate": "Link" } })
  return Response.json({})
}`,
      // A key is found by its digest and by what else it must be; what is kept of its owner only for a while is the owner.
      `import { and, eq, isNull } from "drizzle-orm"
import { db, cache, ownerById } from "db-of-ours"
const challenge = { status: 401, headers: { "WWW-Authenticate": "Link" } }
async function hashKey(key: string) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key))
  return Buffer.from(digest).toString("hex")
}
export async function GET(request: Request) {
  const digest = await hashKey(request.headers.get("authorization"))
  const [key] = await db.select().from(keys).where(and(eq(keys.digest, digest), isNull(keys.endedAt))).limit(1)
  if (!key) return Response.json({ error: "Unknown key" }, challenge)
  let owner = await cache.get(key.userId)
  if (!owner) owner = await ownerById(db, key.userId)
  if (!owner) return Response.json({ error: "Nobody has this key" }, challenge)
  return Response.json({})
}`,
      // Which key signed a token is said by the token, and no right.
      `import { Buffer } from "buffer"
const challenge = { status: 401, headers: { "WWW-Authenticate": "Link" } }
export async function GET(request: Request) {
  const { keys } = await (await fetch("https://id.example/keys")).json()
  const token = request.headers.get("authorization").slice("Bearer ".length)
  const { kid } = JSON.parse(Buffer.from(token.split(".")[0], "base64").toString())
  const key = keys.find((one) => one.kid === kid)
  if (!key) return Response.json({ error: "Unknown key" }, challenge)
  return Response.json({})
}`,
      // Who asks may be nobody.
      `import { getServerSession } from "next-auth"
import { mayRead } from "access-of-ours"
export async function GET(request: Request) {
  const session = await getServerSession()
  let userId: string | undefined
  if (session) userId = session.user.id
  const hasAccess = await mayRead({ userId, viewerId: new URL(request.url).searchParams.get("viewer") })
  if (!hasAccess) return Response.json({ error: "Unauthorized" }, { status: 401, headers: { "WWW-Authenticate": "Link" } })
  return Response.json({})
}`,
    ],
    loud: [
      `import { getServerSession } from "next-auth"
import { mayRead } from "access-of-ours"
export async function GET(request: Request) {
  const session = await getServerSession()
  if (!session) return Response.json({ error: "Log in" }, { status: 401, headers: { "WWW-Authenticate": "Link" } })
  const hasAccess = await mayRead({ userId: session.user.id })
  if (!hasAccess) «return Response.json({ error: "No" }, { status: 401, headers: { "WWW-Authenticate": "Link" } })»
  return Response.json({})
}`,
      `import { getServerSession } from "next-auth"
export async function GET(request: Request) {
  const session = await getServerSession()
  if (!session?.user?.id) return Response.json({ error: "Log in" }, { status: 401, headers: { "WWW-Authenticate": "Link" } })
  if (!session.user.tenantId) «return Response.json({ error: "No" }, { status: 401, headers: { "WWW-Authenticate": "Link" } })»
  return Response.json({})
}`,
    ],
  },
})

ruleTest("scope-check-401", {
  hono: {
    prelude: `import { Hono } from "hono"\nconst app = new Hono()\nconst challenge = { "WWW-Authenticate": "Link" }\n`,
    file: "main.ts",
    quiet: [
      // Nobody has put any aside.
      `app.use(async (c, next) => {
  const scopes = c.get("scopes") as string[] | undefined
  if (!scopes) return c.json({ error: "Authentication is required." }, 401, challenge)
  await next()
})`,
    ],
    loud: [
      `app.use(async (c, next) => {
  const scopes = c.get("scopes") as string[]
  if (!scopes.includes("orders:write")) «return c.json({ error: "no" }, 401, challenge)»
  await next()
})`,
    ],
  },
})

ruleTest("scope-check-401", {
  express: {
    prelude: expressPrelude,
    file: "main.js",
    quiet: [
      // What a client's name says of its harbour is held against what the code was made for: it is not that client's code.
      `class GrantError extends Error {
  constructor(message, statusCode) { super(message); this.statusCode = statusCode; this.headers = { "WWW-Authenticate": 'Basic realm="harbour"' } }
}
app.post("/token", async (req, res, next) => {
  const { code, client_id, client_secret } = req.body
  const grant = await grants.take(code)
  if (client_id && client_secret) {
    const told = partsOf(client_id)
    if (!told) {
      if (client_id !== grant.clientId || client_secret !== grant.clientSecret) return next(new GrantError("Invalid client", 401))
    } else {
      if (!grant.fromPort && (told.tenant !== grant.requested?.tenant || told.product !== grant.requested?.product))
        return next(new GrantError("Invalid tenant or product", 401))
      if (client_secret !== settings.verifier) return next(new GrantError("Invalid client secret", 401))
    }
  }
  res.json(await issue(grant))
})`,
    ],
    loud: [],
  },
})

ruleTest("unauthenticated-403", {
  express: {
    prelude: `${expressPrelude}const bcrypt = require("bcrypt")\n`,
    file: "main.js",
    quiet: [
      // Whoever gets so far was told apart from the owner before: the password only confirms it.
      `app.post("/users/:id/password", async (req, res) => {
  const user = await users.byId(req.params.id)
  if (user.id !== req.user?.id) return res.status(403).json({ error: "not yours" })
  if (!(await bcrypt.compare(req.body.password, user.hash))) return res.status(403).json({ error: "wrong password" })
  res.json({})
})`,
      // Services sign what they send: there is nobody who could log in, also where the signature is checked.
      `app.post("/paid", wrapped(async (req, res) => {
  const given = req.headers["pay-signature"]
  if (!given) return res.status(403).json({ error: "no signature" })
  try {
    bcrypt.verify(req.rawBody, given, process.env.PAY_SECRET)
  } catch (error) {
    return res.status(403).json({ error: "bad signature" })
  }
  res.json({})
}))`,
      `async function isTheirs(req) {
  const given = req.get("X-Signature-Ed25519")
  if (!given) return false
  return bcrypt.compare(given + req.rawBody, process.env.PUBLIC_KEY)
}
app.post("/interactions", async (req, res) => {
  if (!(await isTheirs(req))) return res.status(403).json({ error: "not theirs" })
  res.json({})
})`,
      // The password that is in use is asked of somebody who is logged in.
      `app.post("/password", gate(), async (req, res) => {
  const user = await users.byId(req.body.id)
  if (!req.body.currentPassword || !(await bcrypt.compare(req.body.currentPassword, user.hash))) {
    return res.status(403).json({ error: "wrong password" })
  }
  res.json({})
})`,
    ],
    loud: [
      `app.post("/login", async (req, res) => {
  const user = await users.byName(req.body.name)
  if (!(await bcrypt.compare(req.body.password, user.hash))) return «res.status(403).json({ error: "wrong password" })»
  res.json({})
})`,
    ],
  },
})

ruleTest("unauthenticated-403", {
  hono: {
    prelude: `import { Hono } from "hono"\nimport { and, eq } from "drizzle-orm"\nconst app = new Hono()\n`,
    file: "main.ts",
    quiet: [
      // Whose key it is has been found: where it may be used from is another matter.
      `app.use(async (c, next) => {
  const [key] = await db.select().from(keys).where(eq(keys.text, c.req.header("authorization"))).limit(1)
  if (!key) return c.json({ error: "Unknown key" }, 401, { "WWW-Authenticate": "Bearer" })
  const [domain] = await db.select().from(domains).where(and(eq(domains.shop, key.shop), eq(domains.name, c.req.header("origin")))).limit(1)
  if (!domain) return c.json({ error: "Not from here" }, 403)
  await next()
})`,
    ],
    loud: [
      `app.use(async (c, next) => {
  const [key] = await db.select().from(keys).where(and(eq(keys.text, c.req.header("authorization")), eq(keys.open, true))).limit(1)
  if (!key) «return c.json({ error: "Unknown key" }, 403)»
  await next()
})`,
    ],
  },
})

ruleTest("handler-drops-headers", {
  koa: {
    prelude: `import Koa from "koa"\nconst app = new Koa()\n`,
    file: "main.ts",
    quiet: [
      // Only one package's errors are answered here, and nobody knows what those carry.
      `import { errors } from "oidc-provider"
app.use(async (ctx, next) => {
  try { await next() } catch (error) {
    if (!(error instanceof errors.OIDCProviderError)) throw error
    ctx.status = error.statusCode || 500
    ctx.body = { error: "no" }
  }
})`,
      // Koa's own errors do not get so far.
      `import { isHttpError } from "http-errors"
app.use(async (ctx, next) => {
  try { await next() } catch (error) {
    if (isHttpError(error)) throw error
    ctx.status = 500
    ctx.body = { error: "sorry" }
  }
})`,
    ],
    loud: [
      `import { isHttpError } from "http-errors"
app.use(async (ctx, next) => {
  try { await next() } ‹›catch (error) {
    if (!isHttpError(error)) throw error
    «ctx.status» = error.status
    ctx.body = { error: "no" }
  }
})`,
    ],
  },
})

ruleTest("leaky-detail", {
  express: {
    prelude: `${expressPrelude}class QuotaReached extends Error {}\nclass Duplicate extends Error {}\n`,
    file: "main.js",
    quiet: [
      // Express gives every handler a `next`.
      `app.post("/orders", (req, res, next) => {
  order(req.body, (error, made) => {
    if (error) return next ? next(error) : res.status(500).json(error)
    res.json(made)
  })
})`,
      // Nothing fails but the text that came, and what is said of it is for whoever sent it.
      `app.post("/hooks", (req, res) => {
  let target
  try { target = new URL(req.body.target) } catch (error) {
    return res.status(400).json({ error: error instanceof Error ? error.message : "bad" })
  }
  res.json(target.host)
})`,
      `function checkPort(text) {
  try { ports.parse(text) } catch { throw new Error("Not a port of ours.") }
}
app.post("/calls", (req, res) => {
  try { checkPort(req.body.port) } catch (error) { return res.status(400).json({ error: error.message }) }
  res.end()
})`,
      // Nor does a check, which says what is wrong with what it was given.
      `function assertDock(url) {
  const { protocol, hostname } = new URL(url)
  if (protocol !== "https:") throw new Error(\`Not over TLS: \${url}\`)
  if (!docksOf(process.env.DOCKS).includes(hostname)) throw new Error(\`"\${hostname}" is no dock of ours.\`)
}
app.post("/docks", (req, res) => {
  try { assertDock(req.body.url) } catch (error) {
    return res.status(400).json({ error: error instanceof Error ? error.message : "bad" })
  }
  res.end()
})`,
      `class TargetValidationError extends Error {}
async function validateTarget(text) {
  if (!text.startsWith("https:")) throw new TargetValidationError("Only https.")
  await lookedUp(text)
}
app.post("/hooks", async (req, res) => {
  try { await validateTarget(req.body.target) } catch (error) {
    return res.status(400).json({ error: error.message })
  }
  res.end()
})`,
      // Whoever gave an error its name gave it its words.
      `app.post("/orders", async (req, res, next) => {
  try { res.json(await order(req.body)) } catch (error) {
    if (error.name === "orderproblem") return res.status(400).json({ error: error.message })
    next(createError(500))
  }
})`,
      `app.post("/orders", async (req, res, next) => {
  try { res.json(await order(req.body)) } catch (error) {
    if (!(error instanceof Error)) return next(createError(500))
    switch (error.constructor) {
      case QuotaReached:
      case Duplicate:
        return res.status(403).json({ error: error.message })
      default:
        return res.status(500).json({ error: "Something went wrong." })
    }
  }
})`,
      `app.post("/orders", async (req, res, next) => {
  try { res.json(await order(req.body)) } catch (error) {
    if (error.constructor === QuotaReached) return res.status(403).json({ error: error.message })
    next(createError(500))
  }
})`,
    ],
    loud: [
      // What is done besides may fail of anything.
      `class TargetValidationError extends Error {}
function validateTarget(text) { if (!text.startsWith("https:")) throw new TargetValidationError("Only https.") }
app.post("/hooks", async (req, res) => {
  try { validateTarget(req.body.target); await store.insert(req.body) } catch (error) {
    return res.status(400).json(«{ error: error.message }»)
  }
  res.end()
})`,
      // An outage of whatever is behind the check is nobody's input.
      `app.post("/hooks", (req, res) => {
  try { res.json(new URL(req.body.target).host) } catch (error) { res.status(500).json(«{ error: error.message }») }
})`,
      `app.post("/orders", async (req, res, next) => {
  try { res.json(await order(req.body)) } catch (error) {
    switch (error.constructor) {
      case QuotaReached:
        return res.status(403).json({ error: error.message })
      case TypeError:
      case Duplicate:
        return res.status(409).json(«{ error: error.message }»)
      default:
        return res.status(500).json(«{ error: error.message }»)
    }
  }
})`,
      `app.post("/orders", async (req, res, next) => {
  try { res.json(await order(req.body)) } catch (error) {
    if (error.name === "TimeoutError") return res.status(400).json(«{ error: error.message }»)
    next(createError(500))
  }
})`,
    ],
  },
})

ruleTest("account-enumeration", {
  nextjs: {
    prelude: `import { NextResponse } from "next/server"\n`,
    file: "app/api/views/route.ts",
    quiet: [
      // Whoever previews is logged in; the password is the link's.
      `import bcrypt from "bcryptjs"
import { getServerSession } from "next-auth"
import { PrismaClient } from "@prisma/client"
const prisma = new PrismaClient()
export async function POST(request: Request) {
  const { preview, linkId, password } = await request.json()
  const link = await prisma.link.findUnique({ where: { linkId } })
  if (preview) {
    const session = await getServerSession()
    if (!session) return Response.json({ error: "Log in to preview" }, { status: 401, headers: { "WWW-Authenticate": "Link" } })
  }
  if (link.password) {
    if (!(await bcrypt.compare(password, link.password))) return Response.json({ error: "Wrong password" }, { status: 400 })
  }
  return Response.json({})
}`,
      `import bcrypt from "bcryptjs"
import { getServerSession } from "next-auth"
import { PrismaClient } from "@prisma/client"
const prisma = new PrismaClient()
export async function POST(request: Request) {
  const { linkId, password } = await request.json()
  const session = await getServerSession()
  if (!session) return Response.json({ error: "Log in" }, { status: 401, headers: { "WWW-Authenticate": "Link" } })
  const link = await prisma.link.findUnique({ where: { linkId } })
  if (!(await bcrypt.compare(password, link.password))) return Response.json({ error: "Wrong password" }, { status: 400 })
  return Response.json({})
}`,
    ],
    loud: [
      `import bcrypt from "bcryptjs"
import { PrismaClient } from "@prisma/client"
const prisma = new PrismaClient()
export async function POST(request: Request) {
  const { email, password } = await request.json()
  const user = await prisma.user.findUnique({ where: { email } })
  if (!user) «return Response.json({ error: "No such account" }, { status: 404 })»
  if (!(await bcrypt.compare(password, user.password))) {
    return Response.json({ error: "Wrong password" }, { status: 401, headers: { "WWW-Authenticate": "Link" } })
  }
  return Response.json({})
}`,
    ],
  },
})
