import type { Framework } from "../../semantics/framework.ts"
import { madeAnswer, responseAnswer } from "./answers.ts"
import { arrange } from "./arrange.ts"
import { isCors } from "./cors.ts"
import { challenged, errorAnswer, errorAttribute, thrownBy } from "./errors.ts"
import { optionalGate } from "./optional.ts"
import { packages } from "./paths.ts"
import { repairs } from "./repairs.ts"
import { wiring } from "./wiring.ts"

// https://flask.palletsprojects.com, https://quart.palletsprojects.com: one adapter, since Quart is Flask, awaited.

export const flask: Framework = {
  name: "flask",
  language: "python",
  packages,
  builders: {
    "flask.Flask": "app",
    "flask.app.Flask": "app",
    "quart.Quart": "app",
    "apiflask.APIFlask": "app",
    "flask.Blueprint": "router",
    "quart.Blueprint": "router",
    "apiflask.APIBlueprint": "router",
    "flask_restful.Api": "router",
    "flask_restx.Api": "router",
    "flask_restx.Namespace": "router",
    "flask_smorest.Api": "router",
    "flask_smorest.Blueprint": "router",
  },
  error: (machine, value) => errorAnswer(machine, value) ?? madeAnswer(machine, value),
  response: responseAnswer,
  thrown: thrownBy,
  attribute: errorAttribute,
  wraps: isCors,
  arrange,
  challenged,
  optional: optionalGate,
  repairs,
  wiring,
}
