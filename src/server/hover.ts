import { MarkupKind } from "vscode-languageserver"
import type { ExplainedFact } from "../model/project.ts"
import type { Root } from "./root.ts"
import { type Suspected, suspectsAt } from "./suspects.ts"
import type { Workspace } from "./workspace.ts"

/** More routes than this are counted, not listed. */
const shownRoutes = 3

/** What is shown of an exit; the rest is for `explain`. */
const shownRows: Readonly<Record<string, string>> = {
  status: "Answers",
  asks: "Asks",
  challenge: "Challenge",
  handler: "Made by",
  lost: "Lost",
  leaks: "Leaks",
  caller: "Caller",
}

/** On an exit: what it answers, why, where its challenge comes from, and who else on its routes answers the same. */
export function registerHover(workspace: Workspace): void {
  workspace.connection.onHover(async ({ textDocument: { uri }, position }, token) => {
    const seen = await workspace.settled(uri, token)
    if (seen === undefined) return null
    const { root, view, path } = seen
    const line = position.line + 1
    const facts = view.project.explain(path, line)?.facts.filter(({ title }) => /^(\d{3}|\?) · /.test(title)) ?? []
    if (facts.length === 0) return null
    const link = (at: string) => linkOf(workspace, root, at)
    const parts = [...distinct(facts.map((fact) => factOf(fact, link)))]
    const suspected = suspectsAt(await root.map(), path, line)
    if (suspected.length > 0) parts.push(suspectsOf(suspected, link))
    return { contents: { kind: MarkupKind.Markdown, value: parts.join("\n\n---\n\n") } }
  })
}

function factOf({ title, rows }: ExplainedFact, link: (at: string) => string): string {
  const lines = rows.flatMap(({ name, value, at }) => {
    const label = shownRows[name]
    return label === undefined ? [] : [`- ${label}: ${escaped(value)}${at === undefined ? "" : ` (${link(at)})`}`]
  })
  return [`**${escaped(title)}**`, "", ...lines].join("\n")
}

function suspectsOf(suspected: readonly Suspected[], link: (at: string) => string): string {
  const [first] = suspected
  const where = first?.exit.status === 401 ? "at the entrance" : "inside"
  const lists = suspected.slice(0, shownRoutes).map(({ route, suspects }) => {
    const items = suspects.map(({ by, exit }, index) => {
      const { file, range } = exit.at
      return `${index + 1}. \`${by}\`: ${escaped(exit.why)} (${link(`${file}:${range.start.line}:${range.start.column}`)})`
    })
    return [
      `A client that gets ${first?.exit.status} from \`${nameOf(route)}\` was stopped ${where} by, in order:`,
      "",
      ...items,
    ].join("\n")
  })
  const more = suspected.length - shownRoutes
  return [...lists, ...(more > 0 ? [`… and on ${more} more route${more === 1 ? "" : "s"}.`] : [])].join("\n\n")
}

/** `GET /items/{id}`. */
export function nameOf({ methods, path }: Suspected["route"]): string {
  return `${methods.join(" ") || "*"} ${path}`
}

/** `app/main.py:41:9` as a link to the line. */
function linkOf(workspace: Workspace, root: Root, at: string): string {
  const [, file = at, line = "1"] = /^(.*):(\d+):\d+$/.exec(at) ?? []
  return `[${file}:${line}](${workspace.uriOf(root, file)}#L${line})`
}

/** Text of the user's code, kept from being read as Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\*_[\]<>~|]/g, "\\$&")
}

function distinct(parts: readonly string[]): ReadonlySet<string> {
  return new Set(parts)
}
