import type { Framework } from "../../semantics/framework.ts"
import type { FunctionValue } from "../../semantics/value.ts"
import { challengedError, errorAttribute, refusedError, statusError, throws } from "../node-errors.ts"
import { expressCors, openCors } from "../open-cors.ts"
import { returnedErrors } from "../returned-error.ts"
import { continues, headerEffects, lastingEffects, passedError, sentAnswer } from "./answers.ts"
import { arrange } from "./arrange.ts"
import { optionalGate } from "./optional.ts"
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
  error: (machine, value, of) => (isRoute(of) ? undefined : statusError(machine, value)),
  lost: returnedErrors(statusError, "no answer"),
  response: () => undefined,
  sent: sentAnswer,
  passed: passedError,
  continues,
  headerEffects,
  lasting: lastingEffects,
  typeOf: foreignType,
  attribute: errorAttribute,
  arrange,
  wiring: (machine, setup) => openCors(machine, setup, [expressCors]),
  challenged: challengedError,
  refused: refusedError,
  throws,
  optional: optionalGate,
  repairs,
}

/** Whatever a route handler of Next.js throws is a 500: https://nextjs.org/docs/app/api-reference/file-conventions/route */
function isRoute(of: FunctionValue | undefined): boolean {
  return /(^|\/)route\.[cm]?[jt]sx?$/.test(of?.closure.file ?? "")
}
