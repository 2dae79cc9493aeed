import type { Disposable, ExtensionContext } from "vscode"
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient"
import type { InitializationOptions } from "../server/protocol.ts"

/** What differs between the two places in which the extension runs: Node, and the browser's worker. */
export interface Host {
  /** A client whose server is not started yet. */
  createClient(context: ExtensionContext, options: LanguageClientOptions): BaseLanguageClient
  /** What only this host's server has to be told. */
  initialization(context: ExtensionContext): Partial<InitializationOptions>
  /** What only this host can offer. */
  register(context: ExtensionContext): readonly Disposable[]
}
