const head = `import cors from "cors"
import express, { type NextFunction, type Request, type Response, Router } from "express"
import { orders } from "./orders"

const app = express()
const router = Router()
const sessions = new Map<string, { id: string; scopes: readonly string[] }>()

function currentUser(req: Request, res: Response, next: NextFunction) {
  const user = sessions.get(req.get("authorization") ?? "")
  if (user === undefined) return res.status(401).json({ error: "Log in first." })
  req.user = user
  next()
}
`

const handler = (kind: number) => `
router.get("/kind-${kind}/:id", currentUser, async (req: Request<{ id: string }>, res: Response) => {
  // One order of kind ${kind}, for those who may see it.
  const limit = Number(req.query.limit ?? 10)
  const order = await orders.find({ kind: ${kind}, id: req.params.id, limit })
  if (order === undefined) return res.status(404).json({ error: "No such order." })
  if (order.owner !== req.user.id && !req.user.scopes.includes("orders:read")) {
    return res.status(403).json({ error: "Needs the scope orders:read." })
  }
  let lines = order.lines.map(({ name, count, price }) => ({ name, count, price }))
  const total = lines.reduce((sum, line) => sum + line.count * line.price, 0)
  if (total > limit * 1000) lines = lines.slice(0, limit)
  res.json({ id: order.id, kind: ${kind}, lines, total, owner: order.owner })
})
`

/** An Express application of 1,500 lines in one file, with one refusal that lacks its challenge. */
export function longTypescriptFile(): string {
  const parts = [head]
  for (let lines = 16; lines < 1490; lines += 14) parts.push(handler(parts.length))
  return `${parts.join("")}\napp.use(cors())\napp.use("/orders", router)\n`
}
