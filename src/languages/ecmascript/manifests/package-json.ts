import type { ModuleAlias } from "../../../model/front-end.ts"
import type { Version, VersionRange } from "../../../model/version.ts"
import { asObject, joinPath, readObject, textsIn } from "./json.ts"

/**
 * The names under which a package's files are imported: by other packages of the workspace its own name, by itself
 * `imports`. What points into the build's output is looked for in the sources as well.
 * https://nodejs.org/api/packages.html#package-entry-points
 */
export function packageAliases(folder: string, text: string): readonly ModuleAlias[] {
  const manifest = readObject(text)
  const own = Object.entries(asObject(manifest["imports"])).map(
    ([pattern, targets]): ModuleAlias => ({ scope: folder, pattern, targets: sources(folder, textsIn(targets)) }),
  )
  const { name } = manifest
  if (typeof name !== "string" || name === "") return own
  const entries = ["source", "types", "module", "main"].flatMap((key) => textsIn(manifest[key]))
  const main: ModuleAlias = {
    scope: "",
    pattern: name,
    targets: [...sources(folder, entries), joinPath(folder, "src/index"), joinPath(folder, "index")],
  }
  const below: ModuleAlias = {
    scope: "",
    pattern: `${name}/*`,
    targets: [joinPath(folder, "*"), joinPath(folder, "src/*")],
  }
  return [...own, ...exported(folder, name, manifest["exports"]), main, below]
}

function exported(folder: string, name: string, exports: unknown): readonly ModuleAlias[] {
  if (exports === undefined) return []
  const entries = Object.entries(asObject(exports))
  const isMap = entries.some(([key]) => key.startsWith("."))
  if (!isMap) return [{ scope: "", pattern: name, targets: sources(folder, textsIn(exports)) }]
  return entries.map(([key, targets]) => ({
    scope: "",
    pattern: name + key.slice(1),
    targets: sources(folder, textsIn(targets)),
  }))
}

/** `dist/index.js` may be built from `src/index.ts`, or from `index.ts`. */
function sources(folder: string, targets: readonly string[]): readonly string[] {
  return targets.flatMap((target) => {
    const path = joinPath("", target).replace(/\.d\.([cm]?ts)$/, ".$1")
    const built = /^(?:dist|build|lib|out)\/(.*)$/.exec(path)?.[1]
    const bare = built?.replace(/\.[cm]?[jt]sx?$/, "")
    const unbuilt = bare === undefined ? [] : [`src/${bare}`, bare]
    return [path, ...unbuilt].map((one) => joinPath(folder, one))
  })
}

/** What a manifest asks for, by package: `^1.2.3` is 1.2.3 up to the next major version. */
export function packageRanges(text: string): ReadonlyMap<string, VersionRange> {
  const manifest = readObject(text)
  const ranges = new Map<string, VersionRange>()
  for (const key of ["peerDependencies", "devDependencies", "dependencies"]) {
    for (const [name, range] of Object.entries(asObject(manifest[key]))) {
      if (typeof range === "string") ranges.set(name, rangeOf(range))
    }
  }
  return ranges
}

const open: VersionRange = { from: undefined, to: undefined }
/** Higher than any minor or patch number. */
const top = Number.MAX_SAFE_INTEGER

function rangeOf(text: string): VersionRange {
  const found = /^(\^|~|>=|=)?\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-[\w.]+)?$/.exec(text.trim())
  if (found === null) return open
  const [, sign, major = "0", minor, patch] = found
  const from: Version = [Number(major), Number(minor ?? 0), Number(patch ?? 0)]
  if (sign === ">=") return { from, to: undefined }
  const isMajor = minor === undefined || (sign === "^" && major !== "0")
  if (isMajor) return { from, to: [Number(major), top, top] }
  if (sign === "^" || sign === "~" || patch === undefined) return { from, to: [Number(major), Number(minor), top] }
  return { from, to: from }
}
