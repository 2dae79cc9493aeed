import { argument } from "../../semantics/arguments.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Response } from "../../semantics/framework.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { importsOneOf } from "../imports.ts"
import { type Shape, shaped } from "../shape.ts"
import { isPage } from "./pages.ts"
import { isOfRest, nameOf } from "./paths.ts"

// https://docs.djangoproject.com/en/stable/ref/request-response/#httpresponse-objects

const attributes = { status: ["status_code"] } as const

const response: Shape = { status: 200, takes: [2, "status"], headers: [5, "headers"], body: [0, "content"], attributes }

function fixed(status: number): Shape {
  return { status, headers: [undefined, "headers"], body: [0, "content"], attributes }
}

const makers: Readonly<Record<string, Shape>> = {
  HttpResponse: response,
  StreamingHttpResponse: response,
  FileResponse: response,
  TemplateResponse: { status: 200, takes: [4, "status"], headers: [undefined, "headers"], attributes },
  JsonResponse: {
    status: 200,
    takes: [undefined, "status"],
    headers: [undefined, "headers"],
    body: [0, "data"],
    attributes,
  },
  HttpResponseBadRequest: fixed(400),
  HttpResponseForbidden: fixed(403),
  HttpResponseNotFound: fixed(404),
  HttpResponseNotAllowed: fixed(405),
  HttpResponseGone: fixed(410),
  HttpResponseServerError: fixed(500),
  HttpResponseRedirect: fixed(302),
  HttpResponsePermanentRedirect: fixed(301),
  render: { status: 200, takes: [4, "status"], attributes },
  redirect: { status: 302 },
}

/** https://www.django-rest-framework.org/api-guide/responses/ */
const restResponse: Shape = {
  status: 200,
  takes: [1, "status"],
  headers: [3, "headers"],
  body: [0, "data"],
  attributes,
}

/** https://django-ninja.dev/guides/errors/: `api.create_response(request, data, status=401)` */
const ninjaResponse: Shape = { status: 200, takes: [undefined, "status"], body: [1, "data"], attributes }

function isNinjaAnswer(machine: Machine, { callee }: CallValue): boolean {
  return /^ninja\.(.+\.)?NinjaAPI\.create_response$/.test(foreignPath(machine, callee) ?? "")
}

/** What a view returns: `JsonResponse(data, status=401)`, `Response(data, 401)`, Ninja's `401, data`. */
export function responseAnswer(machine: Machine, value: Value, of: FunctionValue): Response | undefined {
  if (value.kind === "list") return statusFirst(machine, value.items, value, of)
  if (value.kind === "call" && isNinjaAnswer(machine, value)) return shaped(machine, value, value, ninjaResponse)
  const built = foreignConstruction(machine, value)
  const path = built?.callee.kind === "external" ? built.callee.path : undefined
  const name = nameOf(path)
  if (built === undefined || name === undefined || path === undefined) return undefined
  if (path.startsWith("ninja.") && name === "Status")
    return statusFirst(
      machine,
      built.arguments.map((one) => one.value),
      value,
      of,
    )
  const shape = name === "Response" && isOfRest(path) ? restResponse : makers[name]
  if (shape === undefined) return undefined
  const answer = { ...shaped(machine, value, built, shape), isPage: isPage(machine, name, built, of) }
  // What stands in a place that is not read: `lost` says that it is none.
  const misplaced = misplacedStatus(machine, value)
  return misplaced === undefined ? answer : { ...answer, status: misplaced }
}

/** `return 401, {"detail": "no"}` of Django Ninja: what else the answer carries is set elsewhere. */
function statusFirst(
  machine: Machine,
  [status, body]: readonly Value[],
  whole: Value,
  { closure }: FunctionValue,
): Response | undefined {
  const isStatus = status?.kind === "constant" && typeof status.value === "number" && status.value >= 100
  if (!isStatus || body === undefined || !importsOneOf(machine, closure.file, ["ninja", "ninja_extra"]))
    return undefined
  return {
    status,
    defaultStatus: 200,
    headers: { kind: "unknown", why: "set on the response that Ninja hands in", at: whole.at },
    body: [body],
    built: { kind: "call", callee: body, arguments: [], effects: [], via: [], at: whole.at },
    open: false,
  }
}

/** `HttpResponse("no", 401)` is a 200 whose content type is "401". */
export function misplacedStatus(machine: Machine, value: Value): Value | undefined {
  const built = foreignConstruction(machine, value)
  const path = built?.callee.kind === "external" ? built.callee.path : undefined
  if (built === undefined || path === undefined || !/^django\.http\.(.+\.)?HttpResponse$/.test(path)) return undefined
  if (argument(built.arguments, 2, "status").value !== undefined) return undefined
  const second = argument(built.arguments, 1, "content_type").value
  const isNumber = second?.kind === "constant" && typeof second.value === "number"
  const isNamed = second?.kind === "external" && /\.(HTTP_\d{3}\w*|HTTPStatus\.\w+)$/.test(second.path)
  return isNumber || isNamed ? second : undefined
}
