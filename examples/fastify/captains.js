import jwt from "jsonwebtoken"

const secret = process.env.HARBOUR_SECRET
if (!secret) throw new Error("HARBOUR_SECRET is not set.")

/** Captains bring a bearer token. */
export async function captains(request, reply) {
  const token = request.headers.authorization?.replace(/^Bearer /, "")
  if (!token) return reply.code(401).send({ error: "Log in first." }) // gatelint: expect[missing-challenge]
  try {
    request.user = jwt.verify(token, secret, { algorithms: ["HS256"] })
  } catch {
    return reply.code(403).send({ error: "The token is not valid." }) // gatelint: expect[unauthenticated-403]
  }
}
