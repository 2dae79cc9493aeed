import { Command } from "commander"
import { suggest } from "../config/nearest.ts"
import { reporters } from "../reporters/index.ts"
import { defaultBaseline } from "./baseline.ts"
import { check } from "./check.ts"
import { explain } from "./explain.ts"
import { fix } from "./fix.ts"
import type { Host } from "./host.ts"
import { init } from "./init.ts"
import { lsp } from "./lsp.ts"
import { listRules } from "./rules.ts"
import type { Threshold } from "./selection.ts"
import type { ColorChoice } from "./terminal.ts"
import { UserError } from "./user-error.ts"

const formats = [...reporters.keys()]
const thresholds = ["error", "warning", "info"] as const
const colorChoices = ["auto", "always", "never"] as const

const examples = `
Examples:
  gatelint                                  audit this folder
  gatelint check src --severity error       only what must not ship
  gatelint check --format html --output report.html
  gatelint check --since origin/main        only what the changed lines do
  gatelint check --update-baseline          accept what is there; then --baseline shows what is new
  gatelint fix --dry-run                    what the safe fixes would change
  gatelint explain missing-challenge        what a rule means
  gatelint explain app/main.py:41           what is known about a line

Exit codes: 0 clean, 1 findings at or above the threshold, 2 wrong usage or config.`

/**
 * The commands and their options.
 * @param done takes the exit code of the command that ran
 */
export function createCommands(host: Host, done: (code: 0 | 1) => void): Command {
  const program = new Command("gatelint")
    .description("Says where a 401 or 403 of your web back-end will mislead a client, leak, or block a browser.")
    .version(host.engine.version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      // Mistakes are told by the caller, in one line.
      outputError: () => undefined,
      getOutHelpWidth: () => host.stdout.columns ?? 100,
    })
  addCheck(program, host, done)
  addFix(program, host, done)
  withShared(program.command("explain"))
    .description("explain a rule, or everything known about a line of code")
    .argument("[target]", "RULE or PATH:LINE")
    .action(async (target: string | undefined, options: SharedOptions) => {
      if (target === undefined) {
        throw new UserError("explain what? `gatelint explain RULE` or `gatelint explain PATH:LINE`")
      }
      await explain(host, target, sharedOf(options))
      done(0)
    })
  program
    .command("init")
    .description("write a gatelint.json to begin with")
    .option("--color <when>", "auto, always or never", oneOf("color", colorChoices), "auto")
    .action(({ color }: { color: ColorChoice }) => {
      init(host, color)
      done(0)
    })
  program
    .command("lsp")
    .description("serve an editor: the language server")
    .option("--stdio", "talk over standard input and output")
    // Clients add it on their own account: the server looks after its parent either way.
    .option("--clientProcessId <id>", "ends when this process does")
    .action(async ({ stdio }: { stdio?: true }) => {
      await lsp(host, { stdio: stdio === true })
      done(0)
    })
  program
    .command("rules")
    .description("list the rules")
    .option("--color <when>", "auto, always or never", oneOf("color", colorChoices), "auto")
    .action(({ color }: { color: ColorChoice }) => {
      listRules(host, color)
      done(0)
    })
  return program
}

interface FixWords extends SharedOptions {
  readonly unsafe?: true
  readonly dryRun?: true
  readonly rule?: readonly string[]
}

function addFix(program: Command, host: Host, done: (code: 0 | 1) => void): void {
  withShared(program.command("fix"))
    .description("apply the fixes that cannot change what a correct client sees; each is re-checked first")
    .argument("[paths...]", "files and folders to fix", ["."])
    .option("--unsafe", "apply fixes too that may change more than the finding")
    .option("--dry-run", "write nothing; show what would change as a unified diff")
    .option("--rule <id>", "only this rule; may be given several times", ruleCollector(host))
    .action(async (paths: readonly string[], words: FixWords) => {
      const { unsafe, dryRun, rule } = words
      const options = { unsafe: unsafe === true, dryRun: dryRun === true, rules: rule ?? [] }
      done(await fix(host, paths, { ...sharedOf(words), ...options }))
    })
}

/** Takes rules by name, one after the other. */
function ruleCollector(host: Host): (id: string, known?: readonly string[]) => readonly string[] {
  const ids = host.engine.ruleCatalogue.map(({ id }) => id)
  return (id, known = []) => {
    if (ids.includes(id)) return [...known, id]
    const hint = suggest(id, ids) ?? "`gatelint rules` lists them"
    throw new UserError(`unknown rule \`${id}\`: ${hint}`)
  }
}

interface SharedOptions {
  readonly color: ColorChoice
  readonly config?: string
  readonly ignore: boolean
}

interface CheckWords extends SharedOptions {
  readonly format: string
  readonly output?: string
  readonly severity?: Threshold
  readonly rule?: readonly string[]
  readonly baseline?: string | true
  readonly updateBaseline?: true
  readonly since?: string
  readonly stdin?: true
  readonly stdinFilename?: string
  readonly stats?: true
}

function addCheck(program: Command, host: Host, done: (code: 0 | 1) => void): void {
  withShared(program.command("check", { isDefault: true }))
    .description("audit files and folders (the default command)")
    .argument("[paths...]", "files and folders (default: here); the project around them is read as context")
    .option("--format <format>", formats.join(", "), oneOf("format", formats), formats[0])
    .option("--output <file>", "write the report to a file")
    .option(
      "--severity <level>",
      "show and fail from error, warning or info on (default: show all, fail from warning on)",
      oneOf("severity", thresholds),
    )
    .option("--rule <id>", "only this rule; may be given several times", ruleCollector(host))
    .option("--baseline [file]", `leave out the findings that a file has (default: ${defaultBaseline})`)
    .option("--update-baseline", "write the findings of this run to the baseline")
    .option("--since <revision>", "only findings on lines that changed since a git revision")
    .option("--stdin", "read one file from standard input, the rest of its project from the disk")
    .option("--stdin-filename <path>", "where that file belongs")
    .option("--stats", "print timings, files, questions and memory")
    .action(async (paths: readonly string[], words: CheckWords) => {
      const { format, output, severity, rule, baseline, since, stdinFilename } = words
      const options = {
        ...sharedOf(words),
        format,
        output,
        severity,
        rules: rule ?? [],
        baseline: baseline === true ? defaultBaseline : baseline,
        updatesBaseline: words.updateBaseline === true,
        since,
        stdin: words.stdin === true,
        stdinFilename,
        stats: words.stats === true,
      }
      done(await check(host, paths, options))
    })
}

function withShared(command: Command): Command {
  return command
    .option("--config <file>", "settings; default: gatelint.json, pyproject.toml or package.json of the project")
    .option("--no-ignore", "read files that .gitignore leaves out, and vendored ones")
    .option("--color <when>", "auto, always or never", oneOf("color", colorChoices), "auto")
}

function sharedOf({ color, config, ignore }: SharedOptions) {
  return { color, config, honoursIgnore: ignore }
}

function oneOf<T extends string>(name: string, values: readonly T[]): (word: string) => T {
  return (word) => {
    const value = values.find((known) => known === word)
    if (value !== undefined) return value
    throw new UserError(`unknown ${name} \`${word}\`: ${suggest(word, values) ?? ""}`)
  }
}
