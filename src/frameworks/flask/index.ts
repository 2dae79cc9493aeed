import type { Framework } from "../../semantics/framework.ts"
import { raisedAnswer, responseAnswer } from "./answers.ts"
import { arrange } from "./arrange.ts"
import { isCors } from "./cors.ts"
import { challenged, errorAttribute, thrownBy } from "./errors.ts"
import { optionalGate } from "./optional.ts"
import { packages } from "./paths.ts"
import { repairs } from "./repairs.ts"
import { wiring } from "./wiring.ts"
import { sentAnswer } from "./wsgi.ts"

// https://flask.palletsprojects.com, https://quart.palletsprojects.com: one adapter, since Quart is Flask, awaited.

export const flask: Framework = {
  name: "flask",
  language: "python",
  packages: [...packages, "connexion"],
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
  error: raisedAnswer,
  response: responseAnswer,
  sent: sentAnswer,
  thrown: thrownBy,
  attribute: errorAttribute,
  wraps: isCors,
  arrange,
  challenged,
  brings: () => "all",
  optional: optionalGate,
  repairs,
  wiring,
}
