import { argument } from "../../semantics/arguments.ts"
import type { Implicit } from "../../semantics/framework.ts"
import { classMember, lineage, ownMember } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, ClassValue, Value } from "../../semantics/value.ts"
import { dotted } from "./dotted.ts"

// https://www.django-rest-framework.org/api-guide/authentication/#unauthorized-and-forbidden-responses: the first
// authenticator of a view decides. Where it names no challenge, every 401 becomes a 403.

/** What a view class, or the decorator of a view, refuses with because of its first authenticator. */
export function implicitRefusal(machine: Machine, made: CallValue | ClassValue): Implicit | undefined {
  if (made.kind === "class") {
    const own = ownMember(machine, made, "authentication_classes", undefined, made)
    return own === undefined ? undefined : refusalOfFirst(machine, own)[0]
  }
  const { callee } = made
  if (callee.kind !== "external" || callee.path !== "rest_framework.decorators.authentication_classes") return undefined
  const classes = argument(made.arguments, 0, "authentication_classes").value
  return refusalOfFirst(machine, classes)[0]
}

/** The refusal of a list of authenticators whose first is the project's own and names no challenge. */
export function refusalOfFirst(machine: Machine, list: Value | undefined): readonly Implicit[] {
  const settled = list === undefined ? undefined : settle(machine, list)
  const first = settled?.kind === "list" ? settled.items[0] : undefined
  const item = first === undefined ? undefined : settle(machine, first)
  const authenticator =
    item?.kind === "constant" && typeof item.value === "string" ? dotted(machine, item.value, item.at) : item
  if (authenticator?.kind !== "class" || !lacksHeader(machine, authenticator)) return []
  const { name } = authenticator.declaration
  const why = `${name} has no authenticate_header, so the framework turns every 401 into a 403`
  return [{ status: 403, asks: "authentication", why, at: authenticator.at }]
}

/** Extends the bare base and says nothing of a header. */
function lacksHeader(machine: Machine, authenticator: ClassValue): boolean {
  const line = lineage(machine, authenticator)
  const isBare = line.every(
    (one) =>
      one?.kind === "class" ||
      (one?.kind === "external" && /^rest_framework\.authentication\.BaseAuthentication$/.test(one.path)),
  )
  const isAuthenticator = line.some((one) => one?.kind === "external")
  return (
    isBare && isAuthenticator && classMember(machine, authenticator, "authenticate_header", undefined) === undefined
  )
}
