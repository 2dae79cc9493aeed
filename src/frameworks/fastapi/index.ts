import type { Framework } from "../../semantics/framework.ts"
import { isMcpTool, mcpBuilders, mcpPackages } from "../mcp.ts"
import { answerAttribute, challenged, errorAnswer, responseAnswer, sentAnswer, writtenAnswer } from "./answers.ts"
import { arrange } from "./arrange.ts"
import { dependencyOf, foreignType, injectedValue } from "./dependencies.ts"
import { ownGate } from "./gates.ts"
import { implicitRefusal, overriddenRefusal } from "./implicit.ts"
import { continues, wrapsApp } from "./layers.ts"
import { lost } from "./lost.ts"
import { detached } from "./outside.ts"
import { repairs } from "./repairs.ts"
import { wiring } from "./wiring/index.ts"

// https://fastapi.tiangolo.com and https://www.starlette.io: one adapter, since FastAPI is a Starlette application,
// and so is the server of an MCP SDK.

export const fastapi: Framework = {
  name: "fastapi",
  language: "python",
  packages: ["fastapi", "starlette", ...mcpPackages],
  builders: {
    "fastapi.FastAPI": "app",
    "fastapi.applications.FastAPI": "app",
    "starlette.applications.Starlette": "app",
    "fastapi.APIRouter": "router",
    "fastapi.routing.APIRouter": "router",
    "starlette.routing.Router": "router",
    ...mcpBuilders,
  },
  error: errorAnswer,
  response: (machine, value, of) => responseAnswer(machine, value) ?? overriddenRefusal(machine, value, of),
  sent: sentAnswer,
  continues,
  written: (machine, parameter) => writtenAnswer(machine, parameter, foreignType(machine, parameter)),
  injected: injectedValue,
  typeOf: foreignType,
  attribute: answerAttribute,
  sets: ["status_code", "detail", "headers"],
  challenged,
  // The router raises Starlette's class, of which FastAPI's is one kind.
  brings: (takes) => (takes.kind === "external" && takes.path.startsWith("fastapi.") ? "401" : "all"),
  dependency: dependencyOf,
  lost,
  detached,
  wraps: wrapsApp,
  arrange,
  implicit: implicitRefusal,
  gate: ownGate,
  wiring,
  roleOf: (machine, of) => (isMcpTool(machine, of) ? "outside" : undefined),
  repairs,
}
