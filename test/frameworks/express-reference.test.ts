import { expressPrelude } from "../support/express-prelude.ts"
import { runs } from "../support/marked-cases.ts"

// Row by row: what Express sends, where a challenge may be put, what a preflight meets. A line that ends in a mark is
// one on which that rule speaks.

const main = (code: string) => `── main.js\n${expressPrelude}${code}`
const behind = (code: string) => main(`app.use((req, res, next) => {\n${code}\n  next()\n})`)
const missing = "// #! missing-challenge"

runs("Express sends 401", [
  [
    "a chain through type()",
    behind(`  if (!req.headers.authorization) return res.status(401).type("txt").send("no") ${missing}`),
  ],
  ["a page", behind(`  if (!req.headers.authorization) return res.status(401).render("login") ${missing}`)],
  ["a file", behind(`  if (!req.headers.authorization) return res.status(401).sendFile("no.html") ${missing}`)],
  [
    "by what the client accepts",
    behind(`  if (!req.headers.authorization) return res.status(401).format({}) ${missing}`),
  ],
  [
    "writeHead with a reason",
    behind(`  if (!req.headers.authorization) { res.writeHead(401, "no"); return res.end() } ${missing}`),
  ],
  [
    "the name of http-errors",
    behind(`  if (!req.headers.authorization) throw createError.Unauthorized("no") ${missing}`),
  ],
  ["http-errors by number", behind(`  if (!req.headers.authorization) throw new createError[401]("no") ${missing}`)],
  ["http-errors by new", behind(`  if (!req.headers.authorization) throw new createError.Unauthorized() ${missing}`)],
  [
    "an error that is given its status",
    behind(`  if (!req.headers.authorization) {
    const e = new Error("no") ${missing}
    e.status = 401
    return next(e)
  }`),
  ],
  [
    "an error that is put together",
    behind(`  if (!req.headers.authorization) throw Object.assign(new Error("no"), { status: 401 }) ${missing}`),
  ],
  [
    "a plain object",
    behind(`  if (!req.headers.authorization) return next({ status: 401, message: "no" }) ${missing}`),
  ],
  // finalhandler takes numbers alone: anything else is a 500.
  ["a status that is text", behind(`  if (!req.headers.authorization) return next({ status: "401", message: "no" })`)],
  [
    "a code that nobody reads",
    behind(`  if (!req.headers.authorization) throw Object.assign(new Error("no"), { code: 401 })`),
  ],
  [
    "status first in a class of errors",
    main(`class ApiError extends Error { constructor(status, message) { super(message); this.status = status } }
app.use((req, res, next) => {
  if (!req.headers.authorization) throw new ApiError(401, "no") ${missing}
  next()
})`),
  ],
  [
    "message first in a class of errors",
    main(`class ApiError extends Error { constructor(message, statusCode) { super(message); this.statusCode = statusCode } }
app.use((req, res, next) => {
  if (!req.headers.authorization) return next(new ApiError("no", 401)) ${missing}
  next()
})`),
  ],
  [
    "a field of a class of errors",
    main(`class Denied extends Error { statusCode = 401 }
app.use((req, res, next) => {
  if (!req.headers.authorization) throw new Denied("no") ${missing}
  next()
})`),
  ],
  [
    "a parent that is told the status",
    main(`class ApiError extends Error { constructor(message, status) { super(message); this.status = status } }
class Denied extends ApiError { constructor() { super("no", 401) } }
app.use((req, res, next) => {
  if (!req.headers.authorization) throw new Denied() ${missing}
  next()
})`),
  ],
  [
    "a parent that is told in a record",
    main(`class ApiError extends Error { constructor({ status, message }) { super(message); this.status = status } }
class Denied extends ApiError { constructor() { super({ status: 401, message: "no" }) } }
app.use((req, res, next) => {
  if (!req.headers.authorization) throw new Denied() ${missing}
  next()
})`),
  ],
  [
    "a getter of a class of errors",
    main(`class Denied extends Error { get statusCode() { return 401 } }
app.use((req, res, next) => {
  if (!req.headers.authorization) throw new Denied("no") ${missing}
  next()
})`),
  ],
  [
    "a helper that sends",
    main(`const fail = (res, status, text) => res.status(status).json({ error: text }) ${missing}
app.use((req, res, next) => {
  if (!req.headers.authorization) return fail(res, 401, "no")
  next()
})`),
  ],
  [
    "a class of answers",
    main(`class Answer { static unauthorized(res) { return res.status(401).json({}) } } ${missing}
app.use((req, res, next) => {
  if (!req.headers.authorization) return Answer.unauthorized(res)
  next()
})`),
  ],
  [
    "the name of a status",
    `── main.ts\nimport express from "express"\nimport { StatusCodes } from "http-status-codes"\nconst app = express()\napp.use((req, res, next) => {\n  if (!req.headers.authorization) return res.status(StatusCodes.UNAUTHORIZED).json({}) ${missing}\n  next()\n})`,
  ],
  [
    "the name of a status in http-status",
    `── main.js\nconst express = require("express")\nconst httpStatus = require("http-status")\nconst app = express()\napp.use((req, res, next) => {\n  if (!req.headers.authorization) return res.status(httpStatus.UNAUTHORIZED).json({}) ${missing}\n  next()\n})`,
  ],
  [
    "Node's own name of a status",
    `── main.js\nconst express = require("express")\nconst { constants } = require("node:http2")\nconst app = express()\napp.use((req, res, next) => {\n  if (!req.headers.authorization) return res.status(constants.HTTP_STATUS_UNAUTHORIZED).json({}) ${missing}\n  next()\n})`,
  ],
  [
    "one of two statuses",
    behind(
      `  const user = jwt.verify(req.cookies.t, process.env.KEY)\n  if (!user || user.role !== "admin") return res.status(user ? 403 : 401).json({}) ${missing}`,
    ),
  ],
  // A redirect sets its own status.
  [
    "a redirect that forgets the status",
    behind(`  if (!req.headers.authorization) return res.status(401).redirect("/login")`),
  ],
  [
    "a redirect that is told the status",
    behind(`  if (!req.headers.authorization) return res.redirect(401, "/login") ${missing}`),
  ],
  [
    "all ways out of a callback of passport",
    main(`const passport = require("passport")
app.use((req, res, next) => {
  passport.authenticate("bearer", (e, user, info) => user ? next() : res.status(401).json({}))(req, res, next) ${missing}
})`),
  ],
])

