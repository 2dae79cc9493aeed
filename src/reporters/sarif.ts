import type { Log, Notification, Region, ReportingDescriptor, Result } from "sarif"
import { Lines } from "../model/lines.ts"
import type { Finding, Fix, Range, Report, Severity } from "../model/report.ts"
import { shownFindings } from "./order.ts"
import type { ReportContext } from "./reporter.ts"
import { folderUri, relativeUri } from "./uri.ts"

// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html

const base = "%SRCROOT%"

const levels: Readonly<Record<Severity, "error" | "warning" | "note" | "none">> = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "none",
}

/** SARIF 2.1.0, for code scanning: one result per cause, its sites as related locations. */
export function sarif(report: Report, context: ReportContext): string {
  const findings = shownFindings(report)
  const rules = descriptors(findings, context)
  const indexes = new Map(rules.map(({ id }, index) => [id, index]))
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "gatelint", version: report.version, semanticVersion: report.version, rules } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: report.files.skipped.map(skipped) }],
        originalUriBaseIds: { [base]: { uri: folderUri(report.root) } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => resultOf(finding, indexes.get(finding.rule) ?? 0, context)),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

/** Every rule of the catalogue, and what else is reported under a name of its own. */
function descriptors(findings: readonly Finding[], { rules, page }: ReportContext): ReportingDescriptor[] {
  const known = rules.map(({ id, description, severity, spec, preset }): ReportingDescriptor => {
    const markdown = page(id)
    return {
      id,
      shortDescription: { text: description },
      fullDescription: { text: `${description} See ${spec}` },
      helpUri: spec,
      help: { text: `${description} See ${spec}`, ...(markdown === undefined ? {} : { markdown }) },
      defaultConfiguration: { level: levels[severity], enabled: preset === "recommended" },
      properties: { preset, tags: ["security", "http"] },
    }
  })
  const others = new Set(findings.map(({ rule }) => rule).filter((id) => rules.every((rule) => rule.id !== id)))
  return [...known, ...[...others].map((id): ReportingDescriptor => ({ id }))]
}

function resultOf(finding: Finding, ruleIndex: number, context: ReportContext): Result {
  const { rule, severity, message, evidence, apps, fingerprint, related, fixes } = finding
  const changes = fixes.filter(({ edits }) => edits.length > 0)
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: evidence === "" ? message : `${message}\nEvidence: ${evidence}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(finding.file),
          region: { ...regionOf(finding.range), ...snippetOf(finding, context) },
        },
      },
    ],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map(({ file, range, message: text, role }, id) => ({
            id,
            message: { text: text === "" ? role : text },
            physicalLocation: { artifactLocation: artifact(file), region: regionOf(range) },
            properties: { role },
          })),
        }),
    partialFingerprints: { "gatelint/v1": fingerprint },
    ...(changes.length === 0 ? {} : { fixes: changes.map(fixOf) }),
    properties: { apps: [...apps], evidence },
  }
}

function fixOf({ title, edits, safe, preferred }: Fix): NonNullable<Result["fixes"]>[number] {
  const files = [...new Set(edits.map(({ file }) => file))]
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(file),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ range, newText }) => ({ deletedRegion: regionOf(range), insertedContent: { text: newText } })),
    })),
    properties: { safe, preferred },
  }
}

function artifact(file: string): { uri: string; uriBaseId: string } {
  return { uri: relativeUri(file), uriBaseId: base }
}

function regionOf({ start, end }: Range): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}

/** The words of the finding's range, for viewers that have no source. */
function snippetOf({ file, range }: Finding, { source }: ReportContext): Pick<Region, "snippet"> {
  const text = source(file)
  if (text === undefined) return {}
  const lines = new Lines(text)
  const { start, end } = range
  return {
    snippet: { text: text.slice(lines.start(start.line) + start.column - 1, lines.start(end.line) + end.column - 1) },
  }
}

/** A file that was not read is said to be so: nothing is known of it. */
function skipped({ file, why }: Report["files"]["skipped"][number]): Notification {
  return {
    level: "warning",
    message: { text: `${file} was skipped: ${why}` },
    locations: [{ physicalLocation: { artifactLocation: artifact(file) } }],
    descriptor: { id: "skipped-file" },
  }
}
