import { ruleTest } from "../support/rule-test.ts"

const prelude = `import { NextResponse } from "next/server"
import { unauthorized } from "next/navigation"
import NextAuth from "next-auth"
export const { auth } = NextAuth({})
`
const file = "app/api/me/route.ts"

ruleTest("missing-challenge", {
  next: {
    prelude,
    file,
    loud: [
      `export async function GET(request: Request) {
  if (!request.headers.get("authorization")) return «NextResponse.json({ error: "no" }, { status: 401 })»
  return NextResponse.json({})
}`,
      `export async function GET() {
  const session = await auth()
  if (!session?.user) return «new Response("no", { status: 401 })»
  return Response.json(session.user)
}`,
      `export async function GET() {
  const session = await auth()
  if (!session) «unauthorized()»
  return Response.json({})
}`,
      // A class of errors that makes its own answers: the status comes out of what it was made with.
      `function statusOf(type: string) {
  switch (type) {
    case "bad_request": return 400
    case "unauthorized": return 401
    case "forbidden": return 403
    case "not_found": return 404
    case "rate_limit": return 429
    default: return 500
  }
}
class ApiError extends Error {
  constructor(code: string) {
    super()
    const [type] = code.split(":")
    this.type = type
    this.status = statusOf(this.type)
  }
  toResponse() { return «Response.json({ type: this.type }, { status: this.status })» }
}
export async function GET() {
  const session = await auth()
  if (!session?.user) ‹return new ApiError("unauthorized:chat").toResponse()›
  return Response.json({})
}
export async function POST() { return new ApiError("bad_request:chat").toResponse() }`,
    ],
    quiet: [
      `export async function GET() {
  const session = await auth()
  const doc = await load()
  if (doc.userId !== session?.user.id) return Response.json({}, { status: 403 })
  return Response.json(doc)
}`,
      `export async function GET() {
  const response = new Response("no", { status: 401 })
  response.headers.set("WWW-Authenticate", "Bearer")
  const session = await auth()
  return session ? Response.json({}) : response
}`,
    ],
  },
  "what Next.js renders": {
    prelude: "",
    file: "unused.md",
    quiet: [
      // An error boundary shows what a component throws, and a server action's errors come back as such.
      `── errors.ts
export class Denied extends Error { statusCode = 401 }
── session.ts
import { Denied } from "./errors"
import { cache } from "react"
export const getSession = cache(async () => {
  const session = await read()
  if (!session) throw new Denied("log in")
  return session
})
export function asked(session) {
  if (!session) throw new Denied("log in")
}
── app/orders/page.tsx
import { headers } from "next/headers"
import { Denied } from "../../errors"
import { asked } from "../../session"
const Page = async () => {
  asked(await read())
  if (!(await headers()).get("authorization")) throw new Denied("log in")
  return <p />
}
export default Page
── app/orders/actions.ts
"use server"
import { Denied } from "../../errors"
import { asked } from "../../session"
export async function order(session) {
  asked(session)
  if (!session) throw new Denied("log in")
}
── components/orders.tsx
import { Denied } from "../errors"
export async function Orders({ session }) {
  if (!session) throw new Denied("log in")
  return <p />
}
export const inline = {
  async order(session) {
    "use server"
    if (!session) throw new Denied("log in")
  },
}
── client.ts
import { Denied } from "./errors"
import { createSafeActionClient } from "next-safe-action"
export const client = createSafeActionClient().use(async ({ next, session }) => {
  if (!session) throw new Denied("log in")
  return next()
})`,
    ],
    loud: [
      // The same helper of an endpoint answers it.
      `── errors.ts
export class Denied extends Error { statusCode = 401 }
── session.ts
import { Denied } from "./errors"
export function asked(session) {
  if (!session) throw «new Denied("log in")»
}
── app/orders/actions.ts
"use server"
import { asked } from "../../session"
export async function order(session) { asked(session) }
── pages/api/orders.ts
import type { NextApiRequest, NextApiResponse } from "next"
import { asked } from "../../session"
export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  try { asked(await read(req)); res.json({}) } catch (error) { res.status(error.statusCode).json({}) }
}`,
    ],
  },
  "next pages": {
    prelude: `import type { NextApiRequest, NextApiResponse } from "next"\n`,
    file: "pages/api/me.ts",
    loud: [
      `export default function handler(req: NextApiRequest, res: NextApiResponse) {
  if (!req.headers.authorization) return «res.status(401).json({ error: "no" })»
  res.json({})
}`,
    ],
    quiet: [],
  },
})

const gate = (rest = "", config = "") => `── middleware.ts
import { NextResponse } from "next/server"
${config}export function middleware(request) {
${rest}  if (!request.headers.get("authorization")) {
    return NextResponse.json({}, { status: 401, headers: { "WWW-Authenticate": "Bearer" } })
  }
  return NextResponse.next()
}
`
const matcher = (path: string) => `export const config = { matcher: ${path} }\n`
const cors = `── app/api/(public)/orders/[id]/route.ts
const headers = { "Access-Control-Allow-Origin": "https://shop.example" }
export const GET = () => Response.json({}, { headers })
export const OPTIONS = () => new Response(null, { status: 204, headers })
`

ruleTest("auth-on-options", {
  "next middleware": {
    prelude: "",
    file: "unused.md",
    loud: [
      `${gate("", matcher('«"/api/:path*"»'))}${cors}`,
      `${gate("", matcher('["/admin", «"/api/orders/:path*"»]'))}${cors}`,
      `${gate().replace("export function middleware", "export default function «middleware»")}${cors}`,
    ],
    quiet: [
      // Nobody means it for other origins.
      `${gate()}── app/api/orders/route.ts
export const GET = () => Response.json({})
`,
      `${gate("", matcher('"/admin/:path*"'))}${cors}`,
      `${gate('  if (request.method === "OPTIONS") return NextResponse.next()\n')}${cors}`,
      // What a matcher asks of headers may leave out a preflight.
      `${gate(
        "",
        matcher('[{ source: "/api/:path*", missing: [{ type: "header", key: "access-control-request-method" }] }]'),
      )}${cors}`,
    ],
  },
})
