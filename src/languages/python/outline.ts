import type { TextOutline } from "../../model/front-end.ts"

const NAME = "[A-Za-z_\\u0080-\\uffff][\\w\\u0080-\\uffff]*"
const MODULE = "[\\w.\\u0080-\\uffff]+"

/** What may stand before the word `import` on its line: nothing, `if x:`, `a; `, or the `from` part. */
const BEFORE_IMPORT = new RegExp(
  `(?:^|[:;])[\\s\\ufeff]*(?:from(?:\\s+(${MODULE})|\\s*(\\.${MODULE.slice(0, -1)}*))[\\s\\\\]*)?$`,
)
const IMPORTED = /[ \t]+((?:[^\n\r#;\\]|\\\r?\n)+)/y
const SPECIFIER = new RegExp(`^[\\s\\\\]*(${MODULE})`)
const STAR = /\bimport[\s\\(]*\*/
const BY_NAME = /import_module\(\s*["']([\w.]+)["']/g

const DEFINITION = `(?:(?:async[ \\t]+)?def|class|type)[ \\t]+(${NAME})`
const LOOP = "(?:async[ \\t]+)?for[ \\t]+([^\\n]+?)[ \\t]+in\\b"
const TARGETS = `[([]?\\*?${NAME}(?:[ \\t]*[,=][ \\t]*\\*?${NAME})*[ \\t]*,?[)\\]]?`
const ASSIGNMENT = `(${TARGETS})[ \\t]*(?:=(?!=)|:|[-+*/%@&|^<>]{1,2}=)`
const BINDING = new RegExp(`${DEFINITION}|${LOOP}|${ASSIGNMENT}`, "y")
const COMPOUND = /(?:if|else|elif|try|except|finally|with|for|while|match|async[ \t]+(?:for|with))\b/y
const AS = new RegExp(`\\bas[ \\t]+(${NAME})`, "g")
const GLOBAL = /^[ \t]+global[ \t]+([^\n\r#;]+)/gm
const EACH = new RegExp(NAME, "g")

const KEYWORDS = new Set(["else", "try", "finally", "except", "lambda", "with", "if", "elif", "while", "return", "in"])

/**
 * Imports and top-level names of a Python file from its text alone.
 * Text inside strings may add some, and names inside functions under a top-level `if` count as top-level.
 */
export function outlinePython(text: string): TextOutline {
  return { imports: [...findImports(text)], names: [...findNames(text)], stars: STAR.test(text), answers: false }
}

function findImports(text: string): Set<string> {
  const imports = new Set<string>()
  for (let at = text.indexOf("import"); at >= 0; at = text.indexOf("import", at + 6)) {
    let from = lineStart(text, at)
    // `from a.b \` and the word on the next line.
    if (text.slice(from, at).trim() === "" && /\\\r?$/.test(text.slice(Math.max(0, from - 3), Math.max(0, from - 1))))
      from = lineStart(text, from - 1)
    const before = BEFORE_IMPORT.exec(text.slice(from, at))
    if (before === null) continue
    const [whole, absolute, relative] = before
    if (whole.includes("from")) imports.add(absolute ?? relative ?? "")
    else addImported(text, at + 6, imports)
  }
  if (text.includes("import_module")) for (const [, specifier = ""] of text.matchAll(BY_NAME)) imports.add(specifier)
  return imports
}

/** The list of `import a.b as c, d`. */
function addImported(text: string, at: number, imports: Set<string>): void {
  IMPORTED.lastIndex = at
  for (const part of IMPORTED.exec(text)?.[1]?.split(",") ?? []) {
    const specifier = SPECIFIER.exec(part)?.[1]
    if (specifier !== undefined) imports.add(specifier)
  }
}

function findNames(text: string): Set<string> {
  const names = new Set<string>()
  // Below a top-level `if`, `try`, `with` … indented lines bind top-level names, too.
  let open = false
  for (let at = text.startsWith("\ufeff") ? 1 : 0; at < text.length; at = nextLine(text, at)) {
    const code = text.charCodeAt(at)
    if (code === 32 || code === 9) {
      if (open) addBinding(text, skipBlanks(text, at), names)
    } else if (isNameOrBracket(code)) {
      COMPOUND.lastIndex = at
      open = COMPOUND.test(text)
      addBinding(text, at, names)
      if (open) for (const [, name = ""] of text.slice(at, nextLine(text, at)).matchAll(AS)) names.add(name)
    }
  }
  if (text.includes("global")) for (const [, list = ""] of text.matchAll(GLOBAL)) addEach(list, names)
  return names
}

function addBinding(text: string, at: number, names: Set<string>): void {
  BINDING.lastIndex = at
  const match = BINDING.exec(text)
  if (match === null) return
  const [, defined, target, assigned] = match
  if (defined !== undefined) names.add(defined)
  else addEach(target ?? assigned ?? "", names)
}

function addEach(list: string, names: Set<string>): void {
  for (const [name] of list.matchAll(EACH)) if (!KEYWORDS.has(name)) names.add(name)
}

function isNameOrBracket(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 91) || code === 95 || code === 40 || code >= 128
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++
  return at
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at)
  return end < 0 ? text.length : end + 1
}
