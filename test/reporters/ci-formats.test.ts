import { describe, expect, it } from "vitest"
import { github } from "../../src/reporters/github.ts"
import { gitlab } from "../../src/reporters/gitlab.ts"
import { context } from "./context.ts"
import { evil, hostile } from "./hostile-report.ts"
import { finding, range, report, sample } from "./sample-report.ts"

const below = context({ localPath: (file) => `backend/${file}` })

describe("GitHub's workflow commands", () => {
  it("one a cause, the worst first, then the totals", () => {
    expect(github(sample, below).split("\n")).toEqual([
      "::error file=backend/app/api/items.py,line=4,endLine=7,title=gatelint%3A scope-check-401::401 sends an identified client back to log in, but what it lacks is a scope: nothing it can send will help.%0AEvidence: identity established by `CurrentUser`; tests `user.scopes`%0A1 further place with the same cause.",
      "::warning file=backend/app/api/items.py,line=11,endLine=11,col=41,endColumn=51,title=gatelint%3A leaky-detail::The text of an exception that the project did not write reaches the client.%0AEvidence: `error` comes from a broad `except Exception`",
      "::warning file=backend/app/errors.py,line=6,endLine=6,col=9,endColumn=57,title=gatelint%3A missing-challenge::This 401 names no challenge, so a client cannot know which credentials to send.%0AEvidence: `Unauthorized` fixes 401 and passes no headers%0A41 further places with the same cause.",
      "gatelint: 1 error, 2 warnings in 2 files; 312 of 356 refusals understood, 4 of 5 apps complete",
      "",
    ])
  })

  it("info is a notice; nothing found is said", () => {
    const info = report({ findings: [finding({ file: "a.py", range: range("1:1-1:2"), severity: "info" })] })
    expect(github(info, below)).toMatch(/^::notice file=backend\/a\.py,line=1,/)
    expect(github(report({}), below)).toBe("gatelint: no findings; 9 of 10 refusals understood, 1 of 1 app complete\n")
  })

  it("text of strangers begins no command and no property", () => {
    const [line = "", totals = "", ...rest] = github(hostile, context()).split("\n")
    expect(rest).toEqual([""])
    expect(totals).toMatch(/^gatelint: /)
    const [, properties = "", data = ""] = /^::warning (.*?)::(.*)$/.exec(line) ?? []
    expect(properties.split(",").map((property) => property.split("=")[0])).toEqual([
      "file",
      "line",
      "endLine",
      "col",
      "endColumn",
      "title",
    ])
    expect(properties).toContain("file=a b/<i>#?%25%2C `%3Ax.py")
    expect(data).not.toMatch(/[\r\n]/)
  })
})

describe("GitLab's Code Quality report", () => {
  it("one issue a cause", () => {
    const issues = JSON.parse(gitlab(sample, below))
    expect(issues.map(({ check_name, severity }: Record<string, string>) => [check_name, severity])).toEqual([
      ["scope-check-401", "critical"],
      ["leaky-detail", "major"],
      ["missing-challenge", "major"],
    ])
    expect(issues[0].location).toEqual({ path: "backend/app/api/items.py", lines: { begin: 4, end: 7 } })
    expect(issues[0].fingerprint).toBe("f00d")
    expect(issues[0].description).toContain("Evidence: identity established by `CurrentUser`")
  })

  it("is an empty list where nothing was found, and text of strangers stays text", () => {
    expect(gitlab(report({}), below)).toBe("[]\n")
    expect(JSON.parse(gitlab(hostile, context()))[0].description).toBe(`${evil} Evidence: ${evil}`)
  })
})
