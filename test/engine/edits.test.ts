import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import type { Project } from "../../src/model/project.ts"
import { createTestProject, finish } from "../support/check.ts"

const examples = join(import.meta.dirname, "../../examples")
const encoder = new TextEncoder()

/** The files of an example app by path. */
function filesOf(example: string): Record<string, string> {
  const folder = join(examples, example)
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.(?:py|toml|[jt]s|json)$/.test(path))
      .filter((path) => !path.includes("node_modules"))
      .toSorted()
      .map((path) => [path.replaceAll("\\", "/"), readFileSync(join(folder, path), "utf8")]),
  )
}

type Random = (below: number) => number

/** The same numbers on every run. */
function randomNumbers(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
}

const statuses = ["200", "401", "403", "404", "500"]
const opposites = new Map([
  ["if", "if not"],
  ["===", "!=="],
  ["&&", "||"],
  ["export ", ""],
  ["not", ""],
  ["and", "or"],
  ["or", "and"],
])

/** What becomes of a line; `other` is another line of the file. */
const edits: readonly ((line: string, indent: string, other: string, random: Random) => readonly string[])[] = [
  () => [],
  (line) => [line, line],
  (line, indent, other) => [line, indent + other.trim()],
  (line, _, __, random) => [line.replace(/\d+/, () => statuses[random(statuses.length)] ?? "0")],
  (line) => [line.replace(/401|UNAUTHORIZED/, "403")],
  (line) => [line.replace(/(["'])([^"']*)\1/, "$1$2x$1")],
  (line) => [line.replace(/\b(?:if|not|and|or)\b|===|&&|^export /, (word) => opposites.get(word) ?? word)],
  (line) => [line.replace(/\b[A-Za-z_]\w{3,}\b/, "$&2")],
  (line) => [line.replace("user", "token")],
  (line) => [line.replace(/Depends\(\w+\)/, "Depends(lambda: None)")],
  (line, indent) => [`${indent}raise HTTPException(status_code=401, detail="no")`, line],
  (line, indent) => [`${indent}raise HTTPException(403, str(error))`, line],
  (line, indent) => [`${indent}if not user: return None`, line],
  (line, indent) => [`${indent}throw new HTTPException(401, { message: "no" })`, line],
  (line, indent) => [`${indent}type Context = Other`, line],
  (line, indent) => [`${indent}const Context = 1`, line],
  (line, indent) => [`${indent}# A word.`, line],
  (line) => [`${line}  # gatelint: ignore[leaky-detail]`],
]

function edited(text: string, random: Random): string {
  const lines = text.split("\n")
  const filled = lines.flatMap((line, at) => (line.trim() === "" ? [] : [at]))
  const at = filled[random(filled.length)]
  const line = at === undefined ? undefined : lines[at]
  const edit = edits[random(edits.length)]
  if (at === undefined || line === undefined || edit === undefined) return text
  const other = lines[filled[random(filled.length)] ?? at] ?? line
  return lines.toSpliced(at, 1, ...edit(line, /^\s*/.exec(line)?.[0] ?? "", other, random)).join("\n")
}

async function opened(files: Readonly<Record<string, string>>): Promise<Project> {
  const project = await createTestProject()
  project.list(Object.keys(files))
  finish(project, files)
  return project
}

/** All that a project says; how much was read at one time is no answer, nor how often a statement was revised. */
function answerOf(project: Project) {
  const { findings, suppressed, coverage } = project.report()
  const said = { findings, suppressed, coverage, map: project.map() }
  return JSON.parse(JSON.stringify(said, (name, value) => (name === "revision" ? undefined : value)))
}

describe("edit after edit, a project answers as a fresh one does", () => {
  it.each([
    ["fastapi", 1],
    ["fastapi", 2],
    ["flask", 3],
    ["drf", 4],
    ["litestar", 5],
    ["mcp", 6],
  ])("%s, %i", { timeout: 120_000 }, async (example, seed) => {
    const random = randomNumbers(seed)
    const files = filesOf(example)
    const sources = Object.keys(files).filter((path) => /\.(?:py|[jt]s)$/.test(path))
    const start = { ...files }
    const project = await opened(files)
    answerOf(project)
    for (let step = 0; step < 40; step++) {
      const path = sources[random(sources.length)] ?? ""
      const before = files[path] ?? ""
      const put = (text: string) => {
        files[path] = text
        project.put(path, encoder.encode(text))
        finish(project, files)
        // What is asked between two edits must not stay.
        project.report()
      }
      // Now and then a file is as it was.
      put(random(6) === 0 ? (start[path] ?? "") : edited(before, random))
      // Of half-typed code the last whole version is known, which a fresh project never saw.
      if (project.broken(path) > 0) put(before)
      if (files[path] === before && step % 4 > 0) continue
      expect({ step, path, text: files[path], ...answerOf(project) }).toEqual({
        step,
        path,
        text: files[path],
        ...answerOf(await opened(files)),
      })
    }
  })
})
