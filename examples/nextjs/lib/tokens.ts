import { jwtVerify } from "jose"

const secret = process.env.HARBOUR_SECRET
if (!secret) throw new Error("HARBOUR_SECRET is not set.")
const key = new TextEncoder().encode(secret)

export interface Captain {
  readonly sub: string
  readonly scopes: readonly string[]
  readonly role?: string
}

export function bearerToken(request: Request): string | undefined {
  return request.headers.get("authorization")?.replace(/^Bearer /, "")
}

/** Who a token says it is of; rejects where it is no good. */
export async function captainOf(token: string): Promise<Captain> {
  const { payload } = await jwtVerify<Captain>(token, key, { algorithms: ["HS256"] })
  return payload
}
