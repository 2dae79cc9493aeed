import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Framework } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { ParameterValue, Value } from "../../semantics/value.ts"
import { importsOneOf } from "../imports.ts"
import { errorAnswer, responseAnswer } from "./answers.ts"
import { arrange } from "./arrange.ts"
import { repairs } from "./repairs.ts"
import { wiring } from "./wiring.ts"

// https://docs.aiohttp.org/en/stable/web.html

function typeOf(machine: Machine, { parameter, of }: ParameterValue): string | undefined {
  const isRequest = parameter.annotation === undefined && /^(request|req)$/.test(parameter.name)
  return isRequest && importsOneOf(machine, of.closure.file, ["aiohttp"]) ? "aiohttp.web.Request" : undefined
}

function isCors(machine: Machine, callee: Value): boolean {
  return foreignPath(machine, callee) === "aiohttp_cors.setup"
}

export const aiohttp: Framework = {
  name: "aiohttp",
  language: "python",
  packages: ["aiohttp", "aiohttp_cors"],
  builders: { "aiohttp.web.Application": "app", "aiohttp.web.RouteTableDef": "router" },
  error: errorAnswer,
  response: responseAnswer,
  typeOf,
  wraps: isCors,
  arrange,
  repairs,
  wiring,
}
