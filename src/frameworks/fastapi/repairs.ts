import type { Call, Expression } from "../../ir/expression.ts"
import { nodeAt } from "../../ir/walk.ts"
import type { Code, CodePart, Edit } from "../../model/edit.ts"
import { contains, type Place } from "../../model/place.ts"
import type { Lost, Repairs } from "../../semantics/framework.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue } from "../../semantics/value.ts"
import { centralChallenge } from "./central.ts"

/** What FastAPI and Starlette write themselves. https://fastapi.tiangolo.com/tutorial/handling-errors/ */
export const repairs: Repairs = {
  error: (status, detail) => [
    httpException,
    `(status_code=${status}, detail=`,
    ...detail,
    { kind: "headers", name: "headers" },
    ")",
  ],
  reach,
  passHeaders({ handler, position }, slot) {
    const { declaration, receiver, owner } = handler
    const error = declaration.parameters[receiver === undefined && owner === undefined ? position : position + 1]
    return error === undefined ? undefined : [{ kind: "pass-headers", slot, from: [`${error.name}.headers`] }]
  },
  earlyPass,
  central: centralChallenge,
}

const httpException: CodePart = { kind: "import", module: "fastapi", name: "HTTPException" }
const jsonResponse: CodePart = { kind: "import", module: "fastapi.responses", name: "JSONResponse" }

function reach(machine: Machine, { dead, role, of, value, at }: Lost): readonly Edit[] | undefined {
  switch (dead.kind) {
    case "returned-error":
      return [{ kind: "leave", at, how: "raise", code: undefined }]
    case "ignored-result": {
      if (value.kind === "list")
        return asError(
          at,
          of,
          value.items.map((item) => item.at),
        )
      const built = foreignConstruction(machine, value)
      if (built?.callee.kind === "external" && built.callee.path.endsWith(".HTTPException"))
        return [{ kind: "leave", at, how: "raise", code: undefined }]
      const parts = partsOf(built, at, "content")
      return parts === undefined ? undefined : asError(at, of, [parts.body, parts.status, parts.headers])
    }
    case "returned-tuple":
      return value.kind === "list"
        ? asResponse(
            at,
            value.items.map((item) => item.at),
            false,
          )
        : undefined
    case "outside-handlers": {
      if (role !== "middleware") return undefined
      const parts = partsOf(foreignConstruction(machine, value), at, "detail")
      if (parts === undefined) return undefined
      return asResponse(at, [parts.body, parts.status, parts.headers], true, rawSend(of))
    }
    default:
      return undefined
  }
}

interface Parts {
  readonly body: Place | undefined
  readonly status: Place | undefined
  readonly headers: Place | undefined
}

/** Where a construction that stands in the statement itself says what it answers. */
function partsOf(built: CallValue | undefined, at: Place, body: "content" | "detail"): Parts | undefined {
  if (built === undefined || !contains(at, built.at) || built.effects.length > 0) return undefined
  const call = nodeAt(built.at.chunk.body, built.at, "call")
  if (call === undefined) return undefined
  const place = (expression: Expression | undefined) =>
    expression === undefined ? undefined : { ...built.at, start: expression.start, end: expression.end }
  const [first, second] = body === "content" ? ["content", "status_code"] : ["status_code", "detail"]
  const parts = [given(call, 0, first ?? ""), given(call, 1, second ?? "")].map(place)
  const headers = place(given(call, 2, "headers"))
  return body === "content"
    ? { body: parts[0], status: parts[1], headers }
    : { body: parts[1], status: parts[0], headers }
}

function given({ arguments: all }: Call, position: number, name: string): Expression | undefined {
  const named = all.find((one) => one.kind === "keyword" && one.name === name)
  return (named ?? all.filter(({ kind }) => kind === "positional")[position])?.value
}

