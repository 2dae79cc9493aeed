import { describe, expect, it } from "vitest"
import { ecmascriptManifests } from "../../../src/languages/ecmascript/manifests/index.ts"
import { resolveModule } from "../../../src/languages/ecmascript/modules.ts"
import type { ProjectFiles } from "../../../src/model/front-end.ts"

function project(list: string, manifests: Readonly<Record<string, string>> = {}): ProjectFiles {
  const files = new Set(list.trim().split(/\s+/))
  const aliases = Object.entries(manifests).flatMap(([path, text]) => ecmascriptManifests.aliases(path, text))
  return { has: (path) => files.has(path), hasFolder: () => false, sourceRoots: [""], aliases }
}

const PLAIN = project("src/app.ts src/routes/index.ts src/errors.js src/lib/http.mts src/view.tsx src/a.b.ts index.js")

describe("relative specifiers", () => {
  it.each([
    ["./errors", "src/errors.js"],
    ["./errors.js", "src/errors.js"],
    ["./app.js", "src/app.ts"],
    ["./view.jsx", "src/view.tsx"],
    ["./lib/http.mjs", "src/lib/http.mts"],
    ["./routes", "src/routes/index.ts"],
    ["./routes/", "src/routes/index.ts"],
    ["./a.b", "src/a.b.ts"],
    ["..", "index.js"],
    ["./view?raw", "src/view.tsx"],
  ])("%s is %s", (specifier, path) => {
    expect(resolveModule(specifier, "src/main.ts", PLAIN)).toEqual({ kind: "file", path })
  })

  it.each(["./none", "../../above", "express", "node:http", "/etc/x", "./routes/none"])(
    "%s is external",
    (specifier) => {
      expect(resolveModule(specifier, "src/main.ts", PLAIN)).toEqual({ kind: "external" })
    },
  )
})

const WORKSPACE = project(
  `apps/api/src/main.ts apps/api/src/auth/guard.ts apps/web/src/lib/x.ts packages/errors/src/index.ts
   packages/errors/src/http.ts packages/db/index.js packages/db/lib/pool.js tools/dev.ts`,
  {
    "apps/api/tsconfig.json": `{
      // the api's own names
      "compilerOptions": { "baseUrl": "./src", "paths": { "@auth/*": ["auth/*"] } },
    }`,
    "apps/web/tsconfig.json": `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
    "tsconfig.base.json": `{ "compilerOptions": { "paths": { "tools/*": ["tools/*"] } } }`,
    "packages/errors/package.json": `{ "name": "@acme/errors", "main": "dist/index.js",
      "exports": { ".": { "import": "./dist/index.js" }, "./http": "./dist/http.js" } }`,
    "packages/db/package.json": `{ "name": "db", "imports": { "#pool": "./lib/pool.js" } }`,
  },
)

describe("names that manifests give", () => {
  it.each([
    ["@auth/guard", "apps/api/src/main.ts", "apps/api/src/auth/guard.ts"],
    ["auth/guard", "apps/api/src/main.ts", "apps/api/src/auth/guard.ts"],
    ["@/lib/x", "apps/web/src/app.ts", "apps/web/src/lib/x.ts"],
    ["tools/dev", "apps/web/src/app.ts", "tools/dev.ts"],
    ["@acme/errors", "apps/api/src/main.ts", "packages/errors/src/index.ts"],
    ["@acme/errors/http", "apps/api/src/main.ts", "packages/errors/src/http.ts"],
    ["db", "apps/api/src/main.ts", "packages/db/index.js"],
    ["db/lib/pool", "apps/api/src/main.ts", "packages/db/lib/pool.js"],
    ["#pool", "packages/db/index.js", "packages/db/lib/pool.js"],
  ])("%s in %s is %s", (specifier, from, path) => {
    expect(resolveModule(specifier, from, WORKSPACE)).toEqual({ kind: "file", path })
  })

  it.each([
    ["@/lib/x", "apps/api/src/main.ts"],
    ["#pool", "apps/api/src/main.ts"],
    ["@acme/other", "apps/api/src/main.ts"],
  ])("%s means nothing in %s", (specifier, from) => {
    expect(resolveModule(specifier, from, WORKSPACE)).toEqual({ kind: "external" })
  })
})

describe("versions", () => {
  const versionsOf = ecmascriptManifests.versions(
    new Map([
      ["package.json", `{ "dependencies": { "express": "^4.18.2", "koa": "~2.1.3", "hono": "4.1.0", "a": "*" } }`],
      [
        "apps/api/package.json",
        `{ "dependencies": { "express": ">=5" }, "devDependencies": { "b": "^0.3.1", "c": "3" } }`,
      ],
    ]),
  )
  it.each([
    ["", "express", [4, 18, 2], 4],
    ["", "koa", [2, 1, 3], 2],
    ["", "hono", [4, 1, 0], 4],
    ["", "a", undefined, undefined],
    ["apps/api", "express", [5, 0, 0], undefined],
    ["apps/api", "b", [0, 3, 1], 0],
    ["apps/api", "c", [3, 0, 0], 3],
    ["apps/api", "koa", [2, 1, 3], 2],
  ])("in %j, %s is from %j up to major %j", (folder, name, from, major) => {
    const range = versionsOf(folder).range(name)
    expect(range?.from).toEqual(from)
    expect(range?.to?.[0]).toBe(major)
  })

  it("knows nothing of a package that no manifest names", () => {
    expect(versionsOf("apps/api").range("next")).toBeUndefined()
  })
})
