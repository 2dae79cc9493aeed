import { type CancellationToken, CancellationTokenSource, RelativePattern, Uri, workspace } from "vscode"
import type { BaseLanguageClient } from "vscode-languageclient"
import type { FileContent, FileRequests } from "../server/protocol.ts"

type ListFiles = FileRequests["gatelint/listFiles"]
type ReadFiles = FileRequests["gatelint/readFiles"]

/** More files than this are not listed; the project then counts as seen in part. */
const most = 50_000

/** Answers a server that cannot reach the files by itself: the browser's. */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest("gatelint/listFiles", ({ uri }: ListFiles["params"]) => listFiles(Uri.parse(uri)))
  client.onRequest("gatelint/readFiles", ({ uris }: ReadFiles["params"]) =>
    Promise.all(uris.map((uri) => readFile(Uri.parse(uri)))),
  )
}

/** How long a search may take before its file system is walked as well, in ms. */
const headStart = 500

/** The editor's search is the quick way; a file system may have none, and the editor then waits for one for ever. */
async function listFiles(folder: Uri): Promise<ListFiles["result"]> {
  const search = new CancellationTokenSource()
  const walking = new CancellationTokenSource()
  try {
    const found = searchFiles(folder, search.token)
    const first = await Promise.race([found, delay(headStart)])
    if (first !== undefined && first.paths.length > 0) return first
    return await Promise.race([found.then(orNever), walkFiles(folder, walking.token)])
  } finally {
    search.cancel()
    walking.cancel()
  }
}

/** A search that finds nothing has perhaps not looked. */
function orNever(listed: ListFiles["result"]): Promise<ListFiles["result"]> {
  return listed.paths.length > 0 ? Promise.resolve(listed) : new Promise(() => undefined)
}

async function searchFiles(folder: Uri, token: CancellationToken): Promise<ListFiles["result"]> {
  const found = await workspace.findFiles(new RelativePattern(folder, "**/*"), undefined, most, token)
  return { paths: found.map((uri) => below(folder, uri)), complete: found.length < most }
}

async function walkFiles(folder: Uri, token: CancellationToken): Promise<ListFiles["result"]> {
  const paths: string[] = []
  const complete = await walk(folder, "", paths, token)
  return { paths, complete }
}

function delay(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Adds every file below; false where something could not be read. */
async function walk(folder: Uri, prefix: string, paths: string[], token: CancellationToken): Promise<boolean> {
  try {
    let complete = true
    for (const [name, type] of await workspace.fs.readDirectory(folder)) {
      if (paths.length >= most || token.isCancellationRequested) return false
      if (type === 1) paths.push(prefix + name)
      if (type === 2 && !leftOut.has(name)) {
        complete = (await walk(Uri.joinPath(folder, name), `${prefix}${name}/`, paths, token)) && complete
      }
    }
    return complete
  } catch {
    return false
  }
}

const leftOut = new Set([".git", "node_modules", ".venv", "__pycache__"])

async function readFile(uri: Uri): Promise<FileContent> {
  try {
    return { base64: base64(await workspace.fs.readFile(uri)) }
  } catch {
    return { why: "vanished" }
  }
}

function base64(bytes: Uint8Array): string {
  let binary = ""
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

function below(folder: Uri, file: Uri): string {
  return file.path.slice(folder.path.length).replace(/^\//, "")
}
