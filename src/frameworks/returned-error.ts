import type { Framework, Role } from "../semantics/framework.ts"

/**
 * Errors that a handler returns instead of raising them, where the framework takes no refusal from what is returned.
 * @param instead what the client gets: `"200"`
 * @param roles of the functions whose results the framework takes no error from
 */
export function returnedErrors(
  error: Framework["error"],
  instead: string,
  roles: readonly Role[] = ["handler", "middleware"],
): NonNullable<Framework["lost"]> {
  return (machine, role, how, value) =>
    how === "return" && roles.includes(role) && error(machine, value) !== undefined
      ? { kind: "returned-error", instead }
      : undefined
}
