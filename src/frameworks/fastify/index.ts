import type { Framework } from "../../semantics/framework.ts"
import { passedError } from "../express/answers.ts"
import { challengedError, errorAttribute, statusError } from "../node-errors.ts"
import { arrange } from "./arrange.ts"
import { headerEffects, isReply, lastingEffects, sentAnswer, writtenAnswer } from "./replies.ts"

export const fastify: Framework = {
  name: "fastify",
  language: "ecmascript",
  packages: ["fastify", "fastify-plugin"],
  builders: { fastify: "app", "fastify.default": "app", "fastify.fastify": "app" },
  error: statusError,
  response: () => undefined,
  sent: sentAnswer,
  passed: passedError,
  written: writtenAnswer,
  headerEffects,
  lasting: lastingEffects,
  typeOf: (_machine, parameter) => (isReply(parameter) ? "fastify.FastifyReply" : undefined),
  attribute: errorAttribute,
  arrange,
  challenged: challengedError,
}
