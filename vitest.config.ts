import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/vscode/**"],
    reporters: ["default", "json"],
    // The closing line of .ci/run is counted from this file.
    outputFile: { json: "coverage/tests.json" },
    testTimeout: 20_000,
  },
})
