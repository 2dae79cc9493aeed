import { type ExtensionContext, Uri } from "vscode"
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser"
import { start } from "./start.ts"

/** The entry in a browser: the server is a worker of its own, and gets its files through the client. */
export function activate(context: ExtensionContext): Promise<void> {
  const dist = (file: string) => Uri.joinPath(context.extensionUri, "dist", file).toString(true)
  return start(context, {
    createClient: (_, options) => {
      // VS Code's workers are of a class of its own, which the client does not take for one.
      const connect = async () => {
        const worker = new Worker(dist("server.browser.js"))
        return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) }
      }
      return new LanguageClient("gatelint", "gatelint", connect, options)
    },
    initialization: () => ({
      grammars: {
        core: dist("web-tree-sitter.wasm"),
        python: dist("tree-sitter-python.wasm"),
        ecmascript: dist("ecmascript-parser.cjs"),
      },
    }),
    register: () => [],
  })
}
