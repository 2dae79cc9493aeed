import type { TextOutline } from "../../model/front-end.ts"

const FROM =
  /\bfrom\s*["']([^"'\n]+)["']|\bimport\s*["']([^"'\n]+)["']|\b(?:require|import)\s*\(\s*["'`]([^"'`\n]+)["'`]\s*\)/g
const NAME =
  /^(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\*?|class|const|let|var|enum|interface|type)\s+([\p{L}_$][\p{L}\p{N}_$]*)|^(?:module\.)?exports\.([\p{L}_$][\p{L}\p{N}_$]*)\s*=/gmu

// Whole modules handed on: `export * from "./x"`, `module.exports = require("./x")`, `__exportStar(require("./x"))`.
const STAR = /\bexport\s*\*|\bexports\b\s*=(?!=)|\b__export(?:Star)?\b/

// Calls that only the code of a server makes, whether or not its file imports a framework. `response.json()` without an
// argument is how a client reads an answer.
const ANSWERS =
  /\b(?:res|response|reply)\b(?:\s*\.\s*\w+\([^()\n]*\))*\s*\.\s*(?:(?:status|code|sendStatus|writeHead|send)\s*\(|json\s*\(\s*[^)\s])|\bctx\.(?:throw|status|body)\b|(?<![.\w])next\s*\(|\bnew (?:Next)?Response\s*\(|\b(?:Next)?Response\.json\s*\(|\bc\.(?:json|text|status|body)\s*\(|\bstatusCode\s*[:=]|www-authenticate/i

// https://react.dev/reference/rsc/use-client: the module and what it imports run in the browser. Each comment can be read
// in one way only: a file that is all comments would take for ever otherwise.
const IN_BROWSER = /^(?:\s|\/\/[^\r\n]*[\r\n]|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*["']use client["']/

/** Imports and names of a file, by regular expressions: rather too many than too few. */
export function outlineEcmascript(text: string): TextOutline {
  const imports = new Set<string>()
  for (const [, from, bare, called] of text.matchAll(FROM)) imports.add(from ?? bare ?? called ?? "")
  const names = new Set<string>()
  for (const [, declared, exported] of text.matchAll(NAME)) names.add(declared ?? exported ?? "")
  return {
    imports: [...imports],
    names: [...names],
    stars: STAR.test(text),
    answers: ANSWERS.test(text) && !IN_BROWSER.test(text),
  }
}
