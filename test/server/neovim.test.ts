import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { bundle } from "../../tools/bundle.ts"
import { root } from "../../tools/root.ts"
import { findNeovim } from "../support/neovim.ts"

const guilty = `from fastapi import FastAPI, Header, HTTPException
app = FastAPI()
@app.get("/me")
def me(authorization: str | None = Header(None)):
    if authorization is None:
        raise HTTPException(401, "no token")
    return {}
`

const neovim = findNeovim()
const scratch = mkdtempSync(join(tmpdir(), "gatelint-neovim-"))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

// The bundle stands where the packages are found that it does not hold.
const programs = join(root, "dist/neovim")
beforeAll(async () => {
  await bundle({ cli: "src/cli/main.ts" }, programs)
})

describe("a real Neovim", () => {
  it("shows the findings of `gatelint lsp --stdio` and applies an action", { timeout: 90_000 }, ({ skip }) => {
    if (neovim === undefined) skip("Neovim is not installed: `apt-get install neovim` (as root) or your own package.")
    const folder = mkdtempSync(join(scratch, "project-"))
    writeFileSync(join(folder, "main.py"), guilty)
    writeFileSync(join(folder, "requirements.txt"), "fastapi\n")
    const seen = join(folder, "seen.json")
    const { stderr } = spawnSync(
      "nvim",
      ["--headless", "--clean", "-c", `luafile ${join(root, "test/server/neovim.lua")}`],
      {
        cwd: folder,
        encoding: "utf8",
        timeout: 80_000,
        env: {
          ...process.env,
          HOME: scratch,
          XDG_STATE_HOME: scratch,
          GATELINT_SEEN: seen,
          GATELINT_NODE: process.execPath,
          GATELINT_CLI: join(programs, "cli.js"),
          GATELINT_ACTION: "on this line",
        },
      },
    )
    const told = JSON.parse(readFileSync(seen, "utf8"))
    expect({ ...told, stderr }).toMatchObject({
      why: "done",
      before: ["missing-challenge"],
      after: [],
      stopped: true,
      lines: expect.arrayContaining([expect.stringContaining("gatelint: ignore[missing-challenge]")]),
    })
  })
})
