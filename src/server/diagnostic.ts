import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver"
import type { Finding, Severity } from "../model/report.ts"
import type { Client } from "./client.ts"
import { protocolRange } from "./positions.ts"

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

/** Findings about text that does nothing are shown faded. */
const tags: Readonly<Record<string, readonly DiagnosticTag[]>> = {
  "unused-suppression": [DiagnosticTag.Unnecessary],
}

/** What a diagnostic carries back to the server with a request for actions. */
export interface DiagnosticData {
  readonly fingerprint: string
}

/**
 * A finding as the editor shows it, as far as the client can.
 * @param uriOf the URI of a path of the report
 * @param pageOf where a rule is explained
 */
export function diagnosticOf(
  finding: Finding,
  client: Pick<Client, "showsRelated" | "showsTags" | "linksCodes">,
  uriOf: (path: string) => string,
  pageOf: (rule: string) => string | undefined,
): Diagnostic {
  const { rule, severity, message, range, evidence, related, fingerprint } = finding
  const page = client.linksCodes ? pageOf(rule) : undefined
  const tag = client.showsTags ? tags[rule] : undefined
  const data: DiagnosticData = { fingerprint }
  return {
    range: protocolRange(range),
    severity: severities[severity],
    code: rule,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    source: "gatelint",
    message: evidence === "" ? message : `${message}\nBecause: ${evidence}`,
    ...(tag === undefined ? {} : { tags: [...tag] }),
    ...(client.showsRelated && related.length > 0
      ? {
          relatedInformation: related.map(({ file, range: at, message: says }) => ({
            location: { uri: uriOf(file), range: protocolRange(at) },
            message: says,
          })),
        }
      : {}),
    data,
  }
}
