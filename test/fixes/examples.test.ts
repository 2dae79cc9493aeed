import { readdirSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { verifyFolder } from "../../tools/verify-folder.ts"
import { grammars } from "../support/check.ts"

const examples = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "examples")

describe.each(readdirSync(examples))("the fixes offered on examples/%s", (name) => {
  it.each([false, true])(
    "cure, each alone, and bring nothing new (strict: %s)",
    async (strict) => {
      const verified = await verifyFolder(join(examples, name), { grammars, strict })
      expect(verified.flatMap(({ faults }) => faults)).toEqual([])
      expect(verified.reduce((sum, { fixes }) => sum + fixes, 0)).toBeGreaterThan(0)
    },
    60_000,
  )
})
