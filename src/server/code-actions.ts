import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver"
import type { Finding } from "../model/report.ts"
import { diagnosticsOf } from "./diagnostics.ts"
import { changeOf, fixesOfRule, type Offer, orderedFixes, safeFixes } from "./offers.ts"
import { protocolRange, touches } from "./positions.ts"
import type { Seen, Workspace } from "./workspace.ts"
import { workspaceEditOf } from "./workspace-edit.ts"

/** Mends everything in a file that may be mended unseen: for `editor.codeActionsOnSave`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.gatelint`

/** Opens the page of the rule that it is given. */
export const openRuleCommand = "gatelint.openRule"

/** What an action carries until it is taken. */
interface ActionData {
  readonly uri: string
  readonly offer: Offer
}

/** The real fix first, the comment that silences the finding last. */
export function registerCodeActions(workspace: Workspace): void {
  const { connection, client } = workspace
  connection.onCodeAction(async ({ textDocument: { uri }, range, context }, token) => {
    const seen = await workspace.settled(uri, token)
    if (seen === undefined) return []
    const actions = [...actionsAt(workspace, seen, uri, range), ...fixAllOf(seen, uri)].filter(({ kind = "" }) =>
      context.only === undefined ? true : context.only.some((only) => kind === only || kind.startsWith(`${only}.`)),
    )
    if (client.resolvesEdits) return actions
    return actions.flatMap((action) => resolved(workspace, seen, action) ?? [])
  })
  connection.onCodeActionResolve(async (action, token) => {
    const data = dataOf(action)
    const seen = data && (await workspace.settled(data.uri, token))
    const answer = seen && resolved(workspace, seen, action)
    if (answer === undefined) throw new ResponseError(LSPErrorCodes.ContentModified, "The finding is gone.")
    return answer
  })
  connection.onExecuteCommand(async ({ command, arguments: given }) => {
    const [rule] = given ?? []
    const page = command === openRuleCommand && typeof rule === "string" ? workspace.pageOf(rule) : undefined
    if (page !== undefined) await connection.window.showDocument({ uri: page, external: !page.startsWith("file:") })
    return null
  })
}

function actionsAt(
  workspace: Workspace,
  seen: Seen,
  uri: string,
  range: CodeActionParams["range"],
): readonly CodeAction[] {
  const { root, view, path } = seen
  const all = view.findings.get(path) ?? []
  const here = all.filter((finding) => touches(protocolRange(finding.range), range))
  const shown = diagnosticsOf(workspace, root, view, path)
  // An editor shows what belongs to no diagnostic below everything else.
  const diagnosticOf = (finding: Finding) => shown.filter((_, index) => all[index] === finding)
  const action = (finding: Finding, title: string, offer: Offer, isPreferred = false): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnosticOf(finding),
    ...(isPreferred ? { isPreferred } : {}),
    data: { uri, offer } satisfies ActionData,
  })
  const fixes = here.flatMap((finding) =>
    orderedFixes(finding).map(({ title, preferred }) =>
      action(finding, title, { kind: "fix", fingerprint: finding.fingerprint, title }, preferred),
    ),
  )
  const rules = distinctRules(here)
  const whole = rules.flatMap((finding) => {
    const { rule } = finding
    if (fixesOfRule(rule, path, all).length < 2) return []
    return [action(finding, `Fix all \`${rule}\` problems in this file`, { kind: "fix-rule", rule })]
  })
  const pages = workspace.client.opensDocuments ? rules.map((finding) => pageOf(finding, diagnosticOf(finding))) : []
  const silencers = here.flatMap((finding) => {
    const { rule, fingerprint } = finding
    return (["line", "file"] as const).map((scope) =>
      action(finding, `Ignore \`${rule}\` ${scope === "line" ? "on this line" : "in this file"}`, {
        kind: "suppress",
        fingerprint,
        scope,
      }),
    )
  })
  return [...fixes, ...whole, ...pages, ...silencers]
}

function fixAllOf({ view, path }: Seen, uri: string): readonly CodeAction[] {
  if (safeFixes(path, view.findings.get(path) ?? []).length === 0) return []
  const data: ActionData = { uri, offer: { kind: "fix-all" } }
  return [{ title: "Fix all safe gatelint problems in this file", kind: fixAllKind, data }]
}

function pageOf({ rule }: Finding, diagnostics: Diagnostic[]): CodeAction {
  const title = `Open the page of \`${rule}\``
  const command = { title, command: openRuleCommand, arguments: [rule] }
  return { title, kind: CodeActionKind.QuickFix, diagnostics, command }
}

/** The action with its edit; `undefined` where the finding is gone, or nothing can be written. */
function resolved(workspace: Workspace, seen: Seen, action: CodeAction): CodeAction | undefined {
  const data = dataOf(action)
  if (data === undefined) return action
  const change = changeOf(data.offer, seen.path, seen.view.findings.get(seen.path) ?? [], seen.view.project)
  if (change === undefined || change.edits.length === 0) return undefined
  const question = change.unsafe ? action.title : undefined
  return { ...action, edit: workspaceEditOf(workspace, seen, change.edits, question) }
}

function dataOf({ data }: CodeAction): ActionData | undefined {
  // What comes back is what was sent.
  return data as ActionData | undefined
}

function distinctRules(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.rule, finding])).values()]
}
