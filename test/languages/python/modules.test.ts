import { describe, expect, it } from "vitest"
import { resolveModule, submoduleOf } from "../../../src/languages/python/modules.ts"
import type { ProjectFiles } from "../../../src/model/front-end.ts"

function project(list: string, sourceRoots: readonly string[] = [""]): ProjectFiles {
  const files = new Set(list.trim().split(/\s+/))
  return {
    has: (path) => files.has(path),
    hasFolder: (path) => [...files].some((file) => path === "" || file.startsWith(`${path}/`)),
    sourceRoots,
    aliases: [],
  }
}

const PACKAGE = project(
  "main.py app/__init__.py app/main.py app/redis.py app/core/__init__.py app/core/config.py app/api/deps.py",
)
const SERVICES = project(
  "services/a/app/main.py services/a/app/db.py services/b/app/main.py services/b/app/db.py shared/src/common/log.py",
  ["services/a", "services/b", "shared", ""],
)
const SOURCE = project("src/shop/__init__.py src/shop/api.py tests/test_api.py scripts/run.py scripts/tool.py")
const NAMESPACE = project(
  "app/main.py app/api/deps.py app/api/routes/users.py app/logging.py alembic/env.py app/stub.pyi",
)
// A project of Django's whose folder is a package, too.
const STARTED = project(
  "backend/__init__.py backend/manage.py backend/config/__init__.py backend/config/urls.py backend/piers/__init__.py",
)

const RESOLUTIONS: readonly (readonly [string, ProjectFiles, string, string, string])[] = [
  ["a module", PACKAGE, "app/main.py", "app.core.config", "app/core/config.py"],
  ["a package's own file", PACKAGE, "app/main.py", "app.core", "app/core/__init__.py"],
  ["a folder without a file", PACKAGE, "app/main.py", "app.api", "app/api/"],
  ["a sibling by dots", PACKAGE, "app/main.py", ".redis", "app/redis.py"],
  ["no sibling by its bare name", PACKAGE, "app/main.py", "redis", "-"],
  ["never itself", PACKAGE, "app/redis.py", "redis", "-"],
  ["dots alone", PACKAGE, "app/core/config.py", "..", "app/__init__.py"],
  ["dots alone in a package's file", PACKAGE, "app/core/__init__.py", ".", "app/core/__init__.py"],
  ["dots to a folder", PACKAGE, "app/api/deps.py", ".", "app/api/"],
  ["dots above the root", PACKAGE, "main.py", "..x", "-"],
  ["missing by dots", PACKAGE, "app/main.py", ".nothing", "-"],
  ["its own service first", SERVICES, "services/b/app/main.py", "app.db", "services/b/app/db.py"],
  ["another source root, below src", SERVICES, "services/a/app/main.py", "common.log", "shared/src/common/log.py"],
  ["src at the root", SOURCE, "tests/test_api.py", "shop.api", "src/shop/api.py"],
  ["beside a script", SOURCE, "scripts/run.py", "tool", "scripts/tool.py"],
  ["namespace packages", NAMESPACE, "app/api/routes/users.py", "app.api.deps", "app/api/deps.py"],
  ["the standard library", NAMESPACE, "app/main.py", "logging", "-"],
  ["no stub", NAMESPACE, "app/main.py", "app.stub", "-"],
  ["beside what starts it", STARTED, "backend/config/urls.py", "piers", "backend/piers/__init__.py"],
  ["elsewhere", PACKAGE, "app/main.py", "fastapi.security", "-"],
]

describe("resolve", () => {
  it.each(RESOLUTIONS)("%s", (_, files, from, specifier, expected) => {
    const found = resolveModule(specifier, from, files)
    const printed = found.kind === "external" ? "-" : found.kind === "folder" ? `${found.path}/` : found.path
    expect(printed).toBe(expected)
  })

  it("names submodules", () => {
    expect([submoduleOf(".", "a"), submoduleOf("..b", "a"), submoduleOf("b.c", "a")]).toEqual([".a", "..b.a", "b.c.a"])
  })
})
