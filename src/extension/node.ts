import { type ExtensionContext, Uri } from "vscode"
import { LanguageClient, TransportKind } from "vscode-languageclient/node"
import { start } from "./start.ts"
import { registerTasks } from "./tasks.ts"

/** The entry on a desktop and on a remote machine: the server is a process of its own. */
export function activate(context: ExtensionContext): Promise<void> {
  const program = (file: string) => Uri.joinPath(context.extensionUri, "dist", file).fsPath
  return start(context, {
    createClient: (_, options) => {
      const run = { module: program("server.js"), transport: TransportKind.ipc }
      return new LanguageClient("gatelint", "gatelint", run, options)
    },
    initialization: () => ({}),
    register: () => [registerTasks(program("cli.js"))],
  })
}
