import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { guilty } from "../suite/samples.ts"

/** How many files the folder `large` has. */
export const many = 500

/** GATELINT_CORPUS names one more folder to be audited, to see how the editor bears something large. */
const corpus = process.env["GATELINT_CORPUS"]

/** Lays out the workspace that the suite runs in. Returns its `.code-workspace` file. */
export function layWorkspace(): string {
  const home = mkdtempSync(join(tmpdir(), "gatelint-workspace-"))
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(home, path)), { recursive: true })
    writeFileSync(join(home, path), text)
  }
  put("app/pyproject.toml", manifest)
  put("app/main.py", guilty)
  put("app/typed.py", "")
  put("app/typed.ts", "")
  put("other/pyproject.toml", manifest)
  put("other/gatelint.json", JSON.stringify({ rules: { "missing-challenge": "off" } }))
  put("other/main.py", guilty)
  put("large/pyproject.toml", manifest)
  for (let index = 0; index < many; index++) put(`large/service${index % 20}/module${index}.py`, guilty)
  const folders = ["app", "other", "large", ...(corpus === undefined ? [] : [corpus])].map((path) => ({ path }))
  put("gatelint.code-workspace", JSON.stringify({ folders, settings }))
  return join(home, "gatelint.code-workspace")
}

const manifest = '[project]\nname = "sample"\nversion = "1"\ndependencies = ["fastapi>=0.122"]\n'

/** Nothing but gatelint shall move in the window. */
const settings = {
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "chat.disableAIFeatures": true,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.startupEditor": "none",
}
