const cors = require("cors")
const express = require("express")
const jwt = require("jsonwebtoken")

const secret = process.env.HARBOUR_SECRET
if (!secret) throw new Error("HARBOUR_SECRET is not set.")

const bookedBy = new Map([
  ["1", undefined],
  ["2", "ada"],
  ["3", undefined],
])
const logs = new Map([
  ["1", "{ depth: 2.4"],
  ["2", '{ "depth": 2.1 }'],
  ["3", '{ "depth": 1.9 }'],
])

const captains = (req, res, next) => {
  const token = (req.get("Authorization") ?? "").replace(/^Bearer /, "")
  if (!token) return res.status(401).json({ error: "Log in first." }) // gatelint: expect[missing-challenge]
  try {
    req.user = jwt.verify(token, secret, { algorithms: ["HS256"] })
  } catch {
    return res.status(403).json({ error: "The token is not valid." }) // gatelint: expect[unauthenticated-403]
  }
  next()
}

const app = express()
app.use(captains) // gatelint: expect[auth-on-options]
app.use(cors({ origin: "https://harbour.example" }))

const router = express.Router()

router.get("/:id", (req, res) => {
  const { id } = req.params
  if (!bookedBy.has(id)) return res.status(404).json({ error: "No such berth." })
  res.json({ id, free: bookedBy.get(id) === undefined })
})

router.get("/:id/depth", (req, res) => {
  try {
    res.json(JSON.parse(logs.get(req.params.id)))
  } catch (error) {
    res.status(500).json({ error: error.message }) // gatelint: expect[leaky-detail]
  }
})

router.delete("/:id/booking", (req, res) => {
  const { user } = req
  if (!user.scopes.includes("berths:book")) {
    return res.status(401).json({ error: "You may only look." }) // gatelint: expect[scope-check-401]
  }
  if (bookedBy.get(req.params.id) !== user.sub) return res.status(403).json({ error: "Not your booking." })
  res.sendStatus(204)
})

const masters = (req, res, next) => {
  if (req.user.role !== "master") {
    res.status(403).json({ error: "Only the harbour master fills in a berth." }) // gatelint: expect[refusal-falls-through]
  }
  next()
}

router.delete("/:id", masters, (req, res) => {
  bookedBy.delete(req.params.id)
  if (!res.headersSent) res.sendStatus(204)
})

app.use("/berths", router)

module.exports = { app }
