import type { Place } from "../../model/place.ts"
import type { Dependency } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { optionsOf } from "../../semantics/choice.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Injection, Machine } from "../../semantics/machine.ts"
import { call } from "../../semantics/reduce.ts"
import type { FunctionValue, ParameterValue, Value } from "../../semantics/value.ts"
import { nameOf } from "./paths.ts"

// https://fastapi.tiangolo.com/reference/dependencies/ and https://fastapi.tiangolo.com/reference/security/

/** Classes whose instance, used as a dependency, hands on the credential that the caller sent. */
const schemes = new Set([
  "HTTPBase",
  "HTTPBasic",
  "HTTPBearer",
  "HTTPDigest",
  "APIKeyHeader",
  "APIKeyQuery",
  "APIKeyCookie",
  "OAuth2",
  "OAuth2PasswordBearer",
  "OAuth2AuthorizationCodeBearer",
  "OpenIdConnect",
  "OAuth2PasswordRequestForm",
  "OAuth2PasswordRequestFormStrict",
])

const inputs = new Set(["Header", "Cookie", "Query", "Path", "Body", "Form", "File"])

/** What `Depends(…)`, `Security(…)`, `Header(…)` put into a parameter, as default or inside `Annotated[…]`. */
export function injectedValue(machine: Machine, parameter: ParameterValue): Injection | undefined {
  for (const marker of markersOf(machine, parameter)) {
    const name = markerName(marker)
    if (name === undefined) continue
    if (inputs.has(name)) return { value: marker, kind: "input", name: `${name}(…)`, scheme: undefined }
    const dependency = dependencyOf(machine, marker) ?? annotationOf(machine, parameter)
    if (dependency !== undefined)
      return { ...injectionOf(machine, dependency, parameter), scopes: scopesIn(machine, marker) }
  }
  return undefined
}

function injectionOf(machine: Machine, dependency: Value, { at }: ParameterValue): Injection {
  const value = called(machine, dependency, at)
  const name = schemeName(machine, dependency)
  return { value, kind: name === undefined ? "gate" : "credential", name: "Depends(…)", scheme: schemeWord(name) }
}

/** Endpoints by the hundred depend on the same function: what it gives is one value, worked out once. */
function called(machine: Machine, dependency: Value, at: Place): Value {
  if (dependency.kind !== "function" || dependency.owner !== undefined || dependency.bindings.size > 0)
    return call(machine, dependency, [], at)
  return machine.recall("injection", dependency.declaration, () => call(machine, dependency, [], dependency.at))
}

function schemeWord(name: string | undefined): Injection["scheme"] {
  if (name === undefined || name.startsWith("OAuth2PasswordRequestForm")) return undefined
  if (name === "HTTPBasic") return "Basic"
  if (name === "HTTPDigest") return "Digest"
  return name.startsWith("APIKey") ? "APIKey" : "Bearer"
}

/** Whether a value is one of the security classes, or an object of one. */
export function isScheme(machine: Machine, value: Value): boolean {
  return schemeName(machine, value) !== undefined
}

/** `"HTTPBearer"` for an instance of it, for the class itself, and for a subclass that does not answer for itself. */
function schemeName(machine: Machine, dependency: Value): string | undefined {
  const value = settle(machine, dependency)
  if (value.kind === "external") return knownScheme(value.path)
  if (value.kind !== "call") return undefined
  if (value.callee.kind === "class") {
    const { callName } = value.callee.closure.language
    const answers = value.callee.declaration.body.some(
      (member) => member.kind === "function" && member.name === callName,
    )
    if (answers) return undefined
  }
  const built = foreignConstruction(machine, value)
  return built?.callee.kind === "external" ? knownScheme(built.callee.path) : undefined
}

function knownScheme(path: string): string | undefined {
  const name = nameOf(path)
  return name !== undefined && schemes.has(name) ? name : undefined
}

