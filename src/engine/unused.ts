import type { Lines } from "../model/lines.ts"
import type { FileEdit } from "../model/report.ts"
import type { Rule } from "../model/rule.ts"
import { foundOf, type LevelOf } from "./check.ts"
import type { Found, Raw } from "./found.ts"
import { removalOf } from "./removal.ts"
import type { Naming, Silencing } from "./silencing.ts"

/** What is said of a suppression that silences nothing, and the edit that removes it. */
export interface Unused {
  readonly found: Found
  readonly removal: FileEdit
}

/**
 * The suppressions of a file that silence nothing, once every rule has spoken.
 * @param lines the file's text
 */
export function unusedIn(
  file: string,
  lines: Lines,
  silencing: Silencing,
  naming: Naming,
  rules: readonly Rule[],
  levelOf: LevelOf,
): readonly Unused[] {
  // Comments lie between the chunks.
  const chunk = { offset: 0, length: lines.text.length, body: [], broken: false, revision: 0 }
  return silencing.idle(file, naming).flatMap(({ directive, rules: idle, unknown }) => {
    const at = { file, chunk, start: directive.start, end: directive.end }
    const names = idle === undefined ? undefined : [...idle, ...unknown.map(({ name }) => name)]
    const removal = removalOf(file, lines, directive, names)
    return rules.flatMap((rule) => {
      const raws: Raw[] = []
      if (levelOf(rule, file) === "off") return []
      const report = (claim: Raw["claim"]) => raws.push({ rule, claim, site: at, app: undefined, answer: undefined })
      rule.suppression?.({ at, rules: idle, unknown }, { report })
      return raws.map((raw) => ({ found: foundOf(raw, raws, levelOf), removal }))
    })
  })
}