runs("a challenge in Express", [
  [
    "set by a map",
    behind(`  if (!req.headers.authorization) return res.set({ "WWW-Authenticate": "Bearer" }).sendStatus(401)`),
  ],
  [
    "appended",
    behind(
      `  if (!req.headers.authorization) { res.append("WWW-Authenticate", "Bearer"); return res.sendStatus(401) }`,
    ),
  ],
  [
    "in writeHead",
    behind(
      `  if (!req.headers.authorization) { res.writeHead(401, { "WWW-Authenticate": "Bearer" }); return res.end() }`,
    ),
  ],
  [
    "of another name",
    behind(
      `  if (!req.headers.authorization) return res.set("X-WWW-Authenticate", "Bearer").sendStatus(401) ${missing}`,
    ),
  ],
  [
    "of a proxy",
    behind(
      `  if (!req.headers.authorization) return res.set("Proxy-Authenticate", "Basic").sendStatus(401) ${missing}`,
    ),
  ],
  [
    "empty",
    behind(
      `  if (!req.headers.authorization) return res.removeHeader("WWW-Authenticate"), res.sendStatus(401) ${missing}`,
    ),
  ],
  [
    "when headers are written",
    main(`const onHeaders = require("on-headers")
app.use((req, res, next) => {
  onHeaders(res, function () { if (this.statusCode === 401) this.setHeader("WWW-Authenticate", "Basic") })
  next()
})
app.get("/", (req, res) => { if (!req.headers.authorization) return res.sendStatus(401) })`),
  ],
  [
    "of passport's strategy in its callback",
    main(`const passport = require("passport")
app.use((req, res, next) => passport.authenticate("bearer", (e, user, info) => {
  if (!user) { res.set("WWW-Authenticate", info); return res.sendStatus(401) }
  next()
})(req, res, next))`),
  ],
])

const auth = `const auth = (req, res, next) => {
  if (!req.headers.authorization) return res.set("WWW-Authenticate", "Bearer").sendStatus(401)
  next()
}
`
const order = (code: string) => main(auth + code)
const blocked = "// #! auth-on-options"

