import { expressPrelude } from "../support/express-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

ruleTest("missing-challenge", {
  express: {
    prelude: expressPrelude,
    file: "main.js",
    loud: [
      `app.use((req, res, next) => {
  const token = req.get("authorization")
  if (!token) return «res.status(401).json({ error: "no token" })»
  next()
})`,
      `app.get("/me", (req, res) => {
  if (!req.headers.authorization) { «res.sendStatus(401)»; return }
  res.json({})
})`,
      `app.use((req, res, next) => {
  jwt.verify(req.cookies.token, process.env.KEY, (err, claims) => {
    if (err) return «res.status(401).end()»
    req.user = claims
    next()
  })
})`,
      `app.use(async (req, res, next) => {
  try { req.user = jwt.verify(req.headers.authorization, process.env.KEY) } catch (e) { return next(«createError(401, "bad token")») }
  next()
})`,
      `class Denied extends Error {
  constructor(message) { super(message); this.statusCode = 401 }
}
app.get("/", (req, res) => { if (!req.user) throw «new Denied("who?")»; res.json({}) })
app.use((err, req, res, next) => { res.status(err.statusCode).json({ error: "no" }) })`,
      // Another caller is not known.
      `
── load.js
const createError = require("http-errors")
exports.load = async (req) => {
  if (!req.headers.authorization) throw «createError(401, "no")»
  return 1
}
── all.js
const { load } = require("./load")
const createError = require("http-errors")
exports.loadAll = async (req) => {
  try { return await load(req) } catch (error) { throw createError(500, "no") }
}
── main.js
const { loadAll } = require("./all")
module.exports = (own) => {
  app.get("/a", async (req, res) => res.json(await loadAll(req)))
  app.get("/b", async (req, res) => res.json(await own.load(req)))
}`,
      // The caller passes on what it caught, itself or by another's hand.
      `const load = async (req) => {
  if (!req.headers.authorization) throw «createError(401, "no")»
  return await db.find()
}
app.get("/a", async (req, res, next) => { try { res.json(await load(req)) } catch (error) { next(error) } })`,
      `const load = async (req) => {
  if (!req.headers.authorization) throw «createError(401, "no")»
  return await db.find()
}
const answer = (res, error) => res.status(error.status ?? 500).end()
app.get("/a", async (req, res) => { try { res.json(await load(req)) } catch (error) { answer(res, error) } })`,
      `const load = async (req) => {
  if (!req.headers.authorization) throw «createError(401, "no")»
  return await db.find()
}
app.get("/a", async (req, res) => {
  try { res.json(await load(req)) } catch (error) { if (error.expose) throw error; throw createError(500, "no") }
})`,
      `app.use((req, res, next) => {
  if (!req.user) { res.statusCode = 401; return «res.end("no")» }
  next()
})`,
    ],
    quiet: [
      // Where it stands is called like it is: that names no further caller.
      `
── load.js
const createError = require("http-errors")
exports.load = async (req) => {
  if (!req.headers.authorization) throw createError(401, "no")
  return 1
}
exports.limit = 20
── all.js
const { load } = require("./load")
const createError = require("http-errors")
exports.loadAll = async (req) => {
  try { return await load(req) } catch (error) { throw createError(500, "no") }
}
── page.js
const { limit } = require("./load")
exports.page = (rows) => rows.slice(0, limit)
── main.js
const { loadAll } = require("./all")
app.get("/a", async (req, res) => res.json(await loadAll(req)))`,
      // Whoever calls it has an answer of its own for whatever it throws.
      `const load = async (req) => {
  if (!req.headers.authorization) throw createError(401, "no")
  return await db.find()
}
const loadAll = async (req) => {
  try { return await load(req) } catch (error) { log.error(error); throw createError(500, \`Cannot load: \${reasonOf(error)}\`) }
}
const reasonOf = (error) => error.code ?? "unknown"
app.get("/a", async (req, res, next) => { try { res.json(await loadAll(req)) } catch (error) { next(error) } })`,
      `app.use((req, res, next) => {
  if (!req.headers.authorization) return res.status(401).set("WWW-Authenticate", "Bearer").json({})
  next()
})`,
      `app.use((req, res, next) => {
  res.setHeader("WWW-Authenticate", 'Bearer realm="api"')
  if (!req.headers.authorization) return res.status(401).json({})
  next()
})`,
      `app.use((req, res, next) => {
  if (!req.headers.authorization) throw createError(401, "no", { headers: { "WWW-Authenticate": "Bearer" } })
  next()
})`,
      `app.get("/", (req, res) => { if (!req.user) throw createError(401); res.json({}) })
app.use((err, req, res, next) => {
  if (err.status === 401) res.set("WWW-Authenticate", "Bearer")
  res.status(err.status || 500).json({ error: "no" })
})`,
      `app.use((req, res, next) => { res.header("www-authenticate", "Bearer"); next() })
app.get("/", (req, res) => { if (!req.user) return res.status(401).json({}); res.json({}) })`,
      `http.interceptors.response.use((r) => r, async (e) => { if (e.response.status === 401) await renew() })`,
    ],
  },
})
ruleTest("scope-check-401", {
  express: {
    prelude: expressPrelude,
    file: "main.js",
    loud: [
      `const only = (...roles) => (req, res, next) => {
  if (!roles.includes(req.user.role)) return «res.status(401).json({ error: "not yours" })»
  next()
}
app.get("/", only("admin"), (req, res) => res.json({}))`,
      `app.get("/", async (req, res) => {
  const doc = await find(req.params.id)
  if (doc.ownerId !== req.user.id) return «res.sendStatus(401)»
  res.json(doc)
})`,
    ],
    quiet: [],
    others: [
      `app.get("/", async (req, res) => {
  const doc = await find(req.params.id)
  if (doc.ownerId !== req.user.id) return res.sendStatus(403)
  if (!req.user) return res.sendStatus(401)
})`,
    ],
  },
})
ruleTest("unauthenticated-403", {
  express: {
    prelude: expressPrelude,
    file: "main.js",
    loud: [
      `app.use((req, res, next) => {
  const raw = req.get("authorization")
  if (!raw) return «res.status(403).json({ ok: false })»
  jwt.verify(raw.slice(7), process.env.KEY, (e, claims) => {
    if (e) return «res.sendStatus(403)»
    req.user = claims
    next()
  })
})`,
      `app.post("/pay", (req, res) => traced("pay", async () => {
  if (!req.headers.authorization) return «res.sendStatus(403)»
  res.sendStatus(204)
}))`,
    ],
    quiet: [
      `app.delete("/:id", (req, res) => req.user.id === req.params.id ? res.json({}) : res.sendStatus(403))`,
      // What a callback refuses, the webhook around it refuses.
      `app.post("/webhooks/pay", (req, res) => traced("pay", async () => {
  if (!req.headers.authorization) return res.sendStatus(403)
  res.sendStatus(204)
}))`,
      // What is looked up beside the password is no account, and may be what is lacking.
      `app.post("/login", async (req, res) => {
  const invite = await db.invites.find(req.body.code)
  if (invite) {
    if (await bcrypt.compare(req.body.password, req.body.again)) return res.json({})
  }
  res.status(403).json({ error: "no" })
})`,
    ],
  },
})
ruleTest("unauthenticated-403", {
  express: {
    prelude: "",
    quiet: [],
    loud: [
      // The status travels under a name of the project's own, and only the handler knows what it is; the routers are chained.
      `
── login-error.js
class LoginError extends Error {
  constructor(answers, text) { super(text); this.answers = answers }
}
module.exports = LoginError
── accounts.js
const bcrypt = require("bcrypt")
const LoginError = require("./login-error")
exports.login = async ({ email, password }) => {
  const account = await db.accounts.find({ email })
  if (account) {
    const match = await bcrypt.compare(password, account.hash)
    if (match) return { id: account.id }
  }
  «throw new LoginError(403, "no such account or password")»
}
── routes.js
const { Router } = require("express")
const { login } = require("./accounts")
const own = Router()
own.post("/login", async (req, res, next) => {
  try { res.json(await login(req.body)) } catch (error) { next(error) }
})
module.exports = Router().use("/api", Router().use(own))
── app.js
const express = require("express")
const LoginError = require("./login-error")
const app = express()
app.use(require("./routes"))
app.use((err, req, res, next) => {
  if (err && err.name === "UnauthorizedError") return res.status(401).set("WWW-Authenticate", "Bearer").end()
  else if (err && err.answers) res.status(err.answers).json(err.message)
  else res.status(500).end()
})`,
    ],
  },
})
ruleTest("missing-challenge", {
  express: {
    prelude: "",
    quiet: [
      // Only a test calls it: nobody gets what it throws.
      `
── errors.js
class LoginError extends Error {
  constructor(text) { super(text); this.statusCode = 401 }
}
module.exports = LoginError
── keepers.js
const LoginError = require("./errors")
exports.keeperOf = async (pier, account) => {
  if (!account) throw new LoginError("no")
  return pier.keeper
}
── keepers.test.js
const { keeperOf } = require("./keepers")
it("knows", () => expect(keeperOf({}, undefined)).rejects.toThrow())
── app.js
const express = require("express")
const LoginError = require("./errors")
const app = express()
app.get("/", (req, res) => res.json({}))
app.use((err, req, res, next) => { if (err.statusCode) res.set(err.headers ?? {}).status(err.statusCode).json(err.message) })`,
    ],
    loud: [
      // A route does.
      `
── errors.js
class LoginError extends Error {
  constructor(text) { super(text); this.statusCode = 401 }
}
module.exports = LoginError
── keepers.js
const LoginError = require("./errors")
exports.keeperOf = async (pier, account) => {
  if (!account) throw «new LoginError("no")»
  return pier.keeper
}
── keepers.test.js
const { keeperOf } = require("./keepers")
it("knows", () => expect(keeperOf({}, undefined)).rejects.toThrow())
── app.js
const express = require("express")
const LoginError = require("./errors")
const { keeperOf } = require("./keepers")
const app = express()
app.get("/", async (req, res) => res.json(await keeperOf({}, req.user)))
app.use((err, req, res, next) => { if (err.statusCode) res.status(err.statusCode).json(err.message) })`,
    ],
  },
})

