import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { configOf } from "../../src/model/config.ts"
import type { Finding } from "../../src/model/report.ts"
import { reporters } from "../../src/reporters/index.ts"
import { folderOf, runIn } from "./fake-host.ts"

const names = [...reporters.keys()].map((name) => `\`${name}\``)

const shop = {
  ".git/": "",
  "app/main.py": "ok = 1\n",
  "app/warn.py": "x = 1  # !missing-challenge\n",
  "app/bad.py": "raise 401  # !scope-check-401\n",
  "lib/info.py": "# !vague-403\n",
}

describe("exit codes", () => {
  test.each([
    ["check app/main.py", 0],
    ["app/main.py", 0],
    ["", 1],
    ["check .", 1],
    ["check app/warn.py", 1],
    ["check app/warn.py --severity error", 0],
    ["check app/bad.py --severity error", 1],
    ["check lib", 0],
    ["check lib --rule vague-403", 0],
    ["check lib --rule vague-403 --severity info", 1],
    ["check app --rule vague-403", 0],
    ["--version", 0],
    ["--help", 0],
    ["check --help", 0],
    ["rules", 0],
    ["lsp --stdio", 0],
    ["lsp --stdio --clientProcessId=7", 0],
  ])("gatelint %s: %i", async (line, code) => {
    const outcome = await runIn(folderOf(shop), line)
    expect(outcome.err).toBe("")
    expect(outcome.code).toBe(code)
  })
})

describe("a mistake is one line and exit code 2", () => {
  test.each([
    ["check ap", "no such file or folder `ap`: did you mean `app`?"],
    ["check app/mian.py", "no such file or folder `app/mian.py`: did you mean `app/main.py`?"],
    ["check appp/main.py", "no such file or folder `appp/main.py`: did you mean `app/main.py`?"],
    ["check quite/elsewhere", "no such file or folder `quite/elsewhere`"],
    ["chekc app", "no such file or folder `chekc`: did you mean the command `check`?"],
    ["--rule missing-chalenge", "unknown rule `missing-chalenge`: did you mean `missing-challenge`?"],
    ["--format jsn", "unknown format `jsn`: did you mean `json`?"],
    [
      "--format checkstyle",
      `unknown format \`checkstyle\`: there are ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`,
    ],
    ["--severity warn", "unknown severity `warn`: did you mean `warning`?"],
    ["--color sometimes", "unknown color `sometimes`: there are `auto`, `always` and `never`"],
    ["--formt json", "unknown option `--formt`: did you mean `--format`?"],
    ["check app --wat", "unknown option `--wat`"],
    ["--format", "option `--format <format>` argument missing"],
    ["--output no/report.json", "cannot write no/report.json: there is no folder no"],
    ["--output app", "cannot write app: it is a folder"],
    ["--config no.json", "cannot read the config no.json: no such file"],
    ["--config wrong.json", "wrong.json:1:12: unknown rule `rules.vague-40`: did you mean `vague-403`?"],
    ["--config pyproject.toml", "pyproject.toml has no [tool.gatelint] table"],
    ["explain", "explain what? `gatelint explain RULE` or `gatelint explain PATH:LINE`"],
    ["explain vague-40", "unknown rule `vague-40`: did you mean `vague-403`?"],
    ["explain app/main.py", "explain needs a line: `gatelint explain app/main.py:12`"],
    ["explain app/mian.py:1", "no such file or folder `app/mian.py`: did you mean `app/main.py`?"],
    ["explain app/main.py:99", "app/main.py has no line 99: it ends at 2"],
    ["explain app:1", "`app` is a folder; explain takes a file and a line"],
    ["lsp", "editors start this and talk to it: `gatelint lsp --stdio`"],
    ["rules app", "too many arguments for `rules`. Expected 0 arguments but got 1."],
  ])("gatelint %s", async (line, message) => {
    const folder = folderOf({
      ...shop,
      "pyproject.toml": "[project]\n# gatelint\n",
      "wrong.json": '{"rules": {"vague-40": "off"}}',
    })
    const { code, out, err } = await runIn(folder, line)
    expect(err).toBe(`gatelint: ${message}\n`)
    expect(out).toBe("")
    expect(code).toBe(2)
  })

  test("in the project's config", async () => {
    const { code, err } = await runIn(folderOf({ ...shop, "gatelint.json": '{"preset": "strct"}' }), "")
    expect([code, err]).toEqual([
      2,
      'gatelint: gatelint.json:1:2: `preset` cannot be "strct": did you mean `strict`?\n',
    ])
  })

  test("a crash is not taken for findings", async () => {
    const folder = folderOf(shop)
    const readGrammars = () => Promise.reject(new Error("wasm is gone"))
    const { code, err } = await runIn(folder, "", { readGrammars })
    expect(code).toBe(2)
    expect(err).toMatch(/^gatelint: internal error, please report it: Error: wasm is gone\n/)
  })
})

