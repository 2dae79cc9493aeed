import type { Host } from "./host.ts"
import { UserError } from "./user-error.ts"

/**
 * `gatelint lsp`: serves an editor until it says goodbye.
 * @throws UserError where a person started it without a transport
 */
export async function lsp(host: Pick<Host, "serve">, options: { readonly stdio: boolean }): Promise<void> {
  if (!options.stdio) throw new UserError("editors start this and talk to it: `gatelint lsp --stdio`")
  await host.serve()
}
