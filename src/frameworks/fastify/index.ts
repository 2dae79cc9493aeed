import type { Framework } from "../../semantics/framework.ts"
import { continues } from "../express/answers.ts"
import { challengedError, errorAttribute, refusedError } from "../node-errors.ts"
import { fastifyCors, openCors } from "../open-cors.ts"
import { arrange } from "./arrange.ts"
import { asserted, errorAnswer, passedError, returnedError } from "./errors.ts"
import { repairs } from "./repairs.ts"
import { headerEffects, lastingEffects, sentAnswer, writtenAnswer } from "./replies.ts"
import { typeOf } from "./reply.ts"

export const fastify: Framework = {
  name: "fastify",
  language: "ecmascript",
  packages: ["fastify", "fastify-plugin"],
  builders: { fastify: "app", "fastify.default": "app", "fastify.fastify": "app" },
  error: errorAnswer,
  response: returnedError,
  asserted,
  sent: sentAnswer,
  continues,
  passed: passedError,
  written: writtenAnswer,
  headerEffects,
  lasting: lastingEffects,
  typeOf: (_machine, parameter) => typeOf(parameter),
  attribute: errorAttribute,
  arrange,
  wiring: (machine, setup) => openCors(machine, setup, [fastifyCors]),
  challenged: challengedError,
  refused: refusedError,
  repairs,
}
