import type { Lines } from "../../model/lines.ts"
import type { Range } from "../../model/report.ts"
import type { Hunk } from "../diff.ts"
import { type ExcerptLine, excerptOf } from "../excerpt.ts"
import { join, type Markup, markup } from "./markup.ts"

/** Colours by shape alone, line by line: right for what reviewers look at, harmless where it is not. */
const token =
  /(?<comment>(?:#|\/\/).*)|(?<string>(?:\b[rbfu]{1,2})?(?:"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|`[^`]*`?))|(?<keyword>\b(?:and|as|async|await|break|case|catch|class|const|continue|def|default|del|elif|else|except|export|extends|False|finally|for|from|function|global|if|import|in|instanceof|is|lambda|let|match|new|None|nonlocal|not|null|or|pass|raise|return|switch|throw|True|true|false|try|typeof|undefined|var|while|with|yield)\b)|(?<digits>\b\d[\w.]*\b)|(?<decorator>@[\w.]+)/g

/** The code of a range with its line numbers, the range marked. */
export function codeFrame(lines: Lines, range: Range): Markup {
  const shown = excerptOf(lines, range, 1)
  if (shown.length === 0) return markup``
  return markup`<pre class="code"><code>${shown.map(codeLine)}</code></pre>`
}

function codeLine(line: ExcerptLine): Markup {
  const isMeant = line.to > line.from
  return markup`<span class="${isMeant ? "line meant" : "line"}"><span class="number">${line.number}</span>${coloured(line)}
</span>`
}

/** What a fix does to the lines that it touches. */
export function diff(hunks: readonly Hunk[], placeOf: (hunk: Hunk) => Markup): Markup {
  return join(
    hunks.map(
      (hunk) =>
        markup`<figure class="diff"><figcaption>${placeOf(hunk)}</figcaption><pre class="code"><code>${changed(hunk)}</code></pre></figure>`,
    ),
  )
}

function changed({ removed, added }: Hunk): readonly Markup[] {
  const plain = (text: string) => coloured({ number: 0, text, from: 0, to: 0 })
  return [
    ...removed.map(
      (text) => markup`<del class="line"><span class="number" aria-label="removed">−</span>${plain(text)}
</del>`,
    ),
    ...added.map(
      (text) => markup`<ins class="line"><span class="number" aria-label="added">+</span>${plain(text)}
</ins>`,
    ),
  ]
}

function coloured({ text, from, to }: ExcerptLine): Markup {
  const pieces: { readonly start: number; readonly end: number; readonly kind: string | undefined }[] = []
  let at = 0
  for (const match of text.matchAll(token)) {
    const kind = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined)?.[0]
    pieces.push(
      { start: at, end: match.index, kind: undefined },
      { start: match.index, end: match.index + match[0].length, kind },
    )
    at = match.index + match[0].length
  }
  pieces.push({ start: at, end: text.length, kind: undefined })
  const cut = (start: number, end: number) =>
    pieces.flatMap((piece) => {
      const part = text.slice(Math.max(piece.start, start), Math.min(piece.end, end))
      if (piece.end <= start || piece.start >= end || part === "") return []
      return [piece.kind === undefined ? markup`${part}` : markup`<span class="${piece.kind}">${part}</span>`]
    })
  if (to <= from) return join(cut(0, text.length))
  return markup`${cut(0, from)}<mark>${cut(from, to)}</mark>${cut(to, text.length)}`
}
