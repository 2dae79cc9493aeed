import type { Host, Output } from "./host.ts"

export type ColorChoice = "auto" | "always" | "never"

/** Lines of a file or pipe are clipped here: as wide as a code review. */
const defaultWidth = 120

/**
 * Whether to colour; `always` and `never` overrule the environment.
 * https://no-color.org, and FORCE_COLOR as many tools know it
 */
export function wantsColor(choice: ColorChoice, output: Output, env: Host["env"]): boolean {
  if (choice !== "auto") return choice === "always"
  const noColor = env["NO_COLOR"]
  if (noColor !== undefined && noColor !== "") return false
  const force = env["FORCE_COLOR"]
  if (force !== undefined && force !== "") return force !== "0"
  return output.isTTY && env["TERM"] !== "dumb"
}

/** Whether the reader's locale shows more than ASCII. */
export function showsUnicode({ env, platform }: Pick<Host, "env" | "platform">): boolean {
  // Logs of build servers are shown in a browser, whatever the locale of the build is.
  if (env["CI"] !== undefined) return true
  if (platform === "win32") return env["WT_SESSION"] !== undefined || env["TERM_PROGRAM"] === "vscode"
  if (env["TERM"] === "linux") return false
  const locale = [env["LC_ALL"], env["LC_CTYPE"], env["LANG"]].find((value) => value !== undefined && value !== "")
  // macOS starts programs without a locale, and its terminals are UTF-8.
  return locale === undefined ? platform === "darwin" : /utf-?8/i.test(locale)
}

/** Columns to write in. */
export function widthOf(output: Output): number {
  return Math.max(40, Math.min(output.columns ?? defaultWidth, 160))
}
