import { NextResponse } from "next/server"
import { bearerToken, type Captain, captainOf } from "./tokens"

interface Context {
  readonly params: Promise<{ id: string }>
}

type Handler = (id: string, captain: Captain) => Response | Promise<Response>

/** Captains bring a bearer token. */
export function withCaptain(handler: Handler) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    const token = bearerToken(request)
    if (!token) return NextResponse.json({ error: "Log in first." }, { status: 401 }) // gatelint: expect[missing-challenge]
    let captain: Captain
    try {
      captain = await captainOf(token)
    } catch {
      return NextResponse.json({ error: "The token is not valid." }, { status: 403 }) // gatelint: expect[unauthenticated-403]
    }
    const { id } = await params
    return handler(id, captain)
  }
}
