import type { Connection } from "vscode-languageserver"
import type { Content, Files } from "./host.ts"
import type { FileContent, FileRequests, ListFilesResult } from "./protocol.ts"
import { uriBelow } from "./uris.ts"

/** Source beyond this is generated, or data: 1 MB. */
const maximumSize = 1024 * 1024

const methods = { list: "gatelint/listFiles", read: "gatelint/readFiles" } satisfies Record<string, keyof FileRequests>

/** Files that only the client can reach: in a browser, and in virtual file systems. */
export function createClientFiles(connection: Connection): Files {
  const read = (uris: readonly string[]): Promise<readonly FileContent[]> =>
    connection.sendRequest(methods.read, { uris })
  return {
    batch: 64,
    rootOf: (uri) => Promise.resolve(uri),
    list: async (folder, wants) => {
      const { paths, complete }: ListFilesResult = await connection.sendRequest(methods.list, { uri: folder })
      return { paths: paths.filter(wants), complete }
    },
    read: async (folder, paths, anySize) => {
      const contents = await read(paths.map((path) => uriBelow(folder, path)))
      return paths.map((path, index) => contentOf(contents[index], anySize(path)))
    },
    readText: async (uri) => {
      const [content] = await read([uri])
      const bytes = contentOf(content, true)
      return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : undefined
    },
  }
}

function contentOf(content: FileContent | undefined, anySize: boolean): Content {
  if (content === undefined || "why" in content) return content ?? { why: "vanished" }
  const bytes = Uint8Array.from(atob(content.base64), (character) => character.charCodeAt(0))
  return anySize || bytes.length <= maximumSize ? bytes : { why: "larger than 1 MB" }
}
