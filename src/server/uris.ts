import { URI } from "vscode-uri"

/** One spelling per file: clients escape URIs in different ways. */
export function normalUri(uri: string): string {
  return URI.parse(uri).toString()
}

/**
 * The path of a file from a folder, with `/`; empty for the folder itself, `undefined` for what lies elsewhere.
 * @param folder a URI in normal spelling, as is `uri`
 */
export function pathBelow(folder: string, uri: string): string | undefined {
  const base = URI.parse(folder)
  const file = URI.parse(uri)
  if (base.scheme !== file.scheme || base.authority !== file.authority) return undefined
  const from = base.path.endsWith("/") ? base.path : `${base.path}/`
  if (file.path === base.path || `${file.path}/` === from) return ""
  return file.path.startsWith(from) ? file.path.slice(from.length) : undefined
}

/** The URI of a path from a folder. */
export function uriBelow(folder: string, path: string): string {
  const base = URI.parse(folder)
  return base.with({ path: `${base.path.replace(/\/$/, "")}/${path}` }).toString()
}

/** `app` of `file:///home/me/app/`. */
export function lastName(uri: string): string {
  return URI.parse(uri).path.split("/").filter(Boolean).at(-1) ?? uri
}