/** `raise HTTPException(status_code=…, detail=…)` of the parts of another answer: body, status, headers. */
function asError(at: Place, { declaration }: FunctionValue, [body, status, headers]: readonly (Place | undefined)[]) {
  if (status === undefined || body === undefined || declaration.generator) return undefined
  const code: Code = [
    httpException,
    "(status_code=",
    { kind: "source", at: status },
    ", detail=",
    { kind: "source", at: body },
    ...headersCode(headers),
    ")",
  ]
  return [{ kind: "leave", at, how: "raise", code }] as const
}

/** `return JSONResponse(…, status_code=…)`; the body of an error is put where its handler would have put it. */
function asResponse(
  at: Place,
  [body, status, headers]: readonly (Place | undefined)[],
  isDetail: boolean,
  send = "",
): readonly Edit[] | undefined {
  if (status === undefined) return undefined
  const content: Code = body === undefined ? [] : [{ kind: "source", at: body }]
  if (!isDetail && body === undefined) return undefined
  const detail: Code = body === undefined ? [{ kind: "text", text: "Unauthorized" }] : content
  const code: Code = [
    ...(send === "" ? [] : ["await "]),
    jsonResponse,
    "(",
    ...(isDetail ? ["{", { kind: "text", text: "detail" } as const, ": ", ...detail, "}"] : content),
    ", status_code=",
    { kind: "source", at: status },
    ...headersCode(headers),
    ")",
    send,
  ]
  return [{ kind: "leave", at, how: "return", code }]
}

/** What a pure ASGI middleware sends a response to: `(scope, receive, send)`. */
function rawSend({ declaration, owner }: FunctionValue): string {
  const names = declaration.parameters.map(({ name }) => name).slice(owner === undefined ? 0 : 1)
  return names.length === 3 ? `(${names.join(", ")})` : ""
}

function headersCode(headers: Place | undefined): Code {
  return headers === undefined
    ? [{ kind: "headers", name: "headers" }]
    : [", headers=", { kind: "source", at: headers }]
}

/** A real preflight goes through: OPTIONS with the header that only browsers send. */
function earlyPass(machine: Machine, runs: FunctionValue): readonly Edit[] | undefined {
  const { declaration, owner, closure } = runs
  const names = declaration.parameters.map(({ name }) => name).slice(owner === undefined ? 0 : 1)
  const at = closure.place(declaration)
  const [first = "", second = "", third = ""] = names
  if (names.length === 2) {
    const code: Code = [
      `if ${first}.method == `,
      text("OPTIONS"),
      " and ",
      text("access-control-request-method"),
      ` in ${first}.headers:\n    return await ${second}(${first})`,
    ]
    return declaration.async ? [{ kind: "insert", at, where: "inside", code }] : undefined
  }
  if (names.length !== 3) return undefined
  const onward = machine
    .trace(runs)
    .calls.find(
      ({ call }) =>
        call.arguments.length === 3 && call.arguments.every(({ value }, index) => isParameter(value, names[index])),
    )
  const call = onward === undefined ? undefined : nodeAt(onward.call.at.chunk.body, onward.call.at, "call")
  if (onward === undefined || call === undefined || !contains(at, onward.call.at)) return undefined
  const code: Code = [
    `if ${first}[`,
    text("type"),
    "] == ",
    text("http"),
    ` and ${first}[`,
    text("method"),
    "] == ",
    text("OPTIONS"),
    ":\n    await ",
    { kind: "source", at: { ...onward.call.at, start: call.callee.start, end: call.callee.end } },
    `(${first}, ${second}, ${third})\n    return`,
  ]
  return [{ kind: "insert", at, where: "inside", code }]
}

function text(words: string): CodePart {
  return { kind: "text", text: words }
}

function isParameter(value: { readonly kind: string }, name: string | undefined): boolean {
  return value.kind === "parameter" && "parameter" in value && nameIs(value.parameter, name)
}

function nameIs(parameter: unknown, name: string | undefined): boolean {
  return typeof parameter === "object" && parameter !== null && "name" in parameter && parameter.name === name
}
