import type { FrontEnd, ProjectFiles, Resolution } from "../../src/model/front-end.ts"

/** A front-end of a few lines for the engine's own tests: Python's imports, without a parser. */
export const frontEnd: FrontEnd = {
  language: {
    name: "python",
    constructorName: "__init__",
    callName: "__call__",
    superName: "super",
    emptyIsFalse: true,
    missingItemFails: true,
    errorsAreData: false,
    globalModule: "builtins",
    mainExport: undefined,
    broadErrors: ["Exception"],
    loaders: ["load"],
  },
  extensions: [".py"],
  lineComment: "#",
  outline: (text) => ({
    imports: [...text.matchAll(/^[ \t]*(?:from\s+([.\w]+)\s+import|import\s+([.\w]+))/gm)].map(
      (m) => m[1] ?? m[2] ?? "",
    ),
    names: [...text.matchAll(/^(?:def|class)\s+(\w+)|^(\w+)\s*=/gm)].map((m) => m[1] ?? m[2] ?? ""),
    stars: false,
    answers: false,
  }),
  read() {
    throw new Error("These tests parse nothing.")
  },
  write: () => undefined,
  resolve(specifier, from, files) {
    const dots = /^\.*/.exec(specifier)?.[0].length ?? 0
    const rest = specifier.slice(dots).split(".").filter(Boolean)
    const folder = from.split("/").slice(0, -1)
    const starts = dots > 0 ? [folder.slice(0, folder.length - dots + 1).join("/")] : files.sourceRoots
    for (const start of starts) {
      const found = moduleAt([start, ...rest].filter(Boolean).join("/"), files)
      if (found.kind === "folder" || (found.kind === "file" && found.path !== from)) return found
    }
    return { kind: "external" }
  },
  submodule: (specifier, name) => (specifier.endsWith(".") ? `${specifier}${name}` : `${specifier}.${name}`),
}

function moduleAt(path: string, files: ProjectFiles): Resolution {
  for (const file of [`${path}.py`, path === "" ? "__init__.py" : `${path}/__init__.py`]) {
    if (files.has(file)) return { kind: "file", path: file }
  }
  return files.hasFolder(path) ? { kind: "folder", path } : { kind: "external" }
}
