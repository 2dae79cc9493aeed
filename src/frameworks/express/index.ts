import type { Framework } from "../../semantics/framework.ts"
import { challengedError, errorAttribute, statusError } from "../node-errors.ts"
import { continues, headerEffects, lastingEffects, passedError, sentAnswer } from "./answers.ts"
import { arrange } from "./arrange.ts"
import { foreignType } from "./parameters.ts"
import { repairs } from "./repairs.ts"

// https://expressjs.com; versions 4 and 5 answer alike, but for what an async handler throws.

export const express: Framework = {
  name: "express",
  language: "ecmascript",
  packages: ["express"],
  // What `pages/api` is given.
  hosts: ["next"],
  builders: { express: "app", "express.default": "app", "express.Router": "router" },
  chains: true,
  error: statusError,
  response: () => undefined,
  sent: sentAnswer,
  passed: passedError,
  continues,
  headerEffects,
  lasting: lastingEffects,
  typeOf: foreignType,
  attribute: errorAttribute,
  arrange,
  challenged: challengedError,
  repairs,
}
