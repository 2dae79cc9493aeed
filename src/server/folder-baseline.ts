import type { BaselineEntry } from "../config/baseline.ts"
import { parseBaseline } from "../config/baseline-file.ts"
import { FolderConfigError } from "./folder-config.ts"
import type { Files } from "./host.ts"
import { uriBelow } from "./uris.ts"

/** The name that the command line writes a baseline to. */
export const baselineFile = "gatelint-baseline.json"

/**
 * The baseline of a workspace folder, none where there is no such file.
 * @throws FolderConfigError where the file is no baseline
 */
export async function readFolderBaseline(
  files: Pick<Files, "readText">,
  folder: string,
): Promise<readonly BaselineEntry[]> {
  const uri = uriBelow(folder, baselineFile)
  const text = await files.readText(uri)
  if (text === undefined) return []
  try {
    return parseBaseline(baselineFile, text)
  } catch (error) {
    throw error instanceof Error ? new FolderConfigError(uri, error) : error
  }
}
