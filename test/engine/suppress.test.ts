import { describe, expect, it, test } from "vitest"
import { Lines } from "../../src/model/lines.ts"
import type { FileEdit } from "../../src/model/report.ts"
import { createTestProject, finish } from "../support/check.ts"

const head = "from fastapi import FastAPI, HTTPException\napp = FastAPI()\n"
const route = (body: string) => `${head}@app.get("/")\ndef a(token):\n    if not token:\n${body}`

const inLine: readonly (readonly [name: string, before: string, after: string])[] = [
  [
    "a line of its own above, as indented as the code",
    "        raise HTTPException(401)\n",
    "        # gatelint: ignore[missing-challenge]\n        raise HTTPException(401)\n",
  ],
  [
    "above a statement of several lines",
    '        raise HTTPException(\n            401,\n            "no",\n        )\n',
    '        # gatelint: ignore[missing-challenge]\n        raise HTTPException(\n            401,\n            "no",\n        )\n',
  ],
  [
    "where the line above goes on: behind the code",
    "        raise \\\n            HTTPException(401)\n",
    "        raise \\\n            HTTPException(401)  # gatelint: ignore[missing-challenge]\n",
  ],
  [
    "tabs and \\r\\n",
    "\t\traise HTTPException(401)\r\n",
    "\t\t# gatelint: ignore[missing-challenge]\r\n\t\traise HTTPException(401)\r\n",
  ],
  [
    "joins a comment behind the code, and leaves its reason",
    "        raise HTTPException(401)  # gatelint: ignore[leaky-detail] -- legacy\n",
    "        raise HTTPException(401)  # gatelint: ignore[leaky-detail, missing-challenge] -- legacy\n",
  ],
  [
    "joins a comment above",
    "        # gatelint: ignore[leaky-detail]\n        raise HTTPException(401)\n",
    "        # gatelint: ignore[leaky-detail, missing-challenge]\n        raise HTTPException(401)\n",
  ],
  [
    "joins empty brackets",
    "        raise HTTPException(401)  # gatelint: ignore[]\n",
    "        raise HTTPException(401)  # gatelint: ignore[missing-challenge]\n",
  ],
  [
    "stands above another comment's line",
    "        # why\n        raise HTTPException(401)  # noqa\n",
    "        # why\n        # gatelint: ignore[missing-challenge]\n        raise HTTPException(401)  # noqa\n",
  ],
]

describe("suppress on a line", () => {
  test.each(inLine)("%s", async (_, before, after) => {
    const text = route(before)
    expect(await suppressed(text.includes("\r") ? text.replace(/\r?\n/g, "\r\n") : text, "line")).toBe(
      text.includes("\r") ? route(after).replace(/\r?\n/g, "\r\n") : route(after),
    )
  })

  it("has no place in a text that goes on over both ends of the line", async () => {
    const text = `${head}x = """\n{HTTPException(401)}\n"""\n`
    const project = await createTestProject()
    project.put("main.py", new TextEncoder().encode(text))
    const range = { start: { line: 4, column: 1 }, end: { line: 4, column: 5 } }
    expect(project.suppress({ rule: "missing-challenge", file: "main.py", range }, "line")).toBeUndefined()
    expect(project.suppress({ rule: "missing-challenge", file: "gone.py", range }, "line")).toBeUndefined()
  })

  it("silences a wall at its app", async () => {
    const wall =
      head +
      [1, 2, 3, 4, 5]
        .map((n) => `@app.get("/${n}")\ndef r${n}(token):\n    if not token: raise HTTPException(401)\n`)
        .join("")
    const after = await suppressed(wall, "line")
    expect(after).toContain("# gatelint: ignore[missing-challenge]\napp = FastAPI()\n")
  })
})

describe("suppress in a file", () => {
  const body = "        raise HTTPException(401)\n"
  const comment = "# gatelint: ignore-file[missing-challenge]\n"
  test.each<[string, string, string]>([
    ["at the top", route(body), comment + route(body)],
    [
      "behind a shebang and a coding",
      `#!/usr/bin/python\n# -*- coding: utf-8 -*-\n${route(body)}`,
      `#!/usr/bin/python\n# -*- coding: utf-8 -*-\n${comment}${route(body)}`,
    ],
    [
      "joins the file's own",
      `# gatelint: ignore-file[leaky-detail] -- old\n${route(body)}`,
      `# gatelint: ignore-file[leaky-detail, missing-challenge] -- old\n${route(body)}`,
    ],
  ])("%s", async (_, before, after) => {
    expect(await suppressed(before, "file")).toBe(after)
  })
})

/** The text after the first finding was silenced, and the proof that it was. */
async function suppressed(text: string, scope: "line" | "file"): Promise<string | undefined> {
  const project = await createTestProject()
  project.list(["main.py"])
  finish(project, { "main.py": text })
  const finding = project
    .report()
    .findings.find(({ rule, severity }) => rule === "missing-challenge" && severity === "warning")
  const edit = finding && project.suppress(finding, scope)
  if (edit === undefined) return undefined
  const after = applied(text, edit)
  project.put("main.py", new TextEncoder().encode(after))
  finish(project, {})
  expect(project.report().findings.filter(({ rule }) => rule === "missing-challenge")).toEqual([])
  return after
}

function applied(text: string, { range: { start, end }, newText }: FileEdit): string {
  const lines = new Lines(text)
  const from = lines.start(start.line) + start.column - 1
  return text.slice(0, from) + newText + text.slice(lines.start(end.line) + end.column - 1)
}
