import { describe, expect, it } from "vitest"
import { readyVsCode } from "./launch/ready.ts"
import { runSuite } from "./launch/run-suite.ts"

// GATELINT_HOST=node or web runs one of them alone.
const wanted = process.env["GATELINT_HOST"]
const hosts = (["node", "web"] as const).filter((kind) => wanted === undefined || wanted === kind)
const ready = readyVsCode()

// Each test of the suite that ran inside VS Code is told as a test of its own.
for (const kind of hosts) {
  if ("why" in ready) {
    it.skip(`in the ${kind} extension host (${ready.why})`)
    continue
  }
  const { version, tests, notes, output } = await runSuite(ready.code, kind)
  process.stdout.write([`VS Code ${version}, ${kind} extension host`, ...notes].map((line) => `  ${line}\n`).join(""))
  if (tests.some(({ state }) => state === "failed")) {
    process.stderr.write(`The extension's output:\n${output.join("\n")}\n`)
  }
  describe(`in the ${kind} extension host of VS Code ${version}`, () => {
    it("ran", () => expect(tests.length).toBeGreaterThan(0))
    for (const { title, state, error } of tests) {
      it.skipIf(state === "pending")(title, () => {
        if (state === "failed") throw new Error(error)
      })
    }
  })
}
