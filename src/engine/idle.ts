import type { Config } from "../model/config.ts"
import type { Rule } from "../model/rule.ts"
import type { WiringFact } from "../model/wiring.ts"

/** Which wirings nobody asks for: those of rules that are off in every folder. */
export function idleWirings(rules: readonly Rule[], config: Config): (kind: WiringFact["kind"]) => boolean {
  const levels = [config, ...config.folders].map((one) => one.rules)
  const off = rules.filter(({ id, severity }) => levels.every((level) => (level[id] ?? severity) === "off"))
  const idle = new Set(off.flatMap(({ needs = [] }) => needs))
  return (kind) => idle.has(kind)
}
