import { readFileSync } from "node:fs"
import { Ajv2020 } from "ajv/dist/2020.js"
import { describe, expect, test } from "vitest"
import { json } from "../../src/reporters/json.ts"
import { finding, range, report, sample } from "./sample-report.ts"

const schema = JSON.parse(readFileSync(new URL("../../docs/report.schema.json", import.meta.url), "utf8"))
const validate = new Ajv2020({ allErrors: true }).compile(schema)

test("it is the report, nothing else", () => {
  expect(JSON.parse(json(sample))).toEqual(sample)
  expect(json(sample).endsWith("}\n")).toBe(true)
})

describe("the published schema", () => {
  const placed = finding({ file: "a.py", range: range("1:1-1:2") })
  const { evidence: _, ...withoutEvidence } = placed
  test.each([
    ["a full report", sample, true],
    ["an empty report", report({}), true],
    ["a further key", { ...report({}), extra: 1 }, false],
    ["a further key of a finding", { ...report({}), findings: [{ ...placed, extra: 1 }] }, false],
    ["a missing key", { ...report({}), findings: [withoutEvidence] }, false],
    ["a column that counts from 0", report({ findings: [{ ...placed, range: range("1:0-1:2") }] }), false],
    ["an unknown severity", { ...report({}), findings: [{ ...placed, severity: "fatal" }] }, false],
    ["files without a reason", { ...report({}), files: { ...sample.files, skipped: [{ file: "a.py" }] } }, false],
  ])("%s: %s", (_name, value, isRight) => {
    validate(JSON.parse(JSON.stringify(value)))
    expect(validate.errors === null).toBe(isRight)
  })
})
