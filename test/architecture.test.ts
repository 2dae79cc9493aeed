import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, posix } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import ts from "typescript"
import { describe, expect, it } from "vitest"

interface Room {
  readonly name: string
  readonly rooms: readonly string[]
  readonly packages: readonly string[]
}

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const rooms = readTable(readFileSync(join(root, "docs/architecture.md"), "utf8"))
const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts"))
  .sort()

describe("the table of docs/architecture.md", () => {
  it("is read", () => {
    expect(rooms.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["ir", "model", "rules", "cli", "gatelint.ts"]),
    )
    expect(rooms.find(({ name }) => name === "rules")).toEqual({
      name: "rules",
      rooms: ["http", "model"],
      packages: [],
    })
  })

  it("has a row for every file", () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([])
  })

  it("names only rooms that have a row", () => {
    const known = new Set(rooms.map(({ name }) => name))
    expect(rooms.flatMap((room) => room.rooms.filter((name) => !known.has(name)))).toEqual([])
  })

  it("allows every import, types included", () => {
    expect(files.flatMap((file) => strayEdges(file, read(file)))).toEqual([])
  })
})

describe("a stray edge is named", () => {
  it.each([
    ["rules/x.ts", 'import type { Call } from "../ir/expression.ts"', "rules/x.ts → ir/expression.ts"],
    ["ir/x.ts", 'export * from "../model/place.ts"', "ir/x.ts → model/place.ts"],
    ["engine/x.ts", 'const rule = await import("../rules/leaky-detail.ts")', "engine/x.ts → rules/leaky-detail.ts"],
    ["model/x.ts", 'type A = import("../engine/index.ts").A', "model/x.ts → engine/index.ts"],
    ["engine/x.ts", 'import { readFile } from "node:fs/promises"', "engine/x.ts → node:fs/promises"],
    ["frameworks/x.ts", 'import { Parser } from "web-tree-sitter"', "frameworks/x.ts → web-tree-sitter"],
    ["model/x.ts", 'import { a } from "@scope/name/deep"', "model/x.ts → @scope/name"],
    ["cli/x.ts", 'import { x } from "../engine/project.ts"', "cli/x.ts → engine/project.ts"],
  ])("%s: %s", (file, text, edge) => {
    expect(strayEdges(file, text)).toEqual([edge])
  })
})

it("the engine bundles for a browser, whole and without a module of Node", async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/gatelint.ts"],
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    outdir: "out",
    logLevel: "silent",
  })
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))).toEqual([])
})

it("no file of src is longer than 250 lines", () => {
  const long = files.map((file) => [file, read(file).trimEnd().split("\n").length] as const)
  expect(long.filter(([, lines]) => lines > 250)).toEqual([])
})

function read(file: string): string {
  return readFileSync(join(root, "src", file), "utf8")
}

/** The rows of the one table whose first column is headed `room`. */
function readTable(text: string): Room[] {
  const lines = text.split("\n")
  const head = lines.findIndex((line) => line.startsWith("| room"))
  const end = lines.findIndex((line, index) => index > head && !line.startsWith("|"))
  return lines.slice(head + 2, end).map((line) => {
    const [, room = "", seen = "", packages = ""] = line.split("|")
    return { name: names(room)[0] ?? "", rooms: names(seen), packages: names(packages) }
  })
}

/** The words in backticks of one cell. */
function names(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name)
}

/** The deepest room that a path below `src/` lies in. */
function roomOf(file: string): Room | undefined {
  return rooms
    .filter(({ name }) => file === name || file.startsWith(`${name}/`))
    .sort((a, b) => b.name.length - a.name.length)[0]
}

/** Every import of a file that its room's row does not allow, as `importer → imported`. */
function strayEdges(file: string, text: string): string[] {
  const room = roomOf(file)
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .flatMap((specifier) => {
      if (!specifier.startsWith(".")) {
        const name = packageOf(specifier)
        const allowed = room?.packages.includes(name.startsWith("node:") ? "node:*" : name) ?? false
        return allowed ? [] : [`${file} → ${name}`]
      }
      const target = posix.join(posix.dirname(file), specifier)
      const other = roomOf(target)
      const allowed = other !== undefined && (other === room || (room?.rooms.includes(other.name) ?? false))
      return allowed ? [] : [`${file} → ${target}`]
    })
}

/** `@scope/name` of `@scope/name/deep`; Node's own modules whole. */
function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/")
}
