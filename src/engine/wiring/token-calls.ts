import type { LibraryMember } from "../../model/library.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue } from "../../semantics/value.ts"

/** A call of a library that signs or verifies. */
export interface TokenCall {
  readonly call: CallValue
  readonly path: string
  readonly model: Extract<LibraryMember, { readonly kind: "signing" | "verification" }>
}

/** The tokens that a function makes and reads. */
export function tokenCalls(machine: Machine, of: FunctionValue): readonly TokenCall[] {
  const trace = machine.trace(of)
  return machine.recall("token calls", trace, () =>
    trace.calls.flatMap(({ call }): readonly TokenCall[] => {
      const path = foreignPath(machine, call.callee)
      const model = path === undefined ? undefined : machine.library(path)
      const isToken = model?.kind === "signing" || model?.kind === "verification"
      return path !== undefined && isToken ? [{ call, path, model }] : []
    }),
  )
}
