import { describe, expect, it, test } from "vitest"
import { Lines } from "../../src/model/lines.ts"
import type { FileEdit, Finding } from "../../src/model/report.ts"
import { check, createTestProject, finish, plainConfig } from "../support/check.ts"

const head = "from fastapi import FastAPI, HTTPException\napp = FastAPI()\n"
const route = (name: string, refusal: string) =>
  `@app.get("/${name}")\ndef ${name}(token):\n    if not token:\n${refusal}`
const refusal = "        raise HTTPException(401)"

/** «x» is the range of an `unused-suppression`; `after` is the text once all fixes are taken. */
const cases: readonly (readonly [name: string, code: string, message: string, after: string])[] = [
  [
    "alone on its line: the line goes",
    "a = 1\n«# gatelint: ignore[leaky-detail] -- old»\nb = 2\n",
    "This suppression of `leaky-detail` silences nothing, and would hide what is found here next.",
    "a = 1\nb = 2\n",
  ],
  [
    "indented",
    "if app:\n    «# gatelint: ignore[leaky-detail]»\n    b = 2\n",
    "`leaky-detail`",
    "if app:\n    b = 2\n",
  ],
  ["the last line, without an ending", "b = 2\n«# gatelint: ignore[leaky-detail]»", "`leaky-detail`", "b = 2"],
  ["with \\r\\n", "b = 2\r\n«# gatelint: ignore[leaky-detail]»\r\nc = 3\r\n", "`leaky-detail`", "b = 2\r\nc = 3\r\n"],
  ["behind code: the comment goes", "b = 2  «# gatelint: ignore[leaky-detail]»\n", "`leaky-detail`", "b = 2\n"],
  [
    "behind another comment",
    "b = 2  # type: ignore  «# gatelint: ignore[leaky-detail]»\n",
    "`leaky-detail`",
    "b = 2  # type: ignore\n",
  ],
  [
    "in front of another comment",
    "b = 2  # «gatelint: ignore[leaky-detail]»  # noqa: E501\n",
    "`leaky-detail`",
    "b = 2  # noqa: E501\n",
  ],
  [
    "no rule at all",
    "b = 2  «# gatelint: ignore»\n",
    "This suppression silences nothing, and would hide whatever is found here next.",
    "b = 2\n",
  ],
  [
    "empty brackets",
    "b = 2  «# gatelint: ignore[]»\n",
    "This suppression names no rule, so it silences nothing.",
    "b = 2\n",
  ],
  ["the whole file", "«# gatelint: ignore-file[dead-refusal]»\nb = 2\n", "`dead-refusal`", "b = 2\n"],
  [
    "a name that is no rule",
    "b = 2  «# gatelint: ignore[missing-chalenge]»\n",
    "This suppression names `missing-chalenge`, which is no rule (did you mean `missing-challenge`?), so it silences nothing.",
    "b = 2\n",
  ],
  [
    "a name like none",
    "b = 2  «# gatelint: ignore[E501]»\n",
    "This suppression names `E501`, which is no rule, so it silences nothing.",
    "b = 2\n",
  ],
  [
    "one of several: only that one goes, and the reason stays",
    route("a", `${refusal}  «# gatelint: ignore[leaky-detail, missing-challenge] -- gateway»\n`),
    "This suppression of `leaky-detail` silences nothing",
    route("a", `${refusal}  # gatelint: ignore[missing-challenge] -- gateway\n`),
  ],
  [
    "all of several, one of them no rule",
    "b = 2  «# gatelint: ignore[leaky-detail, nope]»\n",
    "This suppression of `leaky-detail` silences nothing, and it names `nope`, which is no rule.",
    "b = 2\n",
  ],
  [
    "one that hides no idle suppression",
    "b = 2  «# gatelint: ignore[unused-suppression]»\n",
    "This suppression of `unused-suppression` silences nothing",
    "b = 2\n",
  ],
]

describe("an unused suppression is told, and removed by its fix", () => {
  test.each(cases)("%s", async (_, marked, message, after) => {
    const code = marked.replace(/[«»]/g, "")
    const start = marked.indexOf("«")
    const end = marked.indexOf("»") - 1
    const text = head + code
    const [finding, ...more] = await unusedIn(text)
    expect(more).toEqual([])
    expect(finding?.message).toContain(message)
    expect(finding?.severity).toBe("info")
    expect(finding?.range).toEqual(new Lines(text).range(head.length + start, head.length + end))
    expect(finding?.fixes.map(({ safe, preferred }) => ({ safe, preferred }))).toEqual([
      { safe: true, preferred: true },
    ])
    const mended = applied(text, finding?.fixes[0]?.edits ?? [])
    expect(mended).toBe(head + after)
    expect(await unusedIn(mended)).toEqual([])
  })
})

