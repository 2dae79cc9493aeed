import { installVsCode, NotInstallable, type VsCode } from "../../../tools/vscode/install.ts"

/** A VS Code to test in, or why there is none: that is told, and its tests are skipped. */
export type Ready = { readonly code: VsCode } | { readonly why: string }

/** Installs what is missing; only what cannot be installed on this machine is a reason to go without. */
export function readyVsCode(): Ready {
  try {
    return { code: installVsCode((line) => process.stderr.write(`${line}\n`)) }
  } catch (error) {
    if (!(error instanceof NotInstallable)) throw error
    process.stderr.write(`\nThe tests in a real VS Code are skipped. ${error.message}\n\n`)
    return { why: error.message }
  }
}
