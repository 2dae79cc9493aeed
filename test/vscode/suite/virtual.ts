import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  Uri,
  workspace,
} from "vscode"
import { show, until, untilFound } from "./editor.ts"
import { guilty } from "./samples.ts"

const root = Uri.parse("gatelint-memory:/harbour")

describe("a virtual workspace", () => {
  it("is read through the editor", async () => {
    const registered = workspace.registerFileSystemProvider("gatelint-memory", new Memory({ "main.py": guilty }), {
      isCaseSensitive: true,
    })
    const count = workspace.workspaceFolders?.length ?? 0
    workspace.updateWorkspaceFolders(count, 0, { uri: root, name: "harbour" })
    try {
      await until(
        () => workspace.workspaceFolders?.length,
        (now) => now === count + 1,
        "the folder is there",
      )
      const file = Uri.joinPath(root, "main.py")
      await show(file)
      await untilFound(file, ["9 missing-challenge"])
    } finally {
      workspace.updateWorkspaceFolders(count, 1)
      registered.dispose()
    }
  })
})

/** A file system of one folder that can be read and not written. */
class Memory implements FileSystemProvider {
  readonly #files: ReadonlyMap<string, Uint8Array>
  readonly onDidChangeFile = new EventEmitter<FileChangeEvent[]>().event

  constructor(files: Readonly<Record<string, string>>) {
    const bytes = Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)] as const)
    this.#files = new Map(bytes)
  }

  watch(): Disposable {
    return new Disposable(() => undefined)
  }

  stat(uri: Uri): FileStat {
    if (uri.path === root.path) return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 }
    return { type: FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).length }
  }

  readDirectory(): [string, FileType][] {
    return [...this.#files.keys()].map((name) => [name, FileType.File])
  }

  readFile(uri: Uri): Uint8Array {
    const found = this.#files.get(uri.path.slice(root.path.length + 1))
    if (found === undefined) throw FileSystemError.FileNotFound(uri)
    return found
  }

  createDirectory(): void {
    throw FileSystemError.NoPermissions()
  }

  writeFile(): void {
    throw FileSystemError.NoPermissions()
  }

  delete(): void {
    throw FileSystemError.NoPermissions()
  }

  rename(): void {
    throw FileSystemError.NoPermissions()
  }
}
