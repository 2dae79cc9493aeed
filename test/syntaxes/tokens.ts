import { readdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import oniguruma from "vscode-oniguruma"
import textmate from "vscode-textmate"

export interface Token {
  readonly text: string
  /** Innermost last: `["source.python", …, "keyword.other.scheme.challenge.gatelint"]`. */
  readonly scopes: readonly string[]
}

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const { resolve } = createRequire(import.meta.url)
const injections = readdirSync(join(root, "syntaxes"))
  .filter((file) => file.endsWith(".tmLanguage.json"))
  .map((path) => ({ path, grammar: grammarAt(join(root, "syntaxes", path)) }))

/** The project's own grammars. */
export const syntaxes = injections.map(({ path, grammar }) => ({ path, scope: grammar.scopeName }))

await oniguruma.loadWASM(readFileSync(resolve("vscode-oniguruma/release/onig.wasm")))
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scope) =>
    injections.find(({ grammar }) => grammar.scopeName === scope)?.grammar ?? languageGrammar(scope),
  getInjections: (scope) => (scope.startsWith("source.gatelint") ? undefined : syntaxes.map((own) => own.scope)),
})

/** The tokens of one line as an editor sees them, with the project's injections in the language's own grammar. */
export async function tokensOf(language: keyof typeof languages, line: string): Promise<readonly Token[]> {
  const grammar = await registry.loadGrammar(languages[language].scope)
  const { tokens } = grammar?.tokenizeLine(line, textmate.INITIAL) ?? { tokens: [] }
  return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }))
}

const languages = {
  python: { scope: "source.python", file: "python" },
  javascript: { scope: "source.js", file: "javascript" },
  jsx: { scope: "source.js.jsx", file: "jsx" },
  typescript: { scope: "source.ts", file: "typescript" },
  tsx: { scope: "source.tsx", file: "tsx" },
} as const

function languageGrammar(scope: string): textmate.IRawGrammar | undefined {
  const language = Object.values(languages).find((known) => known.scope === scope)
  return language && grammarAt(resolve(`tm-grammars/grammars/${language.file}.json`))
}

function grammarAt(path: string): textmate.IRawGrammar {
  return textmate.parseRawGrammar(readFileSync(path, "utf8"), path)
}