ruleTest("leaky-detail", {
  express: {
    prelude: expressPrelude,
    file: "main.js",
    loud: [
      // The other way round.
      `app.use((err, req, res, next) => {
  if (err.headers) res.set(err.headers)
  res.status(err.status ?? 500).json(«{ error: err.status >= 500 ? err.message : "no" }»)
})`,
      `app.use((err, req, res, next) => {
  if (err.headers) res.set(err.headers)
  res.status(err.status ?? 500).json(«{ error: err.status < 600 ? err.message : "no" }»)
})`,
      `app.get("/", async (req, res) => { try { await find() } catch (e) { res.status(500).json(«{ error: e.message }») } })`,
      `app.use((err, req, res, next) => { res.status(err.status || 500).json(«{ message: err.message }») })`,
      `app.get("/", async (req, res) => {
  try { await find() } catch (err) {
    const message = err instanceof Error ? err.message : "unknown"
    res.status(500).json(«{ message }»)
  }
})`,
    ],
    quiet: [
      // What an error of a request says is for the client, and what says so is read.
      `app.use((err, req, res, next) => {
  if (err.headers) res.set(err.headers)
  res.status(err.status ?? 500).json({ error: err.expose ? err.message : "Something broke." })
})`,
      `app.use((err, req, res, next) => {
  const status = Number(err.status || err.statusCode || 500)
  if (err.headers) res.set(err.headers)
  if (!(status < 500)) return res.status(status).json({ error: "Something broke." })
  res.status(status).json({ error: err.message })
})`,
      `app.use((err, req, res, next) => {
  if (err.headers) res.set(err.headers)
  const message = 500 <= err.statusCode || !err.statusCode ? "Something broke." : err.message
  res.status(err.statusCode || 500).json({ message })
})`,
    ],
    others: [
      // An error that says its own status says its own words.
      `
app.use((err, req, res, next) => {
  if (err && err.code) res.status(err.code).json({ message: err.message })
  else res.status(500).end()
})`,
      `app.use((err, req, res, next) => { res.status(500).json({ error: "no", ...(process.env.NODE_ENV === "development" && { stack: err.stack }) }) })`,
      `app.use((err, req, res, next) => { res.status(500).json({ error: process.env.NODE_ENV === "production" ? "no" : err.message }) })`,
      `app.use((err, req, res, next) => { console.error(err); res.status(500).json({ error: "no" }) })`,
    ],
  },
})
ruleTest("auth-on-options", {
  express: {
    prelude:
      expressPrelude +
      `const auth = (req, res, next) => { if (!req.headers.authorization) return res.sendStatus(401); next() }
`,
    file: "main.js",
    loud: [
      `«app.use(auth)»
app.use(cors())`,
      `«app.use("/api", auth)»
app.use(cors())`,
      `«app.use(auth, cors())»`,
      `const api = express.Router()
«api.use(auth)»
app.use("/api", api)
app.use(cors())`,
      // The method is asked about too late.
      `const late = (req, res, next) => {
  if (!req.get("authorization")) return res.set("WWW-Authenticate", "Bearer").sendStatus(401)
  if (req.method === "OPTIONS") return next()
  next()
}
«app.use(late)»
app.use(cors())`,
    ],
    quiet: [],
    others: [
      `app.use(cors())
app.use(auth)`,
      `app.use(auth)`,
      `app.use("/internal", auth)
app.use("/public", cors())`,
      `app.get("/", auth, (req, res) => res.json({}))
app.use(cors())`,
      `app.options("*", cors())
app.use(auth)
app.use(cors())`,
      `app.use((req, res, next) => { if (req.method === "OPTIONS") return next(); auth(req, res, next) })
app.use(cors())`,
    ],
  },
})

