import { commands, type ExtensionContext } from "vscode"
import { registerAudit } from "./audit.ts"
import { registerAuthMap } from "./auth-map.ts"
import { registerBaseline } from "./baseline.ts"
import { registerExplain } from "./explain.ts"
import { registerFix } from "./fix.ts"
import type { Host } from "./host.ts"
import { registerReport } from "./report/index.ts"
import { registerRuleDocumentation } from "./rule-documentation.ts"
import { Server } from "./server.ts"
import { registerStatusItem } from "./status-item.ts"

/** Registers everything that the extension offers, and starts the server without waiting for it. */
export async function start(context: ExtensionContext, host: Host): Promise<void> {
  const server = new Server(context, host)
  const report = registerReport(server)
  context.subscriptions.push(
    server,
    report,
    ...host.register(context),
    registerStatusItem(server),
    registerAudit(server, report),
    registerAuthMap(server),
    registerBaseline(server),
    registerExplain(server),
    registerFix(),
    registerRuleDocumentation(context),
    commands.registerCommand("gatelint.restartServer", () => server.restart()),
    commands.registerCommand("gatelint.showOutput", () => server.output.show(true)),
  )
  await commands.executeCommand("setContext", "gatelint.active", true)
  server.start()
}
