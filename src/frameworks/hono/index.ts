import type { Framework } from "../../semantics/framework.ts"
import { honoCors, openCors } from "../open-cors.ts"
import { returnedErrors } from "../returned-error.ts"
import { challenged, contextAnswer, exceptionAnswer, exceptionAttribute, refused } from "./answers.ts"
import { arrange } from "./arrange.ts"
import { headerEffects, typeOf } from "./context.ts"
import { throws } from "./layers.ts"
import { repairs } from "./repairs.ts"

// https://hono.dev/docs

export const hono: Framework = {
  name: "hono",
  language: "ecmascript",
  packages: ["hono", "@hono/zod-openapi"],
  builders: {
    "hono.Hono": "app",
    "hono/tiny.Hono": "app",
    "hono/quick.Hono": "app",
    "hono/factory.createFactory.createApp": "app",
    "@hono/zod-openapi.OpenAPIHono": "app",
  },
  chains: true,
  error: exceptionAnswer,
  lost: returnedErrors(exceptionAnswer, "500"),
  response: contextAnswer,
  headerEffects,
  typeOf,
  attribute: exceptionAttribute,
  arrange,
  wiring: (machine, setup) => openCors(machine, setup, [honoCors]),
  challenged,
  refused,
  throws,
  repairs,
}
