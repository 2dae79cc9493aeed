import type { Framework } from "../../semantics/framework.ts"
import { challengedError, errorAttribute, refusedError, statusError, throws } from "../node-errors.ts"
import { koaCors, openCors } from "../open-cors.ts"
import { returnedErrors } from "../returned-error.ts"
import { assertedBy, continues, headerEffects, isContext, thrownBy, writtenOn } from "./answers.ts"
import { arrange } from "./arrange.ts"
import { repairs } from "./repairs.ts"

// https://koajs.com and https://github.com/koajs/router

export const koa: Framework = {
  name: "koa",
  language: "ecmascript",
  packages: ["koa", "@koa/router", "koa-router", "lin-mizar"],
  builders: {
    koa: "app",
    "koa.default": "app",
    "@koa/router": "router",
    "@koa/router.default": "router",
    "@koa/router.Router": "router",
    "koa-router": "router",
    "koa-router.default": "router",
  },
  chains: true,
  error: statusError,
  lost: returnedErrors(statusError, "404"),
  response: () => undefined,
  thrown: thrownBy,
  asserted: assertedBy,
  written: writtenOn,
  continues,
  headerEffects: (_machine, parameter) => (isContext(parameter) ? headerEffects(parameter) : undefined),
  typeOf: (_machine, parameter) => (isContext(parameter) ? "koa.Context" : undefined),
  attribute: errorAttribute,
  arrange,
  wiring: (machine, setup) => openCors(machine, setup, [koaCors]),
  challenged: challengedError,
  refused: refusedError,
  throws,
  repairs,
}
