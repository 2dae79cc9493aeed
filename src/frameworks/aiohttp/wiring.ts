import type { Setup, Wiring } from "../../semantics/framework.ts"
import { headerOf } from "../../semantics/headers.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Leaving } from "../../semantics/trace.ts"
import type { CallValue, Condition, FailureCondition, FunctionValue, Value } from "../../semantics/value.ts"
import { aiohttpCors, openCors } from "../open-cors.ts"
import { knownStatus, raisesRefusal } from "../refusing.ts"
import { errorAnswer, responseAnswer } from "./answers.ts"

// https://docs.aiohttp.org/en/stable/web_advanced.html#middlewares: whatever a handler raises comes back out of
// `await handler(request)`, HTTPException among it, which is an Exception.

/** Middleware that catches refusals and makes something else of them. */
export function* wiring(machine: Machine, setup: Setup): Generator<Wiring | undefined, void> {
  yield* takingRefusals(machine, setup)
  yield* openCors(machine, setup, [aiohttpCors])
}

function takingRefusals(machine: Machine, { apps, functions }: Setup): readonly Wiring[] {
  return apps.flatMap((app) =>
    app.layers.flatMap(({ runs }): readonly Wiring[] => {
      if (runs === undefined) return []
      const caught = machine.trace(runs).returns.flatMap((leaving) => caughtAt(machine, runs, leaving))
      return caught.flatMap(({ failure, leaving }): readonly Wiring[] => {
        const fact = { app, data: { name: runs.declaration.name }, evidence: failure.at }
        if (failure.failure.types.some(isHttpException)) return dropping(machine, runs, failure, leaving, fact)
        const isTaken = failure.failure.broad && !takesRefusals(machine, runs, failure)
        return isTaken && raisesRefusal(machine, functions, errorAnswer) ? swallowing(machine, runs, leaving, fact) : []
      })
    }),
  )
}

type Fact = Pick<Wiring, "app" | "evidence" | "data">

interface CaughtRefusal {
  readonly failure: FailureCondition
  readonly leaving: Leaving
}

/** What leaves because something failed while the rest of the app ran. */
function caughtAt(machine: Machine, runs: FunctionValue, leaving: Leaving): readonly CaughtRefusal[] {
  const failure = leaving.path.findLast((condition) => condition.kind === "failure")
  const next = runs.declaration.parameters[runs.owner === undefined ? 1 : 2]
  if (failure?.kind !== "failure" || next === undefined) return []
  const isOfTheRest = failure.failure.tried.some(({ callee }) => {
    const tried = settle(machine, callee)
    return tried.kind === "parameter" && tried.parameter === next
  })
  return isOfTheRest ? [{ failure, leaving }] : []
}

function isHttpException(type: Value): boolean {
  return (
    type.kind === "external" && /^aiohttp\.web(_exceptions)?\.HTTP(Exception|ClientError|Unauthorized)$/.test(type.path)
  )
}

/** `except web.HTTPException: raise` in front of it, or `isinstance(ex, web.HTTPException)` in it. */
function takesRefusals(machine: Machine, runs: FunctionValue, { failure }: FailureCondition): boolean {
  const { raises, returns } = machine.trace(runs)
  const speaks = (condition: Condition) =>
    condition.kind === "failure"
      ? condition.failure.types.some(isHttpException)
      : JSON.stringify(pathsIn(condition.value, 0)).includes("HTTPException")
  return (
    [...raises, ...returns].some(({ path }) => path.some(speaks)) ||
    raises.some(({ again, path }) => again && path.some((one) => one.kind === "failure" && one.failure === failure))
  )
}

/** The foreign names in a test. */
function pathsIn(value: Value, depth: number): readonly string[] {
  if (depth > 6) return []
  const all = (values: readonly Value[]) => values.flatMap((one) => pathsIn(one, depth + 1))
  if (value.kind === "external") return [value.path]
  if (value.kind === "operation") return all(value.operands)
  if (value.kind === "list") return all(value.items)
  return value.kind === "call" ? all([value.callee, ...value.arguments.map((one) => one.value)]) : []
}

/** An answer with the error's status and not its challenge. */
function dropping(
  machine: Machine,
  runs: FunctionValue,
  failure: FailureCondition,
  { value }: Leaving,
  fact: Fact,
): readonly Wiring[] {
  const answer = responseAnswer(machine, settle(machine, value))
  const status = answer?.status === undefined ? undefined : settle(machine, answer.status)
  const isSame =
    status?.kind === "member" &&
    /^status(_code)?$/.test(status.name) &&
    status.object.kind === "caught" &&
    status.object.failure === failure.failure
  if (answer === undefined || !isSame || answer.open) return []
  const passed = answer.headers === undefined ? undefined : settle(machine, answer.headers)
  const isWhole = passed?.kind === "member" && passed.name === "headers" && passed.object.kind === "caught"
  if (isWhole && saysType(answer.built)) return [unsendable(answer.built.at, fact)]
  if (headerOf(machine, answer.headers, answer.built.effects, "www-authenticate").presence !== "never") return []
  const error = errorName(runs, failure)
  const slot = { kind: "argument", call: answer.built.at, name: "headers", position: undefined } as const
  // All of its headers would bring its Content-Type along, which aiohttp refuses to send twice.
  const from = [`{key: value for key, value in ${error}.headers.items() if key.lower() == "www-authenticate"}`]
  const repairs =
    error === undefined
      ? []
      : [{ title: "Pass the error's challenge on", edits: [{ kind: "pass-headers", slot, from } as const] }]
  return [{ ...fact, kind: "dropping-layer", at: answer.built.at, why: "no headers are passed on", repairs }]
}

/** It has a Content-Type of its own: `json_response`, `Response(content_type=…)`. */
function saysType({ callee, arguments: given }: CallValue): boolean {
  const isJson = callee.kind === "external" && callee.path.endsWith(".json_response")
  return isJson || given.some(({ name }) => name === "content_type")
}

/** `headers=error.headers` brings the error's Content-Type along, beside the answer's own: aiohttp raises a ValueError. */
function unsendable(at: Wiring["at"], fact: Fact): Wiring {
  const data = { ...fact.data, instead: "500" }
  return { ...fact, kind: "swallowing-handler", at, data, why: "Content-Type would be sent twice", repairs: [] }
}

function errorName(runs: FunctionValue, { at }: FailureCondition): string | undefined {
  for (const statement of runs.declaration.body) {
    const found = statement.kind === "try" ? statement.handlers.find(({ start }) => start === at.start) : undefined
    if (found?.name !== undefined) return found.name
  }
  return undefined
}

function swallowing(machine: Machine, runs: FunctionValue, { value, at }: Leaving, fact: Fact): readonly Wiring[] {
  const answer = responseAnswer(machine, settle(machine, value))
  const status = answer === undefined ? undefined : knownStatus(machine, answer)
  if (status === undefined || status < 500) return []
  const data = { name: runs.declaration.name, instead: String(status) }
  return [{ ...fact, kind: "swallowing-handler", at, data, why: "it takes every error", repairs: [] }]
}