describe("check", () => {
  const rulesOf = (out: string) => JSON.parse(out).findings.map(({ rule }: { rule: string }) => rule)

  test("reads the whole project and reports what was named", async () => {
    const folder = folderOf(shop)
    const { out, made } = await runIn(join(folder, "lib"), "check ../app/warn.py --format json")
    const report = JSON.parse(out)
    expect(made.map(({ root }) => root)).toEqual([folder])
    expect(report.files.found).toBe(4)
    expect(report.findings.map(({ file }: { file: string }) => file)).toEqual(["app/warn.py"])
  })

  test.each([
    ["", ["scope-check-401", "missing-challenge"]],
    ["--severity error", ["scope-check-401"]],
    ["--rule missing-challenge", ["missing-challenge"]],
    ["--rule missing-challenge --rule vague-403", ["missing-challenge", "vague-403"]],
    ["--rule scope-check-401 --severity warning", ["scope-check-401"]],
  ])("%s shows %j", async (options, rules) => {
    expect(rulesOf((await runIn(folderOf(shop), `--format json ${options}`)).out)).toEqual(rules)
  })

  test("paths are shown from where one stands", async () => {
    const folder = folderOf(shop)
    expect((await runIn(join(folder, "app"), "warn.py")).out).toContain("╭─ warn.py:1:10\n")
    expect((await runIn(join(folder, "app"), "../lib --rule vague-403")).out).toContain(
      `╭─ ${folder}/lib/info.py:1:3\n`,
    )
  })

  test("what the options leave out is counted", async () => {
    const { out } = await runIn(folderOf(shop), "app/warn.py --severity error")
    expect(out).toBe("✓ No findings (1 left out by the options): 1 of 1 refusal understood, 1 of 1 app complete.\n")
  })

  test("--output writes the file and says so", async () => {
    const folder = folderOf(shop)
    const { out, err, code } = await runIn(folder, "--format json --output report.json")
    expect([out, err, code]).toEqual(["", "gatelint: 2 findings written to report.json\n", 1])
    expect(rulesOf(readFileSync(join(folder, "report.json"), "utf8"))).toHaveLength(2)
  })

  test.each([...reporters.keys()])("%s goes to stdout, or with --output into a file alone", async (format) => {
    const folder = folderOf(shop)
    const { out, code } = await runIn(folder, `--format ${format}`)
    expect(out).toContain("scope-check-401")
    expect(code).toBe(1)
    const written = await runIn(folder, `--format ${format} --output report.txt`)
    expect([written.out, written.code]).toEqual(["", 1])
    expect(readFileSync(join(folder, "report.txt"), "utf8")).toContain("scope-check-401")
  })

  test("a format for a service names files from the working directory, even in a file", async () => {
    const folder = folderOf(shop)
    await runIn(join(folder, "app"), "--format github --output ../report.txt")
    expect(readFileSync(join(folder, "report.txt"), "utf8")).toContain("file=warn.py,")
  })

  test("--stats goes to stderr, out of the report's way", async () => {
    const { out, err } = await runIn(folderOf(shop), "--stats --format json")
    expect(rulesOf(out)).toHaveLength(2)
    expect(err).toMatch(
      /^time {7}\d.*\nfiles {6}4 listed, 4 read \(.*\nquestions {2}7, in 1 round .*\nmemory {5}50\.0 MB/,
    )
  })

  test("colour", async () => {
    const folder = folderOf(shop)
    const terminal = { write: () => undefined, isTTY: true, columns: 80 }
    const colored = async (options: string, fields: Parameters<typeof runIn>[2]) => {
      const texts: string[] = []
      const stdout = { ...(fields?.stdout ?? terminal), write: (text: string) => texts.push(text) }
      await runIn(folder, options, { ...fields, stdout })
      return texts.join("").includes("\u001b[")
    }
    expect(await colored("", {})).toBe(true)
    expect(await colored("", { env: { NO_COLOR: "1" } })).toBe(false)
    expect(await colored("--color always", { env: { NO_COLOR: "1" } })).toBe(true)
    expect(await colored("--color never", {})).toBe(false)
    expect(await colored("", { stdout: { ...terminal, isTTY: false } })).toBe(false)
  })

  test("a large tree is read in rounds", async () => {
    const files = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`m${index}.py`, ""]))
    const { out } = await runIn(folderOf({ ...files, ".git/": "" }), "--format json")
    expect(JSON.parse(out).files.read).toBe(250)
  })
})

