import { CommanderError } from "commander"
import { ConfigError } from "../config/config-error.ts"
import { harmless } from "../reporters/pretty/columns.ts"
import { createCommands } from "./commands.ts"
import type { Host } from "./host.ts"
import { UserError } from "./user-error.ts"

/**
 * Runs one command line.
 * @param words the arguments, without node and the script
 * @returns the exit code: 0 clean, 1 findings at or above the threshold, 2 wrong usage, a wrong config or a crash
 */
export async function run(host: Host, words: readonly string[]): Promise<0 | 1 | 2> {
  let code: 0 | 1 = 0
  try {
    const commands = createCommands(host, (given) => {
      code = given
    })
    await commands.parseAsync(words, { from: "user" })
    return code
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    host.stderr.write(complaintOf(error))
    return 2
  }
}

function complaintOf(error: unknown): string {
  if (error instanceof CommanderError) return `gatelint: ${harmless(reworded(error.message))}\n`
  if (error instanceof UserError || error instanceof ConfigError) return `gatelint: ${harmless(error.message)}\n`
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `gatelint: internal error, please report it: ${trace}\n`
}

/** `error: unknown option '--formt'\n(Did you mean --format?)` in our own form. */
function reworded(message: string): string {
  return message
    .replace(/^error: /, "")
    .replace(/\n\(Did you mean (?:one of )?(.+?)\?\)/, ": did you mean `$1`?")
    .replace(/'([^']*)'/g, "`$1`")
}
