import { type LogOutputChannel, window } from "vscode"

const levels = new Set<PropertyKey>(["trace", "debug", "info", "warn", "error", "append", "appendLine"])

/** Records what goes into output channels that are made from now on; VS Code itself may not write them to a file here. */
export function recordOutput(): () => readonly string[] {
  const lines: string[] = []
  const original = window.createOutputChannel
  const recorded = (name: string, options: { readonly log: true }): LogOutputChannel =>
    new Proxy(original.call(window, name, options), {
      get(channel, key) {
        const value: unknown = Reflect.get(channel, key)
        if (typeof value !== "function") return value
        return (...args: readonly unknown[]) => {
          if (levels.has(key)) lines.push(`${new Date().toISOString()} ${String(key)} ${args.map(String).join(" ")}`)
          return value.apply(channel, args)
        }
      },
    })
  Object.defineProperty(window, "createOutputChannel", { value: recorded, configurable: true, writable: true })
  return () => lines
}
