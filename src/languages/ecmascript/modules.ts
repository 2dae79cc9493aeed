import type { ModuleAlias, ProjectFiles, Resolution } from "../../model/front-end.ts"

const EXTERNAL: Resolution = { kind: "external" }

const SUFFIXES = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"]
// TypeScript sources are imported by the names that they will have.
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".jsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
}

/**
 * Which project file an import names: a relative path, or a name that a tsconfig or a package of the workspace gives a
 * place (`@app/shared`, `~/lib/auth`). Extensions may be missing or those of the compiled file; a folder is its index.
 * https://nodejs.org/api/esm.html#resolution-algorithm-specification,
 * https://www.typescriptlang.org/docs/handbook/modules/reference.html
 */
export function resolveModule(specifier: string, from: string, files: ProjectFiles): Resolution {
  const name = specifier.replace(/[?].*$/, "")
  if (name.startsWith(".")) return asResolution(fileAt(join(folderOf(from), name), files))
  if (name.startsWith("/") || name.startsWith("node:")) return EXTERNAL
  for (const alias of files.aliases) {
    if (!isInside(alias.scope, from)) continue
    const hole = match(alias, name)
    if (hole === undefined) continue
    for (const target of alias.targets) {
      const file = fileAt(
        join(
          "",
          target.replace("*", () => hole),
        ),
        files,
      )
      if (file !== undefined) return { kind: "file", path: file }
    }
  }
  return EXTERNAL
}

/** What a pattern's `*` stands for in a name, `""` where it has none; `undefined` where the name is another one. */
function match({ pattern }: ModuleAlias, name: string): string | undefined {
  const star = pattern.indexOf("*")
  if (star < 0) return name === pattern ? "" : undefined
  const head = pattern.slice(0, star)
  const tail = pattern.slice(star + 1)
  if (name.length < head.length + tail.length || !name.startsWith(head) || !name.endsWith(tail)) return undefined
  return name.slice(head.length, name.length - tail.length)
}

function fileAt(path: string | undefined, files: ProjectFiles): string | undefined {
  if (path === undefined) return undefined
  if (path !== "" && SUFFIXES.some((suffix) => path.endsWith(suffix)) && files.has(path)) return path
  const dot = path.lastIndexOf(".")
  const own = dot < 0 ? "" : path.slice(dot)
  for (const suffix of SOURCES[own] ?? []) {
    const source = path.slice(0, dot) + suffix
    if (files.has(source)) return source
  }
  const found = SUFFIXES.map((suffix) => path + suffix).find((file) => path !== "" && files.has(file))
  if (found !== undefined) return found
  const index = path === "" ? "index" : `${path}/index`
  return SUFFIXES.map((suffix) => index + suffix).find((file) => files.has(file))
}

function asResolution(path: string | undefined): Resolution {
  return path === undefined ? EXTERNAL : { kind: "file", path }
}

function isInside(folder: string, path: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`)
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf("/")
  return slash < 0 ? "" : path.slice(0, slash)
}

/** A path from a folder, with `.` and `..` taken away; `undefined` above the root. */
function join(folder: string, path: string): string | undefined {
  const parts = folder === "" ? [] : folder.split("/")
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue
    if (part !== "..") parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join("/")
}
