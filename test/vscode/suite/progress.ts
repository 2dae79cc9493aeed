import { CancellationTokenSource, window } from "vscode"
import { standIn } from "./stand-in.ts"

export interface Watched {
  /** What was shown while it ran. */
  readonly reports: readonly string[]
  /** What the task gave back. */
  readonly result: unknown
}

/** Stands between the extension and the notification in which it shows its progress. */
export async function watched(
  act: (cancel: CancellationTokenSource, reports: readonly string[]) => Promise<void>,
): Promise<Watched> {
  const cancel = new CancellationTokenSource()
  const reports: string[] = []
  const progress = {
    report: (value: unknown) => {
      if (typeof value === "object" && value !== null && "message" in value) reports.push(String(value.message))
    },
  }
  let result: unknown
  const replacement: typeof window.withProgress = async (_options, task) => {
    const given = await task(progress, cancel.token)
    result = given
    return given
  }
  await standIn(window, "withProgress", replacement, () => act(cancel, reports))
  return { reports, result }
}
