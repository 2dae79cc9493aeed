/** Text of others as Markdown that shows it and does nothing: what stands in backticks becomes code. */
export function escapeText(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part.slice(1, -1)) : escapePlain(part)))
    .join("")
}

/** Code on one line, whatever backticks it holds. */
export function codeSpan(code: string): string {
  const text = code.replace(/\s+/g, " ")
  const fence = "`".repeat(longestRun(text) + 1)
  const pad = text.startsWith("`") || text.endsWith("`") || text === "" ? " " : ""
  return `${fence}${pad}${text}${pad}${fence}`
}

/** A fenced block, whatever fences the code holds. */
export function codeBlock(code: string, language: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(code) + 1))
  return `${fence}${language}\n${code}\n${fence}`
}

/** A cell of a table: a bar would begin the next one, even inside code. */
export function cell(markdown: string): string {
  return markdown.replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ")
}

function escapePlain(text: string): string {
  return (
    text
      .replace(/\s+/g, " ")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replace(/[\\`*_[\]~]/g, "\\$&")
      // A zero-width space keeps `@name` and `#1` from becoming mentions and references.
      .replace(/[@#](?=\w)/g, "$&\u200b")
  )
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
