// The official schema: its title is "Static Analysis Results Format (SARIF) Version 2.1.0-rtm.5 JSON Schema".
import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" }
import Ajv from "ajv-draft-04"
import { describe, expect, it } from "vitest"
import { ruleCatalogue } from "../../src/gatelint.ts"
import type { Report } from "../../src/model/report.ts"
import { sarif } from "../../src/reporters/sarif.ts"
import { context } from "./context.ts"
import { evil, hostile, hostileSource } from "./hostile-report.ts"
import { finding, range, report, sample, sources } from "./sample-report.ts"

const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  schema,
)
const given = context({ rules: ruleCatalogue, source: (file) => sources[file], page: (rule) => `# ${rule}\n` })

function run(of: Report, fields: Parameters<typeof context>[0] = {}) {
  const log = JSON.parse(sarif(of, { ...given, ...fields }))
  validate(log)
  expect(validate.errors ?? []).toEqual([])
  return log.runs[0]
}

describe("is valid against the official schema", () => {
  it.each<[string, Report]>([
    ["a full report", sample],
    ["an empty report", report({})],
    ["a hostile report", hostile],
  ])("%s", (_, of) => {
    run(of, { source: () => hostileSource })
  })
})

it("the schema is no formality", () => {
  validate({ version: "2.1.0", runs: [{ tool: { driver: { name: "gatelint" } }, results: [{ level: "bad" }] }] })
  expect(validate.errors).not.toBeNull()
})

describe("a result", () => {
  const { results, tool, invocations, originalUriBaseIds, columnKind } = run(sample)

  it("stands for a cause; the sites of a wall are related locations, not results", () => {
    expect(results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level])).toEqual([
      ["scope-check-401", "error"],
      ["leaky-detail", "warning"],
      ["missing-challenge", "warning"],
    ])
    expect(results[2].relatedLocations).toHaveLength(41)
  })

  it("points at its rule, whose help is its page", () => {
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId)
    expect(tool.driver.rules[results[0].ruleIndex].help.markdown).toBe("# scope-check-401\n")
    expect(tool.driver.rules).toHaveLength(ruleCatalogue.length)
  })

  it("has its region in UTF-16 columns, its words and its fingerprint", () => {
    expect(columnKind).toBe("utf16CodeUnits")
    expect(results[2].locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "app/errors.py", uriBaseId: "%SRCROOT%" },
          region: {
            startLine: 6,
            startColumn: 9,
            endLine: 6,
            endColumn: 57,
            snippet: { text: "super().__init__(status_code=401, detail=detail)" },
          },
        },
      },
    ])
    expect(results[2].partialFingerprints).toEqual({ "gatelint/v1": "f00d" })
  })

  it("brings the fixes that change something", () => {
    expect(results[2].fixes).toEqual([
      {
        description: { text: "Add `WWW-Authenticate: Bearer`" },
        artifactChanges: [
          {
            artifactLocation: { uri: "app/errors.py", uriBaseId: "%SRCROOT%" },
            replacements: [
              {
                deletedRegion: { startLine: 6, startColumn: 56, endLine: 6, endColumn: 56 },
                insertedContent: { text: ', headers={"WWW-Authenticate": "Bearer"}' },
              },
            ],
          },
        ],
        properties: { safe: true, preferred: true },
      },
    ])
    expect(results[0].fixes).toBeUndefined()
  })

  it("skipped files are notifications, the root is a base of URIs", () => {
    expect(
      invocations[0].toolExecutionNotifications.map(({ message }: { message: { text: string } }) => message.text),
    ).toEqual(["app/data.py was skipped: larger than 1 MB", "app/old.py was skipped: not UTF-8"])
    expect(originalUriBaseIds).toEqual({ "%SRCROOT%": { uri: "file:///shop/" } })
  })

  it("of a rule that the catalogue does not list has a descriptor of its own", () => {
    const own = run(report({ findings: [finding({ rule: "internal-error", file: "a.py", range: range("1:1-1:2") })] }))
    expect(own.tool.driver.rules[own.results[0].ruleIndex]).toEqual({ id: "internal-error" })
  })
})

it("text of strangers stays text", () => {
  const { results, originalUriBaseIds } = run(hostile, { source: () => hostileSource })
  expect(results[0].message.text).toBe(`${evil}\nEvidence: ${evil}`)
  expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe("a%20b/%3Ci%3E%23%3F%25%2C%20%60%3Ax.py")
  expect(originalUriBaseIds["%SRCROOT%"].uri).toBe("file:///work%20%3Cb%3E/%2520%23/")
})