runs("what a preflight meets in Express", [
  ["auth before CORS", order(`app.use(auth) ${blocked}\napp.use(cors())`)],
  ["CORS before auth", order(`app.use(cors())\napp.use(auth)`)],
  ["both in one call", order(`app.use(cors(), auth)`)],
  ["both in one call, the wrong way round", order(`app.use(auth, cors()) ${blocked}`)],
  ["in a list", order(`app.use([auth, [cors()]]) ${blocked}`)],
  [
    "a router with auth",
    order(`const api = express.Router()\napi.use(auth) ${blocked}\napp.use("/api", api)\napp.use(cors())`),
  ],
  [
    "a part of the paths",
    order(`app.use("/admin", auth) ${blocked}\napp.use(cors())\napp.get("/api", (req, res) => res.json({}))`),
  ],
  ["CORS for a part", order(`app.use("/api/v1", cors())\napp.use("/api", auth) ${blocked}\napp.use(cors())`)],
  ["a route for OPTIONS behind auth", order(`app.use(auth) ${blocked}\napp.options("*", cors())`)],
  ["a preflight that goes on", order(`app.use(cors({ preflightContinue: true }))\napp.use(auth) ${blocked}`)],
  ["CORS that is off", order(`app.use(cors({ origin: false }))\napp.use(auth)`)],
  [
    "a sub-app with its own CORS",
    order(`app.use(auth) ${blocked}\nconst sub = express()\nsub.use(cors())\napp.use("/sub", sub)`),
  ],
  ["a router with both", order(`const api = express.Router()\napi.use(cors())\napi.use(auth)\napp.use("/api", api)`)],
  ["one route with both", order(`app.get("/x", auth, cors(), (req, res) => res.json({}))`)],
  ["one route with auth", order(`app.get("/x", auth, (req, res) => res.json({}))\napp.use(cors())`)],
  ["app.all", order(`app.all("*", auth) ${blocked}\napp.use(cors())`)],
  [
    "a method that is told in a list",
    main(`app.use((req, res, next) => {
  if (["OPTIONS", "HEAD"].includes(req.method)) return next()
  if (!req.headers.authorization) return res.set("WWW-Authenticate", "Bearer").sendStatus(401)
  next()
})
app.use(cors())`),
  ],
  [
    "a method that is told inside out",
    main(`app.use((req, res, next) => {
  if (req.method !== "OPTIONS") {
    if (!req.headers.authorization) return res.set("WWW-Authenticate", "Bearer").sendStatus(401)
  }
  next()
})
app.use(cors())`),
  ],
  [
    "a header that only preflights have",
    main(`app.use((req, res, next) => {
  if (req.headers["access-control-request-method"]) return next()
  if (!req.headers.authorization) return res.set("WWW-Authenticate", "Bearer").sendStatus(401)
  next()
})
app.use(cors())`),
  ],
  [
    "headers of one's own, with an answer",
    order(`app.use((req, res, next) => {
  res.set("Access-Control-Allow-Origin", "https://web.example")
  if (req.method === "OPTIONS") return res.sendStatus(204)
  next()
})
app.use(auth)`),
  ],
  [
    "a package that refuses",
    main(`const passport = require("passport")
app.use(passport.authenticate("jwt", { session: false })) ${blocked}
app.use(cors())`),
  ],
  [
    "another package that refuses",
    main(`const { auth } = require("express-oauth2-jwt-bearer")
app.use(auth()) ${blocked}
app.use(cors())`),
  ],
  [
    "a package that need not refuse",
    main(`const { expressjwt } = require("express-jwt")
app.use(expressjwt({ secret: process.env.KEY, algorithms: ["HS256"], credentialsRequired: false }))
app.use(cors())`),
  ],
  [
    "a package that is told which methods",
    main(`const { expressjwt } = require("express-jwt")
app.use(expressjwt({ secret: process.env.KEY, algorithms: ["HS256"] }).unless({ method: "OPTIONS" }))
app.use(cors())`),
  ],
  [
    "two apps",
    main(`${auth}const admin = express()
admin.use(auth)
app.use(cors())
app.get("/", (req, res) => res.json({}))`),
  ],
  ["auth of paths that nobody asks across origins", order(`app.use("/internal", auth)\napp.use("/public", cors())`)],
  ["no CORS at all", order(`app.use(auth)`)],
  [
    "auth unless the path is open",
    order(`const open = new Set(["/health"])
app.use((req, res, next) => open.has(req.path) ? next() : auth(req, res, next)) ${blocked}
app.use(cors())`),
  ],
])

runs("what goes wrong in Express", [
  [
    "a refusal that goes on",
    behind(
      `  if (!req.headers.authorization) res.set("WWW-Authenticate", "Bearer").sendStatus(401) // #! refusal-falls-through`,
    ),
  ],
  [
    "the tutorial's 403",
    behind(`  if (!req.get("authorization")) return res.sendStatus(403) // #! unauthenticated-403`),
  ],
  [
    "the idiom of express-jwt",
    main(`app.use((err, req, res, next) => {
  if (err.name === "UnauthorizedError") return res.status(401).json({ error: "log in" }) // #! missing-challenge
  next(err)
})`),
  ],
])
