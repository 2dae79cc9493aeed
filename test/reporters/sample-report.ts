import type { Finding, Range, Related, Report } from "../../src/model/report.ts"

/** `41:11-41:30` as a range. */
export function range(text: string): Range {
  const [startLine = 1, startColumn = 1, endLine = 1, endColumn = 1] = text.split(/[:-]/).map(Number)
  return { start: { line: startLine, column: startColumn }, end: { line: endLine, column: endColumn } }
}

export function finding(fields: Partial<Finding> & Pick<Finding, "file" | "range">): Finding {
  return {
    rule: "missing-challenge",
    severity: "warning",
    message: "This 401 names no challenge, so a client cannot know which credentials to send.",
    apps: ["app"],
    evidence: "",
    related: [],
    fixes: [],
    fingerprint: "f00d",
    ...fields,
  }
}

export function report(fields: Partial<Report>): Report {
  return {
    version: "0.1.0",
    root: "/shop",
    files: { found: 12, read: 8, analysed: 5, skipped: [] },
    coverage: { exits: { understood: 9, unknown: 1 }, apps: { complete: 1, open: 0 } },
    findings: [],
    suppressed: 0,
    baselined: 0,
    ...fields,
  }
}

export const sources: Readonly<Record<string, string>> = {
  "app/errors.py": [
    "from fastapi import HTTPException",
    "",
    "",
    "class Unauthorized(HTTPException):",
    "    def __init__(self, detail: str) -> None:",
    "        super().__init__(status_code=401, detail=detail)",
    "",
  ].join("\n"),
  "app/api/items.py": [
    "@router.get('/items')",
    "def items(user: CurrentUser):",
    "    if 'items:read' not in user.scopes:",
    "        raise HTTPException(",
    "            status_code=401,",
    "            detail='not enough permissions',",
    "        )",
    "    try:",
    "        return load(user)",
    "    except Exception as error:",
    "        raise HTTPException(500, detail=str(error))",
    "",
  ].join("\n"),
}

const sites: readonly Related[] = Array.from({ length: 41 }, (_, index) => ({
  file: index < 3 ? "app/api/items.py" : `app/api/module${index}.py`,
  range: range(`${4 + index}:9-${4 + index}:20`),
  message: "raised here",
  role: "site",
}))

export const sample: Report = report({
  files: {
    found: 431,
    read: 120,
    analysed: 44,
    skipped: [
      { file: "app/data.py", why: "larger than 1 MB" },
      { file: "app/old.py", why: "not UTF-8" },
    ],
  },
  coverage: { exits: { understood: 312, unknown: 44 }, apps: { complete: 4, open: 1 } },
  suppressed: 3,
  baselined: 0,
  findings: [
    finding({
      file: "app/errors.py",
      range: range("6:9-6:57"),
      evidence: "`Unauthorized` fixes 401 and passes no headers",
      related: sites,
      fixes: [
        {
          title: "Add `WWW-Authenticate: Bearer`",
          safe: true,
          preferred: true,
          edits: [
            { file: "app/errors.py", range: range("6:56-6:56"), newText: ', headers={"WWW-Authenticate": "Bearer"}' },
          ],
        },
        { title: "Suppress", safe: false, preferred: false, edits: [] },
      ],
    }),
    finding({ file: "app/api/items.py", range: range("5:9-5:20"), severity: "hint", message: "A site of the wall." }),
    finding({
      rule: "leaky-detail",
      file: "app/api/items.py",
      range: range("11:41-11:51"),
      severity: "warning",
      message: "The text of an exception that the project did not write reaches the client.",
      evidence: "`error` comes from a broad `except Exception`",
      related: [{ file: "app/api/items.py", range: range("10:5-10:30"), message: "caught here", role: "cause" }],
    }),
    finding({
      rule: "scope-check-401",
      severity: "error",
      file: "app/api/items.py",
      range: range("4:9-7:10"),
      message:
        "401 sends an identified client back to log in, but what it lacks is a scope: nothing it can send will help.",
      evidence: "identity established by `CurrentUser`; tests `user.scopes`",
      related: [{ file: "app/api/orders.py", range: range("41:9-41:20"), message: "raised here", role: "site" }],
      fixes: [{ title: "Answer 403", safe: false, preferred: true, edits: [] }],
    }),
  ],
})
