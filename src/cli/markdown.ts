import { wrap } from "../reporters/pretty/columns.ts"
import type { Style } from "./style.ts"

/** Beyond this, lines of prose are hard to read. */
const maximumWidth = 96

/** A page of Markdown for a terminal: headings bold, code indented, links as text, the rest wrapped. */
export function renderMarkdown(markdown: string, style: Style, width: number): string {
  const room = Math.min(width, maximumWidth)
  const lines: string[] = []
  let paragraph: string[] = []
  let isCode = false
  const flush = () => {
    if (paragraph.length > 0) lines.push(...proseOf(paragraph.join(" "), style, room))
    paragraph = []
  }
  // Comments mark what is generated in a page; they are for tools.
  for (const line of markdown.replace(/<!--[\s\S]*?-->\n?/g, "").split(/\r?\n/)) {
    const heading = /^#+ +(.*)$/.exec(line)
    if (/^\s*```/.test(line)) {
      flush()
      isCode = !isCode
    } else if (isCode) {
      lines.push(line === "" ? "" : `    ${style.code(line)}`)
    } else if (heading !== null) {
      flush()
      lines.push(style.title(plainOf(heading[1] ?? "")))
    } else if (line.trim() === "") {
      flush()
      lines.push("")
    } else if (line.startsWith("|")) {
      flush()
      if (!/^[|\s:-]+$/.test(line))
        lines.push(
          `  ${inlineOf(
            line
              .slice(1)
              .replace(/\|\s*$/, "")
              .trim(),
            style,
          )}`,
        )
    } else {
      // An item of a list, or of a quotation, starts a paragraph of its own.
      if (/^\s*([-*]|\d+\.|>) /.test(line)) flush()
      paragraph.push(paragraph.length === 0 ? line.trimEnd() : line.trim())
      // Two spaces at the end keep the line.
      if (line.endsWith("  ")) flush()
    }
  }
  flush()
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`
}

function proseOf(text: string, style: Style, room: number): readonly string[] {
  const [, indent = "", marker = ""] = /^(\s*)((?:[-*]|\d+\.|>) +)?/.exec(text) ?? []
  const hanging = " ".repeat(indent.length + marker.length)
  const bullet = marker.replace(/^[-*>]/, (mark) => (mark === ">" ? "|" : "-"))
  return wrap(plainOf(text.slice(hanging.length)), room - hanging.length).map(
    (line, index) => (index === 0 ? indent + bullet : hanging) + inlineOf(line, style),
  )
}

/** Links become their text, addresses stay where the text doesn't say them; emphasis goes. */
function plainOf(text: string): string {
  return text
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\[([^\]]+)\]\(([^)\s]+)[^)]*\)/g, (_, label: string, url: string) =>
      /^https?:/.test(url) && label !== url ? `${label} (${url})` : label,
    )
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/(^|[\s(])\*([^*\s][^*]*)\*/g, "$1$2")
}

function inlineOf(text: string, { code }: Style): string {
  return text.replace(/`([^`]+)`/g, (_, word: string) => code(`\`${word}\``))
}
