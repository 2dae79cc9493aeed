import type { Answer } from "../model/answer.ts"
import { Lines } from "../model/lines.ts"
import { inFile, type Place } from "../model/place.ts"
import type { ExplainedFact, Explanation } from "../model/project.ts"
import type { Report } from "../model/report.ts"
import type { App } from "../semantics/app.ts"
import type { Sources } from "./sources.ts"
import type { Survey } from "./survey.ts"

type Row = ExplainedFact["rows"][number]

/** Every fact of one line: its exits under each app, its layers, the findings; each unknown with its reason. */
export function explainLine(
  sources: Sources,
  { linked, files }: Survey,
  report: Report,
  path: string,
  line: number,
): Explanation | undefined {
  const text = sources.text(path)
  if (text === undefined) return undefined
  const view = new View(sources)
  const facts: ExplainedFact[] = []
  for (const answer of linked.answers) {
    if (view.isOn(answer.exit.at, path, line) || view.isOn(answer.exit.cause, path, line))
      facts.push(answerFact(view, answer))
  }
  for (const app of linked.apps) facts.push(...appFacts(view, app, path, line))
  for (const { rule, severity, message, file, range, evidence } of report.findings) {
    if (file !== path || range.start.line > line || range.end.line < line) continue
    facts.push({ title: `${severity} · ${rule}`, rows: [row("says", message), row("because", evidence)] })
  }
  if (facts.length > 0) return { file: path, line, facts }
  const isRead = files.some(({ file }) => file === path)
  const why = isRead
    ? "no answer with a status leaves here, and no app is built here"
    : "this file was not gone through: it imports no server framework and nothing that refuses"
  return { file: path, line, facts: [{ title: "nothing is known of this line", rows: [row("because", why)] }] }
}

function answerFact(
  view: View,
  { exit, app, status, challenge, caller, handler, setting, scheme }: Answer,
): ExplainedFact {
  const shown = exit.status.known ? String(exit.status.value) : "?"
  const rows: Row[] = [
    row("leaves", `${exit.function}, a ${exit.role}`, view.at(exit.at)),
    row(
      "status",
      status.known ? String(status.value) : `unknown: ${status.why}`,
      status.known && status.at !== undefined ? view.at(status.at) : undefined,
    ),
    row("made at", view.text(exit.cause), view.at(exit.cause)),
    row("challenge", challenge.text === undefined ? challenge.presence : `${challenge.presence}: ${challenge.text}`),
    row(
      "asks",
      `${exit.asks.kind}${exit.asks.strong ? "" : " (by words alone)"}: ${exit.asks.why}${exit.asks.at === undefined ? "" : `: ${view.text(exit.asks.at)}`}`,
      exit.asks.at === undefined ? undefined : view.at(exit.asks.at),
    ),
    row("caller", caller),
    row(
      "app",
      app === undefined ? "none reaches it: the project's defaults hold" : app.name,
      app === undefined ? undefined : view.at(app.at),
    ),
    row("serves", setting),
    row("scheme", scheme ?? "none is known here"),
  ]
  if (handler !== undefined) rows.push(row("handler", handler.name, view.at(handler.at)))
  if (exit.dead !== undefined) rows.push(row("lost", `${exit.dead.kind}: the client gets ${exit.dead.instead}`))
  for (const leak of exit.leaks) rows.push(row("leaks", leak.why, view.at(leak.at)))
  return { title: `${shown} · ${exit.how}`, rows }
}

function appFacts(view: View, app: App, path: string, line: number): readonly ExplainedFact[] {
  if (!view.isOn(app.at, path, line)) return []
  const layers = app.layers.map(({ kind, at }, index) =>
    row(`layer ${index + 1}`, `${kind}: ${view.text(at)}`, view.at(at)),
  )
  const handlers = app.handlers.map(({ handler, at }) => row("handler", handler.declaration.name, view.at(at)))
  const summary = row("routes", String(app.routes.length))
  const reading = row("read", app.complete ? "to the end" : "not to the end: order is not spoken of")
  return [{ title: `app ${app.name}`, rows: [summary, reading, ...layers, ...handlers] }]
}

function row(name: string, value: string, at?: string): Row {
  return { name, value, at }
}

/** Places as people read them. */
class View {
  readonly #sources: Sources
  readonly #lines = new Map<string, Lines>()

  constructor(sources: Sources) {
    this.#sources = sources
  }

  isOn(place: Place, path: string, line: number): boolean {
    if (place.file !== path) return false
    const { start, end } = inFile(place)
    const lines = this.#linesOf(path)
    return lines.position(start).line <= line && line <= lines.position(end).line
  }

  at(place: Place): string {
    const { file, start } = inFile(place)
    const { line, column } = this.#linesOf(file).position(start)
    return `${file}:${line}:${column}`
  }

  text(place: Place): string {
    const { file, start, end } = inFile(place)
    const text = this.#linesOf(file).text.slice(start, end).replace(/\s+/g, " ")
    return text.length > 70 ? `${text.slice(0, 69)}…` : text
  }

  #linesOf(file: string): Lines {
    const lines = this.#lines.get(file) ?? new Lines(this.#sources.text(file) ?? "")
    this.#lines.set(file, lines)
    return lines
  }
}