ruleTest("handler-drops-headers", {
  express: {
    prelude: expressPrelude,
    file: "main.js",
    quiet: [
      `app.use((err, req, res, next) => {
  if (err.headers) res.set(err.headers)
  res.status(err.status || 500).json({ error: "no" })
})`,
      `app.use((err, req, res, next) => {
  console.error(err)
  next(err)
})`,
      // It puts a challenge on every 401 itself.
      `app.use((err, req, res, next) => {
  const status = err.statusCode ?? 500
  if (status === 401) res.set("WWW-Authenticate", "Bearer")
  res.status(status).json({ error: "no" })
})`,
      // Errors of the project's own keep their status, and they have no headers; the others go to Express.
      `class AppError extends Error { constructor(status, message) { super(message); this.status = status } }
app.use((err, req, res, next) => {
  if (err instanceof AppError) return res.status(err.status).json({ error: err.message })
  next(err)
})`,
      // What it throws goes on to the next handler as it is.
      `app.use((err, req, res, next) => { console.error(err); throw err })`,
    ],
    loud: [
      // Not even the status of what the framework and its packages refuse is left: body-parser's 413 is a 500 as well.
      `app.use(‹›(err, req, res, next) => { «res.status(500).json({ error: "sorry" })» })`,
      `class AppError extends Error { constructor(status, message) { super(message); this.status = status } }
app.use(‹›(err, req, res, next) => {
  if (err instanceof AppError) return res.status(err.status).json({ error: err.message })
  «res.status(500).json({ error: "sorry" })»
})`,
      // What is handed on once the answer has begun is answered by nobody.
      `app.use(‹›(err, req, res, next) => {
  if (res.headersSent) return next(err)
  «res.status(500).json({ error: "sorry" })»
})`,
      // The 401 that is known to come out as a 500.
      `app.get("/", (req, res, next) => {
  if (!req.headers.authorization) return ‹next(createError(401, "no", { headers: { "WWW-Authenticate": "Bearer" } }))›
  next()
})
app.use((err, req, res, next) => { «res.status(500).json({ error: "sorry" })» })`,
      `app.use(‹›(err, req, res, next) => {
  «res.status(err.status || 500).json({ error: "no" })»
})`,
      `const ‹onError› = (err, req, res, next) => {
  const { statusCode = 500 } = err
  return «res.status(statusCode).send({ code: statusCode })»
}
app.use(onError)`,
      // Whoever is not let in keeps the status, whatever else is refused does not.
      `app.use(‹›(err, req, res, next) => {
  if (err.name === "UnauthorizedError") return res.status(401).json({ error: "log in" })
  else if (err.errorCode) res.status(err.errorCode).json({ error: "no" })
  else «res.status(500).json({ error: "sorry" })»
})`,
      // The branch loses what an error brought that is known to come to it.
      `app.get("/", (req, res, next) => {
  if (!req.headers.authorization) return ‹next(createError(401, "no", { headers: { "WWW-Authenticate": "Bearer" } }))›
  next()
})
app.use((err, req, res, next) => {
  if (err.name === "UnauthorizedError") return «res.status(401).json({ error: "log in" })»
  next(err)
})`,
      // One handler, one finding. What is no Error is not what was refused.
      `app.use(‹›(err, req, res, next) => {
  if (err instanceof Error) {
    if (err.message === "request entity too large") return res.status(413).end()
    «res.status(500).json({ error: "sorry" })»
  } else if (err) res.status(500).end()
  else next()
})`,
      `app.use(‹›(err, req, res, next) => {
  if (process.env.NODE_ENV === "production") return «res.status(500).json({ error: "sorry" })»
  ‹res.status(500).json({ error: "sorry", name: err.name })›
})`,
    ],
    others: [
      // A 401 of its own, made of errors that bring no challenge: it lacks one as any other does.
      `app.use((err, req, res, next) => {
  if (err.name === "UnauthorizedError") return res.status(401).json({ error: "log in" })
  next(err)
})`,
      `app.get("/", (req, res, next) => {
  if (!req.headers.authorization) return next(createError(401))
  next()
})
app.use((err, req, res, next) => {
  if (err.status === 401) return res.status(401).json({ error: "log in" })
  next(err)
})`,
    ],
  },
})
