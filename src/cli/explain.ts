import { existsSync, readFileSync, statSync } from "node:fs"
import { resolve } from "node:path"
import { findNearest, suggest } from "../config/nearest.ts"
import { fromRoot } from "../disk/root.ts"
import { Lines } from "../model/lines.ts"
import type { Explanation } from "../model/project.ts"
import { harmless } from "../reporters/pretty/columns.ts"
import type { Host } from "./host.ts"
import { renderMarkdown } from "./markdown.ts"
import { resolvePaths } from "./paths.ts"
import { runSession } from "./session.ts"
import { type Style, styleOf } from "./style.ts"
import { type ColorChoice, wantsColor, widthOf } from "./terminal.ts"
import { UserError } from "./user-error.ts"

export interface ExplainOptions {
  readonly honoursIgnore: boolean
  readonly color: ColorChoice
  readonly config: string | undefined
}

/** How far to look for a line with facts where the asked one has none. */
const reach = 30

/** `gatelint explain`: a rule's page, or what is known about a line. */
export async function explain(host: Host, target: string, options: ExplainOptions): Promise<void> {
  const style = styleOf(wantsColor(options.color, host.stdout, host.env))
  const [, path, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(target) ?? []
  if (path !== undefined && line !== undefined) return explainLine(host, path, Number(line), options, style)
  return explainRule(host, target, style)
}

async function explainRule(host: Host, id: string, style: Style): Promise<void> {
  const { ruleCatalogue } = host.engine
  const rule = ruleCatalogue.find((known) => known.id === id)
  if (rule === undefined) throw new UserError(unknownTarget(host, id))
  const page = await host.readPage(id)
  const { description, severity, preset, spec, docs } = rule
  const text =
    page ??
    [
      `# ${id}`,
      description,
      `Severity: ${severity}, preset: ${preset}.`,
      `Specification: ${spec}\nDocumentation: ${docs}\n`,
    ].join("\n\n")
  host.stdout.write(renderMarkdown(text, style, widthOf(host.stdout)))
}

function unknownTarget({ cwd, engine }: Host, word: string): string {
  const path = resolve(cwd, word)
  if (existsSync(path)) {
    return `explain needs a line: \`gatelint explain ${statSync(path).isFile() ? word : `${word}/main.py`}:12\``
  }
  const ids = engine.ruleCatalogue.map(({ id }) => id)
  const nearest = findNearest(word, ids)
  if (nearest === undefined && /[/\\.]/.test(word)) return `no such file \`${word}\`; explain takes a rule or PATH:LINE`
  const hint = nearest === undefined ? "`gatelint rules` lists them" : `did you mean \`${nearest}\`?`
  return `unknown rule \`${word}\`: ${suggest(word, ids) ?? hint}`
}

async function explainLine(
  host: Host,
  word: string,
  line: number,
  options: ExplainOptions,
  style: Style,
): Promise<void> {
  const paths = resolvePaths(host.cwd, [word], [])
  const [absolute = ""] = paths
  if (!statSync(absolute).isFile()) throw new UserError(`\`${word}\` is a folder; explain takes a file and a line`)
  const lines = new Lines(readFileSync(absolute, "utf8"))
  if (line < 1 || line > lines.count) throw new UserError(`${word} has no line ${line}: it ends at ${lines.count}`)
  const { project, root } = await runSession(host, { ...options, paths, wantedRules: [] })
  const file = fromRoot(root, absolute)
  const explanation = project.explain(file, line)
  const code = harmless(lines.line(line).trim())
  const head = `${style.bold(`${word}:${line}`)}${code === "" ? "" : `  ${style.dim(code)}`}`
  if (explanation !== undefined) {
    host.stdout.write(`${head}\n${factsOf(explanation, style)}`)
    return
  }
  const skipped = project.report().files.skipped.find((one) => one.file === file)
  const near = nearLines(line, lines.count).find((other) => project.explain(file, other) !== undefined)
  const hint = near === undefined ? "" : ` The nearest line with facts is ${near}.`
  const why =
    skipped !== undefined
      ? `The file was skipped: ${skipped.why}.`
      : `Nothing is known here that a refusal hangs on.${hint}`
  host.stdout.write(`${head}\n\n${why}\n`)
}

/** 11, 13, 10, 14 … around 12. */
function nearLines(line: number, count: number): readonly number[] {
  return Array.from({ length: reach }, (_, index) => [line - index - 1, line + index + 1])
    .flat()
    .filter((other) => other >= 1 && other <= count)
}

function factsOf({ facts }: Explanation, style: Style): string {
  return facts
    .map(({ title, rows }) => {
      const width = Math.max(0, ...rows.map(({ name }) => name.length))
      const lines = rows.map(({ name, value, at }) => {
        const text = value.startsWith("unknown") ? style.warn(harmless(value)) : harmless(value)
        return `  ${style.dim(name.padEnd(width))}  ${text}${at === undefined ? "" : style.dim(`  ${at}`)}`.trimEnd()
      })
      return `\n${style.title(harmless(title))}\n${lines.map((line) => `${line}\n`).join("")}`
    })
    .join("")
}
