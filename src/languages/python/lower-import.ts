import type { Import, ImportBinding } from "../../ir/statement.ts"
import { type Source, textOf } from "./source.ts"
import type { Syntax } from "./syntax.ts"

/** `import a.b, c as d`: one statement per module; a single one keeps the whole span. */
export function lowerImport(node: Syntax, source: Source): readonly Import[] {
  const names = node.children.filter((child) => child.type === "dotted_name" || child.type === "aliased_import")
  return names.map((name) => {
    const span = names.length === 1 ? node : name
    const [dotted, alias] = name.type === "aliased_import" ? name.children : [name]
    const specifier = dotted === undefined ? "" : dottedText(dotted, source)
    const root = specifier.split(".", 1)[0] ?? ""
    const binding: ImportBinding = {
      start: name.start,
      end: name.end,
      imported: undefined,
      local: alias === undefined ? root : textOf(alias, source),
      path: alias === undefined ? root : specifier,
    }
    return statement(span, specifier, [binding], source)
  })
}

/** `from ..errors import Denied as D, Gone`, `from x import *`, `from __future__ import annotations`. */
export function lowerImportFrom(node: Syntax, source: Source): Import {
  const future = node.type === "future_import_statement"
  const [module, ...others] = node.children
  const names = future ? node.children : others
  const specifier = future || module === undefined ? "__future__" : dottedText(module, source)
  const bindings: ImportBinding[] = []
  for (const name of names) {
    const { start, end } = name
    if (name.type === "wildcard_import") bindings.push({ start, end, imported: "*", local: "", path: undefined })
    if (name.type !== "dotted_name" && name.type !== "aliased_import") continue
    const [original, alias] = name.type === "aliased_import" ? name.children : [name]
    if (original === undefined) continue
    const imported = textOf(original, source)
    const local = alias === undefined ? imported : textOf(alias, source)
    bindings.push({ start, end, imported, local, path: undefined })
  }
  return statement(node, specifier, bindings, source)
}

/** Whether a test is `TYPE_CHECKING` or `typing.TYPE_CHECKING`. */
export function isTypeChecking(test: Syntax | undefined, source: Source): boolean {
  if (test?.type === "parenthesized_expression") return isTypeChecking(test.children[0], source)
  const name = test?.type === "attribute" ? test.children[1] : test
  return name?.type === "identifier" && textOf(name, source) === "TYPE_CHECKING"
}

function statement(span: Syntax, specifier: string, bindings: readonly ImportBinding[], source: Source): Import {
  return { kind: "import", start: span.start, end: span.end, specifier, bindings, typeOnly: source.typeOnly }
}

/** A dotted name may be broken by spaces and line continuations: `a . b`. */
function dottedText(node: Syntax, source: Source): string {
  return textOf(node, source).replace(/[\s\\]+/g, "")
}
