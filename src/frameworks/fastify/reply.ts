import type { ParameterValue, Value } from "../../semantics/value.ts"

/** Whether a value is the reply that a handler or hook is given. */
export function isReply(value: Value): value is ParameterValue {
  if (value.kind !== "parameter" || value.of.closure.language.name !== "ecmascript") return false
  const { annotation, name } = value.parameter
  const type = annotation?.kind === "subscript" ? annotation.object : annotation
  return /^_?(reply|rep)$/.test(name) || (type?.kind === "name" && type.name === "FastifyReply")
}

/** `fastify.FastifyReply` and `fastify.FastifyRequest` for what handlers and hooks are given. */
export function typeOf(value: ParameterValue): string | undefined {
  const { annotation, name } = value.parameter
  if (isReply(value)) return "fastify.FastifyReply"
  const type = annotation?.kind === "subscript" ? annotation.object : annotation
  if (type?.kind === "name") return type.name === "FastifyRequest" ? "fastify.FastifyRequest" : undefined
  return type === undefined && /^_?(req|request)$/.test(name) ? "fastify.FastifyRequest" : undefined
}