/** The callable of `Depends(callable)`; `undefined` for anything else, and for `Depends()`. */
export function dependencyOf(machine: Machine, marker: Value): Value | undefined {
  const value = settle(machine, marker)
  const name = markerName(value)
  if (value.kind !== "call" || (name !== "Depends" && name !== "Security")) return undefined
  return argument(value.arguments, 0, "dependency").value
}

function markerName(value: Value): string | undefined {
  return value.kind === "call" && value.callee.kind === "external" ? nameOf(value.callee.path) : undefined
}

export function markersOf(machine: Machine, { parameter, of }: ParameterValue): readonly Value[] {
  const markers: Value[] = []
  if (parameter.default !== undefined) {
    const given = evaluate(machine, parameter.default, of.closure)
    markers.push(settle(machine, given))
  }
  if (parameter.annotation !== undefined) {
    const annotation = evaluate(machine, parameter.annotation, of.closure)
    markers.push(
      ...annotated(annotation)
        .slice(1)
        .map((marker) => settle(machine, marker)),
    )
  }
  return markers.flatMap((marker) => optionsOf(marker).map(({ value }) => value))
}

/** `Annotated[T, a, b]` is T, a, b; anything else is itself. */
function annotated(annotation: Value): readonly Value[] {
  if (annotation.kind !== "element" || annotation.index?.kind !== "list") return [annotation]
  const { object } = annotation
  const isAnnotated = object.kind === "external" && object.path.endsWith(".Annotated")
  if (!isAnnotated) return [annotation]
  const [type, ...markers] = annotation.index.items
  return type === undefined ? [annotation] : [...annotated(type), ...markers]
}

/** The declared type, without `Annotated`, `Optional` and `| None`. */
function annotationOf(machine: Machine, { parameter, of }: ParameterValue): Value | undefined {
  if (parameter.annotation === undefined) return undefined
  const [type] = annotated(evaluate(machine, parameter.annotation, of.closure))
  return type === undefined ? undefined : present(type)
}

function present(type: Value): Value {
  if (type.kind === "operation" && type.operator === "|") {
    const some = type.operands.find((operand) => !(operand.kind === "constant" && operand.value === null))
    return some === undefined ? type : present(some)
  }
  const isOptional =
    type.kind === "element" && type.object.kind === "external" && type.object.path.endsWith(".Optional")
  return isOptional && type.index !== undefined ? present(type.index) : type
}

/** The foreign class of a parameter: declared, or `request` where nothing is declared. */
export function foreignType(machine: Machine, parameter: ParameterValue): string | undefined {
  const type = annotationOf(machine, parameter)
  if (type?.kind === "external") return type.path
  if (type !== undefined) return undefined
  const { name } = parameter.parameter
  if (/^(request|req)$/.test(name)) return "starlette.requests.Request"
  return name === "scope" && isAsgi(parameter.of) ? "starlette.types.Scope" : undefined
}

/** `async def __call__(self, scope, receive, send)` */
function isAsgi({ declaration }: FunctionValue): boolean {
  const names = declaration.parameters.map(({ name }) => name)
  return names.includes("receive") && names.includes("send")
}

/** Every callable that a list of `Depends(…)` names: `dependencies=[Depends(a), Guard("x")]`. */
export function dependenciesIn(machine: Machine, list: Value | undefined): readonly Dependency[] {
  if (list === undefined) return []
  const value = settle(machine, list)
  if (value.kind !== "list") return []
  return value.items.flatMap((item) => {
    const dependency = dependencyOf(machine, item)
    return dependency === undefined ? [] : [{ value: dependency, scopes: scopesIn(machine, item) }]
  })
}

/** The scopes of `Security(user, scopes=["a", "b"])`, as far as they are text. */
export function scopesIn(machine: Machine, marker: Value): readonly string[] {
  const value = settle(machine, marker)
  if (value.kind !== "call" || markerName(value) !== "Security") return []
  const given = argument(value.arguments, 1, "scopes").value
  const list = given === undefined ? undefined : settle(machine, given)
  if (list?.kind !== "list") return []
  return list.items.flatMap((item) => {
    const scope = settle(machine, item)
    return scope.kind === "constant" && typeof scope.value === "string" ? [scope.value] : []
  })
}
