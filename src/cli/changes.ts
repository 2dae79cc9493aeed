import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import type { Finding, Range } from "../model/report.ts"
import { UserError } from "./user-error.ts"

/** What differs from a git revision. */
export interface Changes {
  /** Whether a finding, or an exit that it explains, stands on a changed line. Lines around what was deleted are not. */
  touches(finding: Pick<Finding, "file" | "range" | "related">): boolean
}

type Env = Readonly<Record<string, string | undefined>>

/** First and last line, 1-based. */
type Lines = readonly [first: number, last: number]

/**
 * The lines that the working tree has and the common ancestor of `HEAD` and a revision has not, as in
 * `git diff REF...`. A file that git does not track counts as changed from end to end.
 * @param root absolute path of the analysis root; files are given from there
 * @throws UserError where there is no repository, no such revision or no git
 */
export function changesSince(root: string, ref: string, env: Env): Changes {
  const git = (args: readonly string[]) => run(root, args, env)
  if (!git(["rev-parse", "--is-inside-work-tree"]).startsWith("true")) {
    throw new UserError(`--since needs a git repository: there is none at ${root}`)
  }
  const commit = git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]).trim()
  if (commit === "") throw new UserError(`--since: git knows no revision \`${ref}\``)
  const base = git(["merge-base", commit, "HEAD"]).trim()
  if (base === "") {
    const isShallow = git(["rev-parse", "--is-shallow-repository"]).startsWith("true")
    const why = isShallow ? ": this clone is shallow, fetch more of its history" : ""
    throw new UserError(`--since: \`${ref}\` and HEAD have no common ancestor${why}`)
  }
  const changed = parseDiff(git(["diff", ...diffOptions, base, "--"]))
  for (const file of git(["ls-files", "--others", "--exclude-standard", "-z"]).split("\0")) {
    changed.set(decoded(file), [[1, Number.POSITIVE_INFINITY]])
  }
  return {
    touches: ({ file, range, related }) =>
      overlaps(changed.get(file), range) ||
      related.some((place) => place.role === "site" && overlaps(changed.get(place.file), place.range)),
  }
}

// Whatever the user's own git settings are.
const diffOptions = [
  "--unified=0",
  "--inter-hunk-context=0",
  "--no-color",
  "--no-ext-diff",
  "--no-textconv",
  "--ignore-submodules",
  "--find-renames",
  "--relative",
  "--src-prefix=a/",
  "--dst-prefix=b/",
]

/** @returns what git wrote, each byte a character; empty where it complained */
function run(root: string, args: readonly string[], env: Env): string {
  const { error, status, stdout } = spawnSync("git", args, {
    cwd: root,
    // Asking must not write to the index.
    env: { ...env, GIT_OPTIONAL_LOCKS: "0" },
    encoding: "latin1",
    maxBuffer: Number.POSITIVE_INFINITY,
    stdio: ["ignore", "pipe", "ignore"],
  })
  if (error === undefined) return status === 0 ? stdout : ""
  // The folder exists, so what is not there is git.
  if (existsSync(root)) throw new UserError("--since needs git, which cannot be started")
  throw error
}

/** The changed lines of each file in a diff without context. */
function parseDiff(diff: string): Map<string, Lines[]> {
  const changed = new Map<string, Lines[]>()
  const lines = diff.split("\n")
  let ranges: Lines[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ""
    const [, removed = "1", start = "", added = "1"] = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? []
    if (line.startsWith("+++ ")) {
      ranges = []
      changed.set(decoded(unquoted(line.slice("+++ ".length))).replace(/^b\//, ""), ranges)
    } else if (start !== "") {
      if (added !== "0") ranges.push([Number(start), Number(start) + Number(added) - 1])
      // What the files say may look like the diff's own lines; `\ No newline at end of file` is not of theirs.
      for (let left = Number(removed) + Number(added); left > 0 && index < lines.length; ) {
        if (!lines[++index]?.startsWith("\\")) left--
      }
    }
  }
  return changed
}

const escapes: Readonly<Record<string, string>> = { a: "\x07", b: "\b", t: "\t", n: "\n", v: "\v", f: "\f", r: "\r" }

/** A name with blanks ends with a tab, and one with odd characters is written as in C: `"b/r\303\251.py"`. */
function unquoted(name: string): string {
  const bare = name.replace(/\t$/, "")
  if (!bare.startsWith('"')) return bare
  return bare
    .slice(1, -1)
    .replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
      code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
    )
}

function decoded(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8")
}

function overlaps(changed: readonly Lines[] | undefined, { start, end }: Range): boolean {
  return changed?.some(([first, last]) => first <= end.line && start.line <= last) === true
}
