import { timingSafeEqual } from "node:crypto"
import type { NextFunction, Request, Response } from "express"

const key = Buffer.from(process.env["OFFICE_TOKEN"] ?? "")

/** Officers bring the office's own key. */
export function office(req: Request, res: Response, next: NextFunction): void {
  const given = Buffer.from(req.get("X-Office-Key") ?? "")
  if (given.length !== key.length || !timingSafeEqual(given, key)) {
    res.set("WWW-Authenticate", 'APIKey realm="office"').status(401).json({ message: "Officers only." })
    return
  }
  next()
}
