/** A mistake of the person at the keyboard: told in one line, exit code 2. */
export class UserError extends Error {
  override readonly name = "UserError"
}
