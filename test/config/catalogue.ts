import type { PresetRule } from "../../src/config/resolve.ts"

export const catalogue: readonly PresetRule[] = [
  { id: "missing-challenge", description: "Demand a challenge.", severity: "warning", preset: "recommended" },
  { id: "scope-check-401", description: "Disallow 401 for scopes.", severity: "error", preset: "recommended" },
  { id: "vague-403", description: "Demand a reason.", severity: "info", preset: "strict" },
]
