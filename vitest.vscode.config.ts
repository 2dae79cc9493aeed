import { defineConfig } from "vitest/config"

// The tests in a real VS Code: minutes, not seconds, and one window after the other.
export default defineConfig({
  test: {
    include: ["test/vscode/*.test.ts"],
    fileParallelism: false,
    reporters: ["verbose", "json"],
    outputFile: { json: "coverage/tests.vscode.json" },
    testTimeout: 10 * 60_000,
    hookTimeout: 10 * 60_000,
  },
})
