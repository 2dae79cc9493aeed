import type { Dependency } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import type { OwnGate } from "../../semantics/framework.ts"
import { classMember, lineage } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, ClassValue, Value } from "../../semantics/value.ts"
import { dotted } from "./dotted.ts"

// https://www.django-rest-framework.org/api-guide/permissions/

/** `REST_FRAMEWORK["DEFAULT_…_CLASSES"]`. */
export interface Defaults {
  readonly permissions: Value | undefined
  readonly authenticators: Value | undefined
}

const base = "rest_framework.permissions."
const authenticatorsKey = "authenticators"

/** What lets everybody read, and asks who writes. */
const readersPass = new Set(["IsAuthenticatedOrReadOnly", "DjangoModelPermissionsOrAnonReadOnly"])

/**
 * The permissions in front of a view as gates, each with the authenticators that word its refusal.
 * @param own `permission_classes` of the view; without them the defaults hold, and without those everybody passes
 */
export function permissionsOf(
  machine: Machine,
  own: Value | undefined,
  authenticators: Value | undefined,
  defaults: Defaults,
  methods: readonly string[],
): readonly Dependency[] {
  const listed = own ?? defaults.permissions
  if (listed === undefined) return []
  const list = settle(machine, listed)
  if (list.kind !== "list" || list.open) return [unread(list)]
  const isRead = methods.every((method) => method === "GET" || method === "HEAD" || method === "OPTIONS")
  const asked = list.items.flatMap((item) => allOf(machine, item))
  const everybody: Value = { kind: "external", path: `${base}AllowAny`, at: list.at }
  return (asked.length === 0 ? [everybody] : asked).map((one) => {
    if (one.kind !== "external" && one.kind !== "class") return unread(one)
    const name = one.kind === "external" ? one.path.slice(one.path.lastIndexOf(".") + 1) : ""
    const callee: Value = isRead && readersPass.has(name) ? { ...everybody, at: one.at } : one
    const given = {
      kind: "keyword",
      name: authenticatorsKey,
      value: authenticators ?? defaults.authenticators,
    } as const
    const known = given.value === undefined ? [] : [{ ...given, value: given.value }]
    return { value: { kind: "call", callee, arguments: known, effects: [], via: [], at: one.at }, scopes: [] }
  })
}

/** Bases that say nothing of permissions, so that the defaults hold. */
const plain = /^(rest_framework\.(views|viewsets|generics|mixins)|django)\b/

/** They give out tokens, and let everybody in: `permission_classes = ()`. */
const open = /^rest_framework(\.authtoken|_simplejwt)\.views\./

/** What the packages' own classes that a view is made of say of permissions, where its project's classes say nothing. */
export function permissionsOfBase(machine: Machine, owner: ClassValue): Value | undefined {
  for (const one of lineage(machine, owner)) {
    if (one?.kind !== "external" || plain.test(one.path)) continue
    const { path, at } = one
    if (open.test(path)) return { kind: "list", items: [], open: false, at }
    if (/^(rest_framework|dj|drf)/.test(path)) return { kind: "unknown", why: "what its base asks for", at }
  }
  return undefined
}

/** `A & B` asks both; what else is made of them cannot be told from one of them. */
function allOf(machine: Machine, item: Value): readonly Value[] {
  const one = settle(machine, item)
  if (one.kind === "constant" && typeof one.value === "string") return [dotted(machine, one.value, one.at)]
  return one.kind === "operation" && one.operator === "&"
    ? one.operands.flatMap((operand) => allOf(machine, operand))
    : [one]
}

function unread({ at }: Value): Dependency {
  return { value: { kind: "unknown", why: "its permissions", at }, scopes: [] }
}

/** A permission in front of a view; `undefined` for anything else. */
export function permissionGate(machine: Machine, value: Value): OwnGate | undefined {
  if (value.kind !== "call") return undefined
  const { callee, at } = value
  if (callee.kind === "external") {
    if (!callee.path.startsWith(base)) return undefined
    const name = callee.path.slice(base.length)
    const gate = { name, at, scheme: undefined, scopes: [] }
    return name === "AllowAny" ? { ...gate, refusal: undefined } : { ...gate, refusal: refusalOf(machine, value, name) }
  }
  if (callee.kind !== "class" || !isPermission(machine, callee)) return undefined
  const { name } = callee.declaration
  const asks = { asks: "authorization", why: `${name} says no` } as const
  const refusal = { ...asks, status: 403, challenge: { presence: "never", text: undefined } } as const
  return { name, at, scheme: undefined, scopes: [], refusal }
}

function isPermission(machine: Machine, callee: Extract<Value, { kind: "class" }>): boolean {
  return (
    lineage(machine, callee).some((one) => one?.kind === "external" && one.path.startsWith(base)) ||
    classMember(machine, callee, "has_permission", undefined) !== undefined
  )
}

/** Nobody gets what the first authenticator says. */
function refusalOf(machine: Machine, { arguments: given }: CallValue, name: string): NonNullable<OwnGate["refusal"]> {
  const challenge = challengeOf(machine, argument(given, undefined, authenticatorsKey).value)
  const rest = { asks: "authentication", why: `${name} finds nobody` } as const
  if (challenge === undefined)
    return { ...rest, status: undefined, challenge: { presence: "unknown", text: undefined } }
  return challenge === ""
    ? { ...rest, status: 403, challenge: { presence: "never", text: undefined } }
    : { ...rest, status: 401, challenge: { presence: "always", text: challenge } }
}

const challenges: Readonly<Record<string, string>> = {
  SessionAuthentication: "",
  RemoteUserAuthentication: "",
  BaseAuthentication: "",
  BasicAuthentication: "Basic",
  TokenAuthentication: "Token",
  JWTAuthentication: "Bearer",
  JWTStatelessUserAuthentication: "Bearer",
  OAuth2Authentication: "Bearer",
}

/** The challenge of the first authenticator, empty where it has none: 403 then; `undefined` where that is not known. */
function challengeOf(machine: Machine, authenticators: Value | undefined): string | undefined {
  // Sessions are the first of those that hold without a word.
  if (authenticators === undefined) return ""
  const list = settle(machine, authenticators)
  if (list.kind !== "list") return undefined
  const [first] = list.items
  if (first === undefined) return list.open ? undefined : ""
  const one = settle(machine, first)
  const named = one.kind === "constant" && typeof one.value === "string" ? dotted(machine, one.value, one.at) : one
  if (named.kind === "external") return challenges[named.path.slice(named.path.lastIndexOf(".") + 1)]
  if (named.kind !== "class" || classMember(machine, named, "authenticate_header", undefined) !== undefined)
    return undefined
  const foreign = lineage(machine, named).find((ancestor) => ancestor?.kind === "external")
  return foreign?.kind === "external" ? challenges[foreign.path.slice(foreign.path.lastIndexOf(".") + 1)] : undefined
}