describe("nothing is said", () => {
  test.each<[string, string]>([
    ["of one that silences a finding", route("a", `${refusal}  # gatelint: ignore[missing-challenge]\n`)],
    ["of one above it", route("a", `        # gatelint: ignore[missing-challenge]\n${refusal}\n`)],
    ["of a bare one that silences", route("a", `${refusal}  # gatelint: ignore\n`)],
    ["of one for the file", `# gatelint: ignore-file[missing-challenge]\n${route("a", `${refusal}\n`)}`],
    [
      "of two that silence the same",
      `# gatelint: ignore-file[missing-challenge]\n${route("a", `${refusal}  # gatelint: ignore\n`)}`,
    ],
    [
      "where the idle one is silenced by name",
      "# gatelint: ignore[unused-suppression] -- kept as an example\nb = 2  # gatelint: ignore[leaky-detail]\n",
    ],
    ["where the idle ones of the file are", "# gatelint: ignore-file[unused-suppression]\nb = 2  # gatelint: ignore\n"],
    // Nothing can be found inside of half-typed code, so nothing can be missed there.
    ["in a file that is half-typed", "b = 2  # gatelint: ignore[leaky-detail]\ndef x(:\n"],
    ["of text that only looks like one", 'b = "# gatelint: ignore[leaky-detail]"\n'],
  ])("%s", async (_, code) => {
    expect(await unusedIn(head + code)).toEqual([])
  })

  it("where the rule is off", async () => {
    const idle = `${head}b = 2  # gatelint: ignore[leaky-detail]\nc = 3  # gatelint: ignore\n`
    const off = { ...plainConfig, rules: { ...plainConfig.rules, "leaky-detail": "off" } } as const
    expect((await check({ "main.py": idle }, off)).findings).toEqual([])
    const silent = { ...plainConfig, rules: { ...plainConfig.rules, "unused-suppression": "off" } } as const
    expect((await check({ "main.py": idle }, silent)).findings).toEqual([])
  })

  it("where the files were never listed", async () => {
    const project = await createTestProject()
    project.put("main.py", new TextEncoder().encode(`${head}b = 2  # gatelint: ignore[missing-challenge]\n`))
    finish(project, {})
    expect(project.report().findings).toEqual([])
  })

  it("in a test", async () => {
    const { findings } = await check({ "tests/app.py": `${head}b = 2  # gatelint: ignore[leaky-detail]\n` })
    expect(findings).toEqual([])
  })
})

describe("a wall and suppressions", () => {
  const wall = (first: string, app = "") =>
    head.replace("FastAPI()\n", `FastAPI()${app}\n`) +
    [first, refusal, refusal, refusal, refusal].map((line, index) => route(`r${index}`, `${line}\n`)).join("")
  const told = async (text: string) => {
    const { findings, suppressed } = await check({ "main.py": text })
    return { loud: findings.map(({ severity, range }) => `${severity} ${range.start.line}`), suppressed }
  }

  it("one silenced site leaves the wall, and brings no other out", async () => {
    const { loud, suppressed } = await told(wall(`${refusal}  # gatelint: ignore[missing-challenge]`))
    expect(loud).toEqual(["warning 2", "hint 10", "hint 14", "hint 18", "hint 22"])
    expect(suppressed).toBe(1)
  })

  it("silenced at the app, its sites are as well", async () => {
    const { loud, suppressed } = await told(wall(refusal, "  # gatelint: ignore[missing-challenge] -- gateway"))
    expect({ loud, suppressed }).toEqual({ loud: [], suppressed: 5 })
  })

  it("a silenced app silences no other rule", async () => {
    const { loud } = await told(wall(refusal, "  # gatelint: ignore[leaky-detail]"))
    expect(loud.filter((line) => !line.startsWith("hint"))).toEqual(["warning 2", "info 2"])
  })
})

async function unusedIn(text: string): Promise<readonly Finding[]> {
  const { findings } = await check({ "main.py": text })
  return findings.filter(({ rule }) => rule === "unused-suppression")
}

function applied(text: string, edits: readonly FileEdit[]): string {
  const lines = new Lines(text)
  return edits.reduce((before, { range: { start, end }, newText }) => {
    const from = lines.start(start.line) + start.column - 1
    const to = lines.start(end.line) + end.column - 1
    return before.slice(0, from) + newText + before.slice(to)
  }, text)
}
