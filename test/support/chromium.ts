import { existsSync } from "node:fs"

const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]

/** The Chromium of this machine: what `CHROMIUM_PATH` names, or where Linux packages put it; `undefined` without one. */
export const chromiumPath: string | undefined = [process.env["CHROMIUM_PATH"] ?? "", ...usual].find(existsSync)

/** Why tests are skipped, for their title; empty where a browser is there. */
export const withoutChromium = chromiumPath === undefined ? " (skipped: no Chromium; set CHROMIUM_PATH)" : ""

export const chromiumArguments = ["--no-sandbox", "--disable-background-networking"]