describe("config", () => {
  const monorepo = {
    ".git/": "",
    "gatelint.json": '{"realm": "far", "rules": {"vague-403": "warning"}}',
    "app.py": "# !vague-403",
    "legacy/new.py": "# !missing-challenge",
    "web/pyproject.toml": '[tool.gatelint]\nrealm = "near"\nexclude = ["legacy/", "!legacy/kept.py"]',
    "web/app.py": "# !missing-challenge !vague-403",
    "web/legacy/old.py": "# !missing-challenge",
    "web/jobs/gatelint.json": '{"rules": {"missing-challenge": "error"}}',
    "web/jobs/job.py": "# !missing-challenge",
    "web/jobs/legacy/job.py": "# !missing-challenge",
  }
  const found = async (files: Readonly<Record<string, string>>, words: string) => {
    const { made, out, err } = await runIn(folderOf(files), `check ${words} --format json`)
    expect(err).toBe("")
    const { findings } = JSON.parse(out)
    const config = made[0]?.config
    return {
      findings: findings.map(({ file, severity }: Finding) => `${severity} ${file}`),
      realmOf: (file: string) => config && configOf(config, file).realm,
    }
  }

  test("the nearest file has the say on rules and what is excluded, in one run", async () => {
    const { findings } = await found(monorepo, ".")
    expect(findings).toEqual([
      "warning app.py",
      "warning legacy/new.py",
      "warning web/app.py",
      "error web/jobs/job.py",
      "error web/jobs/legacy/job.py",
    ])
  })

  test.each([
    ["web", ["warning web/app.py", "error web/jobs/job.py", "error web/jobs/legacy/job.py"]],
    ["web/app.py", ["warning web/app.py"]],
    ["web/jobs", ["error web/jobs/job.py", "error web/jobs/legacy/job.py"]],
    // It holds for all, whatever lies nearer.
    [". --config web/pyproject.toml", ["warning legacy/new.py", "warning web/app.py", "warning web/jobs/job.py"]],
  ])("whatever the path: %s", async (words, findings) => {
    expect((await found(monorepo, words)).findings).toEqual(findings)
  })

  test("what is a project's is read at its root, by all folders of it", async () => {
    for (const words of [".", "web", "web/jobs"]) {
      const { realmOf } = await found(monorepo, words)
      expect([words, realmOf("web/jobs/job.py"), realmOf("app.py")]).toEqual([words, "near", "far"])
    }
  })

  test("and nowhere else", async () => {
    const files = { ...monorepo, "web/jobs/gatelint.json": '{\n  "preset": "strict",\n  "realm": "nearest"\n}' }
    const { code, err } = await runIn(folderOf(files), "check web")
    expect([code, err]).toEqual([
      2,
      "gatelint: web/jobs/gatelint.json: `realm` holds for a whole project: it belongs in web/pyproject.toml\n",
    ])
    // Nobody asked about that folder.
    expect((await runIn(folderOf(files), "check legacy")).err).toBe("")
  })

  test("without anything above it, a file stands for a project", async () => {
    const { realmOf } = await found({ ".git/": "", "api/gatelint.json": '{"realm": "own"}', "api/a.py": "" }, ".")
    expect([realmOf("api/a.py"), realmOf("b.py")]).toEqual(["own", undefined])
  })

  test("--rule turns a rule on, not up", async () => {
    const folder = folderOf({ ...shop, "gatelint.json": '{"rules": {"missing-challenge": "info"}}' })
    const [first] = (await runIn(folder, "--rule vague-403 --rule missing-challenge")).made
    expect(first?.config.rules).toEqual({
      "missing-challenge": "info",
      "scope-check-401": "error",
      "vague-403": "info",
    })
  })
})

describe("explain and rules", () => {
  test.each([
    ["explain missing-challenge", "missing-challenge\n\nSay how.\n"],
    [
      "explain app/bad.py:1",
      "app/bad.py:1  raise 401  # !scope-check-401\n\n401 · raise\n  status   401\n  headers  unknown: computed  app/bad.py:1\n",
    ],
    ["explain app/bad.py:1:7", "app/bad.py:1  raise 401"],
    [
      "explain app/bad.py:2",
      "app/bad.py:2\n\nNothing is known here that a refusal hangs on. The nearest line with facts is 1.\n",
    ],
    ["explain app/main.py:1", "app/main.py:1  ok = 1\n\nNothing is known here that a refusal hangs on.\n"],
    [
      "explain scope-check-401",
      "scope-check-401\n\nDisallow scope-check-401.\n\nSeverity: error, preset: recommended.\n",
    ],
    ["rules", "missing-challenge  warning  Disallow missing-challenge.\nscope-check-401    error    "],
    ["rules", "vague-403          info     Disallow vague-403. (strict)\n"],
    ["--version", "1.2.3\n"],
  ])("gatelint %s", async (line, text) => {
    const { out, err } = await runIn(folderOf(shop), line)
    expect(err).toBe("")
    expect(out).toContain(text)
  })

  test("a skipped file says why", async () => {
    const folder = folderOf({ ".git/": "", "big.py": `x = 1\n${"#".repeat(1024 * 1024)}` })
    expect((await runIn(folder, "explain big.py:1")).out).toBe(
      "big.py:1  x = 1\n\nThe file was skipped: larger than 1 MB.\n",
    )
  })
})
