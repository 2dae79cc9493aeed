import type { Report } from "../../src/model/report.ts"
import { finding, range, report } from "./sample-report.ts"

/** Every text that comes from a stranger tries to break out of whatever it is put into. */
export const evil = "</script><img src=x onerror=alert(1)>`|]]>\"'&::error::%0A,\r\n@someone #12 ```"
export const hostileFile = `a b/<i>#?%, ${"`"}:x.py`

export const hostileSource = `${evil}\n${evil}\n`

export const hostile: Report = report({
  root: "/work <b>/%20#",
  files: { found: 1, read: 1, analysed: 1, skipped: [{ file: hostileFile, why: evil }] },
  findings: [
    finding({
      file: hostileFile,
      range: range("1:1-1:9"),
      message: evil,
      evidence: evil,
      apps: [evil],
      fingerprint: evil,
      related: [{ file: hostileFile, range: range("2:1-2:4"), message: evil, role: "site" }],
      fixes: [
        {
          title: evil,
          safe: true,
          preferred: true,
          edits: [{ file: hostileFile, range: range("1:1-1:9"), newText: "</template><script>alert(2)</script>" }],
        },
      ],
    }),
  ],
})
