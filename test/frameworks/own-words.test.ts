import { expressPrelude } from "../support/express-prelude.ts"
import { fastapiPrelude } from "../support/fastapi-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

/** Whose words an error has, read from all that may fail in front of a handler. */
ruleTest("leaky-detail", {
  "express, in words of its own": {
    prelude: expressPrelude,
    file: "main.js",
    quiet: [
      // What the store says is taken where it is asked, and what is raised then is a plain sentence.
      `
class HarbourFull extends Error {
  status = 429
  constructor(message, minutes) {
    super(message)
    this.name = "HarbourFull"
    this.minutes = minutes
  }
}
const counted = async (limit, boat) => {
  if (limit.off) return { allowed: true }
  try {
    const count = await store.increment(\`harbour:\${boat}\`)
    return { allowed: count < limit.boats, minutes: 5 }
  } catch (error) {
    logger.error({ error, boat }, "the harbour cannot be counted")
    if (process.env.REPORTS) reports.captureException(error)
    return { allowed: true }
  }
}
const refuse = (found) => {
  if (!found.allowed) throw new HarbourFull("The harbour is full. Please come back later.", found.minutes)
  return found
}
const enter = async (limit, boat) => refuse(await counted(limit, boat))
app.post("/berths", async (req, res) => {
  try { await enter({ boats: 4 }, req.body.boat) }
  catch (error) { return res.status(429).json({ error: error instanceof Error ? error.message : "Unknown error" }) }
  res.end()
})`,
      // A choice by a name that is given, and a class that only builds an address.
      `
const BASE = "https://pilots.example"
const known = (pilot) => {
  const key = process.env[\`KEY_\${pilot}\`]
  if (!key) throw new Error(\`Nothing is set up for \${pilot}\`)
  return { key }
}
class Pilots {
  constructor(settings) { this.settings = settings }
  address(state) {
    const url = new URL(\`\${BASE}/pilots\`)
    url.searchParams.set("key", this.settings.key)
    url.searchParams.set("state", state)
    return url.toString()
  }
}
class Tugs extends Pilots {
  constructor(settings) { super(settings); this.client = connect(settings) }
}
const pilotOf = (pilot) => {
  const settings = known(pilot)
  switch (pilot) {
    case "north": return new Pilots(settings)
    case "south": return new Tugs(settings)
    default: throw new Error(\`No such pilot: \${pilot}\`)
  }
}
app.get("/pilots", (req, res) => {
  try { res.json({ url: pilotOf("north").address(req.query.state) }) }
  catch (error) { res.status(500).json({ error: error instanceof Error ? error.message : "No pilot" }) }
})`,
    ],
    loud: [
      // The same without the handler around the store.
      `
class HarbourFull extends Error {}
const counted = async (boat) => ({ allowed: (await store.increment(boat)) < 4 })
const enter = async (boat) => {
  const found = await counted(boat)
  if (!found.allowed) throw new HarbourFull("The harbour is full.")
}
app.post("/berths", async (req, res) => {
  try { await enter(req.body.boat) } catch (error) { return res.status(429).json(«{ error: error.message }») }
  res.end()
})`,
      // What it takes it tells again.
      `
class HarbourFull extends Error {}
const enter = async (boat) => {
  try { await store.increment(boat) } catch (error) { throw new HarbourFull(error.message) }
}
app.post("/berths", async (req, res) => {
  try { await enter(req.body.boat) } catch (error) { return res.status(429).json(«{ error: error.message }») }
  res.end()
})`,
      `
const enter = async (boat) => {
  try { await store.increment(boat) } catch (error) { logger.error(error); throw error }
}
app.post("/berths", async (req, res) => {
  try { await enter(req.body.boat) } catch (error) { return res.status(500).json(«{ error: error.message }») }
  res.end()
})`,
      // Something else is called beside it.
      `
class HarbourFull extends Error {}
const enter = (boat) => { if (boat.long) throw new HarbourFull("The harbour is full.") }
app.post("/berths", async (req, res) => {
  try { enter(req.body.boat); await store.save(req.body) }
  catch (error) { return res.status(500).json(«{ error: error.message }») }
  res.end()
})`,
      // The class that is made for it opens a connection.
      `
class Tugs {
  constructor(key) { this.client = connect(key) }
  name() { return "tug" }
}
app.get("/tugs", (req, res) => {
  try { res.json({ name: new Tugs("a").name() }) } catch (error) { res.status(500).json(«{ error: error.message }») }
})`,
      // What stands in the text is nobody's word.
      `
const enter = (boat) => { throw new Error(\`\${boat.owner} has no berth\`) }
app.post("/berths", async (req, res) => {
  try { enter(await find(req.body.boat)) } catch (error) { return res.status(500).json(«{ error: error.message }») }
  res.end()
})`,
    ],
  },
  "fastapi, in words of its own": {
    prelude: fastapiPrelude,
    quiet: [
      `
class HarbourFull(Exception):
    def __init__(self, boat):
        super().__init__(f"There is no berth for {boat}.")
def counted(boat):
    try: return store.increment(boat)
    except Exception: return 0
def enter(boat):
    if counted(boat) > 4: raise HarbourFull(boat)
@app.post("/berths/{boat}")
def berth(boat: str):
    try: enter(boat)
    except Exception as e: raise HTTPException(409, str(e))`,
    ],
    loud: [
      // An item that is not there is said in the language's own words.
      `
class HarbourFull(Exception): pass
def enter(boat):
    if boat["length"] > 4: raise HarbourFull("The harbour is full.")
@app.post("/berths")
def berth(boat: dict):
    try: enter(boat)
    except Exception as e: raise HTTPException(409, «str(e)»)`,
      `
class HarbourFull(Exception): pass
def counted(boat):
    try: return store.increment(boat)
    except ValueError: return 0
def enter(boat):
    if counted(boat) > 4: raise HarbourFull("The harbour is full.")
@app.post("/berths/{boat}")
def berth(boat: str):
    try: enter(boat)
    except Exception as e: raise HTTPException(409, «str(e)»)`,
      // Whatever extends the class may ask somebody there.
      `
class Pilot:
    def called(self): raise NotImplementedError("called")
class Radio(Pilot):
    def called(self): return radio.call(self)
def call(pilot: Pilot):
    try: return pilot.called()
    except Exception as e: raise HTTPException(409, «str(e)»)
@app.post("/pilots")
def pilots(): return call(Radio())`,
      `
class Pilot:
    def called(self): raise NotImplementedError("called")
    def call(self):
        try: return self.called()
        except Exception as e: raise HTTPException(409, «str(e)»)
class Radio(Pilot):
    def called(self): return radio.call(self)
@app.post("/pilots")
def pilots(): return Radio().call()`,
      // What is put around a function fails in its own way.
      `
from postal import retried
class HarbourFull(Exception): pass
@retried(3)
def enter(boat): raise HarbourFull("The harbour is full.")
@app.post("/berths/{boat}")
def berth(boat: str):
    try: enter(boat)
    except Exception as e: raise HTTPException(409, «str(e)»)`,
    ],
  },
})
