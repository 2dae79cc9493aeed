import type { Code } from "../../model/edit.ts"
import { contains } from "../../model/place.ts"
import type { Repairs } from "../../semantics/framework.ts"
import type { Value } from "../../semantics/value.ts"
import { nameOf } from "./paths.ts"

function isResponse(value: Value): boolean {
  return value.kind === "call" && value.callee.kind === "external" && nameOf(value.callee.path) === "Response"
}

/** What Litestar writes itself. https://docs.litestar.dev/latest/usage/exceptions.html */
export const repairs: Repairs = {
  error: (status, detail) => [
    {
      kind: "import",
      module: "litestar.exceptions",
      name: status === 401 ? "NotAuthorizedException" : "PermissionDeniedException",
    },
    "(",
    ...detail,
    { kind: "headers", name: "headers" },
    ")",
  ],
  reach(_machine, { dead, value, at }) {
    // A response is nothing to raise.
    if (isResponse(value)) return undefined
    if (dead.kind === "ignored-result" || dead.kind === "returned-error")
      return [{ kind: "leave", at, how: "raise", code: undefined }]
    const first = value.kind === "call" ? value.arguments[0]?.value : undefined
    // What stands first is the detail; by its name it becomes the status.
    if (dead.kind !== "misplaced-status" || first === undefined || !contains(at, first.at)) return undefined
    const code: Code = ["status_code=", { kind: "source", at: first.at }, { kind: "headers", name: "headers" }]
    return [{ kind: "replace", at: first.at, code }]
  },
  passHeaders({ handler, position }, slot) {
    const error = handler.declaration.parameters[handler.owner === undefined ? position : position + 1]
    return error === undefined ? undefined : [{ kind: "pass-headers", slot, from: [`${error.name}.headers`] }]
  },
  // Its CORS answers in front of everything.
  earlyPass: () => undefined,
  central: () => undefined,
}
