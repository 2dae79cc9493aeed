import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { folderOf, runIn } from "./fake-host.ts"

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
    ["--format sarif", "unknown format `sarif`: there are `pretty` and `json`"],
    ["--severity warn", "unknown severity `warn`: did you mean `warning`?"],
    ["--color sometimes", "unknown color `sometimes`: there are `auto`, `always` and `never`"],
    ["--formt json", "unknown option `--formt`: did you mean `--format`?"],
    ["check app --wat", "unknown option `--wat`"],
    ["--format", "option `--format <format>` argument missing"],
    ["--output no/report.json", "cannot write no/report.json: there is no folder no"],
    ["--output app", "cannot write app: it is a folder"],
    ["--config no.json", "cannot read the config no.json: no such file"],
    ["--config wrong.json", "wrong.json: unknown rule `rules.vague-40`: did you mean `vague-403`?"],
    ["--config pyproject.toml", "pyproject.toml has no [tool.gatelint] table"],
    ["explain", "explain what? `gatelint explain RULE` or `gatelint explain PATH:LINE`"],
    ["explain vague-40", "unknown rule `vague-40`: did you mean `vague-403`?"],
    ["explain app/main.py", "explain needs a line: `gatelint explain app/main.py:12`"],
    ["explain app/mian.py:1", "no such file or folder `app/mian.py`: did you mean `app/main.py`?"],
    ["explain app/main.py:99", "app/main.py has no line 99: it ends at 2"],
    ["explain app:1", "`app` is a folder; explain takes a file and a line"],
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
    expect([code, err]).toEqual([2, 'gatelint: gatelint.json: `preset` cannot be "strct": did you mean `strict`?\n'])
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
  test("is the nearest upward, for the engine and for what is excluded", async () => {
    const folder = folderOf({
      ".git/": "",
      "gatelint.json": '{"realm": "far"}',
      "web/pyproject.toml": '[tool.gatelint]\nrealm = "near"\nexclude = ["legacy/", "!legacy/kept.py"]',
      "web/app.py": "# !missing-challenge",
      "web/legacy/old.py": "# !missing-challenge",
      "legacy/new.py": "# !missing-challenge",
    })
    const realms = async (path: string) => {
      const { made, out } = await runIn(folder, `check ${path} --format json`)
      const files = JSON.parse(out).findings.map(({ file }: { file: string }) => file)
      return [made[0]?.config.realm, ...files]
    }
    expect(await realms("web")).toEqual(["near", "web/app.py"])
    expect(await realms("web/app.py")).toEqual(["near", "web/app.py"])
    expect(await realms(".")).toEqual(["far", "legacy/new.py", "web/app.py", "web/legacy/old.py"])
    expect(await realms(". --config web/pyproject.toml")).toEqual(["near", "legacy/new.py", "web/app.py"])
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
