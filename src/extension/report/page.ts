/**
 * The document of the `html` format as a page of the editor: nothing from outside, and no script but its own.
 * @param nonce random, fresh for each page: scripts and styles without it do not run
 */
export function pageFor(document: string, nonce: string): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`
  return document
    .replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/i, "")
    .replace(/<(style|script)(?=[\s>])/gi, `<$1 nonce="${nonce}"`)
    .replace(/<head>/i, `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`)
}

/** What stands in the document's body, without the script at its end. */
export function bodyOf(document: string): string {
  const [, body = ""] = /<body>([\s\S]*)<\/body>/i.exec(document) ?? []
  const script = body.lastIndexOf("<script")
  return script < 0 ? body : body.slice(0, script)
}
