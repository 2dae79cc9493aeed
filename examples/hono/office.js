import { Hono } from "hono"
import { bearerAuth } from "hono/bearer-auth"

/** Officers bring the office's own token. */
export const office = new Hono()

office.use(bearerAuth({ token: process.env.OFFICE_TOKEN ?? "", realm: "office" })) // gatelint: expect[auth-on-options]

office.get("/officers", (c) => c.json({ officers: ["cleo", "dan"] }))
