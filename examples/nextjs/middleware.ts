import { type NextRequest, NextResponse } from "next/server"
import { bearerToken, type Captain, captainOf } from "@/lib/tokens"

export const config = { matcher: "/api/office/:path*" } // gatelint: expect[auth-on-options]

const challenge = { "WWW-Authenticate": 'Bearer realm="office"' }

/** Only the harbour master enters the office. Next.js runs it for every method. */
export async function middleware(request: NextRequest) {
  const token = bearerToken(request)
  if (!token) return NextResponse.json({ error: "Log in first." }, { status: 401, headers: challenge })
  let captain: Captain
  try {
    captain = await captainOf(token)
  } catch {
    return NextResponse.json({ error: "The token is not valid." }, { status: 401, headers: challenge })
  }
  if (captain.role !== "master") return NextResponse.json({ error: "For the master only." }, { status: 403 })
  return NextResponse.next()
}
