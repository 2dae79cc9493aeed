import { argument } from "../../../semantics/arguments.ts"
import type { Setup, Wiring } from "../../../semantics/framework.ts"
import { foreignConstruction } from "../../../semantics/instance.ts"
import { settle } from "../../../semantics/look-through.ts"
import type { Machine } from "../../../semantics/machine.ts"
import type { CallValue, Value } from "../../../semantics/value.ts"
import { isSamePath } from "../../same-path.ts"
import { foreignType, markersOf } from "../dependencies.ts"
import { nameOf } from "../paths.ts"
import type { Use } from "./uses.ts"

/** `OAuth2PasswordBearer(tokenUrl="token")` for which no route of the project is the log-in. */
export function tokenUrls(machine: Machine, { apps, operations }: Setup, uses: readonly Use[]): readonly Wiring[] {
  const routes = apps.flatMap((app) => app.routes)
  const isOpen = operations.some(({ name, arguments: given }) =>
    isUnread(machine, name, given[name === "mount" ? 1 : 0]?.value),
  )
  if (isOpen || routes.length === 0 || apps.some((app) => !app.complete)) return []
  const logIns = routes.filter(({ methods }) => methods === undefined || methods.includes("POST"))
  if (logIns.some(({ fullPath }) => lastOf(fullPath).includes("…"))) return []
  const schemes = new Map(
    uses.flatMap(({ dependency }) => {
      const scheme = schemeOf(machine, dependency)
      return scheme === undefined ? [] : [[scheme.at.chunk.offset + scheme.at.start, scheme] as const]
    }),
  )
  return [...schemes.values()].flatMap((scheme): readonly Wiring[] => {
    const given = argument(scheme.arguments, 0, "tokenUrl").value
    const url = given === undefined ? undefined : settle(machine, given)
    if (given === undefined || url?.kind !== "constant" || typeof url.value !== "string") return []
    const text = url.value
    if (/^https?:/.test(text) || logIns.some(({ fullPath }) => isSamePath(text, fullPath))) return []
    const forms = logIns.filter((route) => takesForm(machine, route.handler))
    const [form] = forms
    // Without a log-in of its own, another service on the same host may have it.
    if (form === undefined) return []
    return [
      {
        kind: "token-url",
        at: given.at,
        data: { url: text },
        evidence: form.at,
        why: `the log-in is ${form.fullPath}`,
        repairs:
          forms.length > 1 || form.fullPath.includes("…")
            ? []
            : [
                {
                  title: `Name ${form.fullPath}`,
                  edits: [{ kind: "set-text", at: given.at, text: form.fullPath.replace(/^\//, "") }],
                },
              ],
      },
    ]
  })
}

/** A router or an app whose routes are not known. */
function isUnread(machine: Machine, name: string, given: Value | undefined): boolean {
  if (name !== "include_router" && name !== "mount") return false
  const inner = given === undefined ? undefined : settle(machine, given)
  if (inner?.kind !== "call" || inner.callee.kind !== "external") return true
  return !["APIRouter", "FastAPI", "Router", "Starlette", "StaticFiles"].includes(nameOf(inner.callee.path) ?? "")
}

function schemeOf(machine: Machine, dependency: Value): CallValue | undefined {
  const built = foreignConstruction(machine, settle(machine, dependency))
  return built?.callee.kind === "external" && nameOf(built.callee.path) === "OAuth2PasswordBearer" ? built : undefined
}

function takesForm(machine: Machine, handler: Parameters<Machine["trace"]>[0]): boolean {
  return machine
    .trace(handler)
    .parameters.some(
      (parameter) =>
        /OAuth2PasswordRequestForm/.test(foreignType(machine, parameter) ?? "") &&
        markersOf(machine, parameter).length > 0,
    )
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1)
}
