import type { Framework } from "../semantics/framework.ts"

/**
 * Errors that a handler returns instead of raising them, where the framework takes no refusal from what is returned.
 * @param instead what the client gets: `"200"`
 */
export function returnedErrors(error: Framework["error"], instead: string): NonNullable<Framework["lost"]> {
  return (machine, role, how, value) =>
    how === "return" && (role === "handler" || role === "middleware") && error(machine, value) !== undefined
      ? { kind: "returned-error", instead }
      : undefined
}
