import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "account-enumeration",
  description: "Demand one answer for an unknown account and a wrong password.",
  severity: "warning",
  preset: "recommended",
  spec: "https://cwe.mitre.org/data/definitions/204.html",
  messages: {
    told: "This log-in tells an unknown account ({{how}}) from a wrong password, so anybody can find out who has an account.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "told-account") report(claimOf(wiring, "told"))
  },
})
