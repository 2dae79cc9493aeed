import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { findRoot } from "../../src/disk/root.ts"
import { folderOf } from "../cli/fake-host.ts"

describe("the analysis root", () => {
  test.each<[string, readonly string[], readonly string[], string]>([
    ["the repository", [".git/", "packages/a/pyproject.toml", "packages/a/x.py"], ["packages/a"], ""],
    ["the nearest repository", [".git/", "sub/.git/", "sub/a/x.py"], ["sub/a/x.py"], "sub"],
    ["a submodule's .git is a file", [".git/", "sub/.git", "sub/a/x.py"], ["sub/a"], "sub"],
    ["else the nearest manifest", ["pyproject.toml", "web/requirements.txt", "web/app/x.py"], ["web/app"], "web"],
    ["else the path", ["web/app/x.py"], ["web/app"], "web/app"],
    ["else a file's folder", ["web/app/x.py"], ["web/app/x.py"], "web/app"],
    ["several paths have one root", ["web/requirements.txt", "web/a/x.py", "web/ab/y.py"], ["web/a", "web/ab"], "web"],
    ["several paths without any", ["web/a/x.py", "web/ab/y.py"], ["web/a", "web/ab"], "web"],
    [
      "what the repository ignores stands alone",
      [".git/", "corpus/shop/app/x.py"],
      ["corpus/shop/app"],
      "corpus/shop/app",
    ],
    [
      "up to its own manifest",
      [".git/", "corpus/shop/setup.py", "corpus/shop/app/x.py"],
      ["corpus/shop/app"],
      "corpus/shop",
    ],
    [
      "and so does an installed package",
      [".git/", "node_modules/a/package.json", "node_modules/a/x.py"],
      ["node_modules/a"],
      "node_modules/a",
    ],
  ])("is %s", (_, files, paths, expected) => {
    const folder = folderOf({ ...Object.fromEntries(files.map((path) => [path, ""])), ".gitignore": "corpus/\n" })
    const root = findRoot(
      paths.map((path) => join(folder, path)),
      true,
    )
    expect(root).toBe(join(folder, expected))
  })

  test("with --no-ignore, what is ignored belongs to its repository", () => {
    const folder = folderOf({ ".git/": "", "corpus/x.py": "", ".gitignore": "corpus/" })
    expect(findRoot([join(folder, "corpus")], false)).toBe(folder)
  })
})
