import {
  type Diagnostic,
  languages,
  Position,
  Range,
  type TextEditor,
  type Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode"

/** A workspace folder by its name. */
export function folder(name: string): Uri {
  const found = workspace.workspaceFolders?.find((known) => known.name === name)
  if (found === undefined) throw new Error(`No workspace folder is called ${name}.`)
  return found.uri
}

/** Shows a file that exists. */
export async function show(uri: Uri): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument(uri))
}

/** Replaces the whole text of an editor, as pasting would. */
export async function write(editor: TextEditor, text: string): Promise<void> {
  const { document } = editor
  const edit = new WorkspaceEdit()
  edit.replace(document.uri, new Range(new Position(0, 0), document.lineAt(document.lineCount - 1).range.end), text)
  await workspace.applyEdit(edit)
}

/** Types at the end of an editor, a word at a time. */
export async function type(editor: TextEditor, text: string): Promise<void> {
  for (const word of text.match(/\S+\s*/g) ?? []) {
    const { document } = editor
    const edit = new WorkspaceEdit()
    edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, word)
    await workspace.applyEdit(edit)
  }
}

/** gatelint's findings of a file: `3 missing-challenge`, lines 1-based. */
export function findings(uri: Uri): readonly string[] {
  return diagnostics(uri).map(({ range, code }) => `${range.start.line + 1} ${ruleOf(code)}`)
}

export function diagnostics(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === "gatelint")
}

export function ruleOf(code: Diagnostic["code"]): string {
  return String(typeof code === "object" ? code.value : code)
}

/** Waits until something is so; fails with what it was last. */
export async function until<T>(
  look: () => T | Promise<T>,
  isSo: (seen: T) => boolean,
  what: string,
  limit = 30_000,
): Promise<T> {
  const end = Date.now() + limit
  for (;;) {
    const seen = await look()
    if (isSo(seen)) return seen
    if (Date.now() > end) throw new Error(`${what}; last seen: ${JSON.stringify(seen)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Waits for exactly these findings. */
export async function untilFound(uri: Uri, expected: readonly string[], limit?: number): Promise<void> {
  const text = [...expected].sort().join(", ")
  await until(
    () => [...findings(uri)].sort().join(", "),
    (seen) => seen === text,
    `expected ${text || "nothing"}`,
    limit,
  )
}
