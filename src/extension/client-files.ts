import { RelativePattern, Uri, workspace } from "vscode"
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

async function listFiles(folder: Uri): Promise<ListFiles["result"]> {
  const found = await workspace.findFiles(new RelativePattern(folder, "**/*"), undefined, most)
  if (found.length > 0) return { paths: found.map((uri) => below(folder, uri)), complete: found.length < most }
  // Without a search of its own a file system can still be walked.
  const paths: string[] = []
  const complete = await walk(folder, "", paths)
  return { paths, complete }
}

/** Adds every file below; false where something could not be read. */
async function walk(folder: Uri, prefix: string, paths: string[]): Promise<boolean> {
  try {
    let complete = true
    for (const [name, type] of await workspace.fs.readDirectory(folder)) {
      if (paths.length >= most) return false
      if (type === 1) paths.push(prefix + name)
      if (type === 2 && !leftOut.has(name)) {
        complete = (await walk(Uri.joinPath(folder, name), `${prefix}${name}/`, paths)) && complete
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
