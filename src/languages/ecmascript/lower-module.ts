import type { Expression } from "../../ir/expression.ts"
import type { Span } from "../../ir/node.ts"
import type { Export, Import, ImportBinding, Statement } from "../../ir/statement.ts"
import { requiredSpecifier } from "./lower-call.ts"
import { lowerExpression, nameAt } from "./lower-expression.ts"
import { lowerLambda } from "./lower-function.ts"
import { lowerStatement } from "./lower-statement.ts"
import { lowerEntity } from "./lower-type.ts"
import { keyOf, type Source, type Syntax, spanOf } from "./source.ts"

type ExportNode = Extract<
  Syntax,
  {
    type:
      | "TSImportEqualsDeclaration"
      | "ExportNamedDeclaration"
      | "ExportDefaultDeclaration"
      | "ExportAllDeclaration"
      | "TSExportAssignment"
  }
>

/** `import a, { b as c }, * as d from "./x"`. */
export function lowerImport(node: Extract<Syntax, { type: "ImportDeclaration" }>, span: Span, source: Source): Import {
  const specifier = node.source.value
  const bindings = node.specifiers.map((one): ImportBinding => {
    const at = spanOf(one, source)
    const local = one.local.name
    if (one.type === "ImportNamespaceSpecifier") return { ...at, imported: undefined, local, path: specifier }
    const imported = one.type === "ImportDefaultSpecifier" ? "default" : (keyOf(one.imported, false) ?? local)
    return { ...at, imported, local, path: undefined }
  })
  return { kind: "import", ...span, specifier, bindings, typeOnly: node.importKind === "type" }
}

/** `const a = require("./x")`, `const { b, c: d } = require("./x")`, `const e = require("./x").e`. */
export function lowerRequire(
  target: Syntax,
  init: Syntax,
  span: Span,
  source: Source,
): readonly Statement[] | undefined {
  const isMember = init.type === "MemberExpression" && !init.computed && init.property.type === "Identifier"
  const specifier = requiredSpecifier(isMember ? init.object : init)
  if (specifier === undefined) return undefined
  const part = isMember && init.property.type === "Identifier" ? init.property.name : undefined
  const statement = { kind: "import", ...span, specifier, typeOnly: false } as const
  if (target.type === "Identifier") {
    const binding: ImportBinding = { ...span, imported: part, local: target.name, path: part ? undefined : specifier }
    return [{ ...statement, bindings: [binding] }]
  }
  if (target.type !== "ObjectPattern" || part !== undefined) return undefined
  const bindings: ImportBinding[] = []
  for (const property of target.properties) {
    const value = property.type === "Property" ? property.value : undefined
    const local = value?.type === "AssignmentPattern" ? value.left : value
    const imported = property.type === "Property" ? keyOf(property.key, property.computed) : undefined
    if (imported === undefined || local?.type !== "Identifier") return undefined
    bindings.push({ ...spanOf(property, source), imported, local: local.name, path: undefined })
  }
  return [{ ...statement, bindings }]
}

/** Every form of `export`, and TypeScript's `import x = require("x")`. */
export function lowerExport(node: ExportNode, span: Span, source: Source): readonly Statement[] {
  switch (node.type) {
    case "TSImportEqualsDeclaration": {
      const { moduleReference: reference, id } = node
      const specifier = reference.type === "TSExternalModuleReference" ? reference.expression : undefined
      const name = specifier?.type === "Literal" ? specifier.value : undefined
      if (typeof name !== "string") return []
      const binding: ImportBinding = { ...span, imported: undefined, local: id.name, path: name }
      return [{ kind: "import", ...span, specifier: name, bindings: [binding], typeOnly: node.importKind === "type" }]
    }
    case "TSExportAssignment":
      return [{ kind: "export", ...span, name: undefined, value: lowerExpression(node.expression, source) }]
    case "ExportAllDeclaration": {
      const specifier = node.source.value
      const local = node.exported === null ? "" : (keyOf(node.exported, false) ?? "")
      const binding: ImportBinding =
        local === ""
          ? { ...span, imported: "*", local, path: undefined }
          : { ...span, imported: undefined, local, path: specifier }
      return [{ kind: "import", ...span, specifier, bindings: [binding], typeOnly: node.exportKind === "type" }]
    }
    case "ExportNamedDeclaration":
      return lowerNamedExport(node, span, source)
    default:
      return lowerDefaultExport(node, span, source)
  }
}

/** `module.exports = x`, `exports.a = x`, `exports = module.exports = x`; `undefined` for any other assignment. */
export function lowerExportedAssignment(
  node: Extract<Syntax, { type: "AssignmentExpression" }>,
  span: Span,
  source: Source,
): readonly Statement[] | undefined {
  if (node.operator !== "=") return undefined
  const names: (string | undefined)[] = []
  let right: Syntax = node
  while (right.type === "AssignmentExpression" && right.operator === "=") {
    const exported = exportedName(right.left)
    if (exported === "none") break
    names.push(exported.name)
    right = right.right
  }
  if (names.length === 0) return undefined
  const [name] = names
  const value = namedValue(right, name ?? "", source)
  return names.map((one): Export => ({ kind: "export", ...span, name: one, value }))
}

function exportedName(target: Syntax): { readonly name: string | undefined } | "none" {
  if (target.type === "Identifier" && target.name === "exports") return { name: undefined }
  if (target.type !== "MemberExpression") return "none"
  const name = keyOf(target.property, target.computed)
  if (target.object.type === "Identifier") {
    if (target.object.name === "module" && name === "exports") return { name: undefined }
    return target.object.name === "exports" && name !== undefined ? { name } : "none"
  }
  const isWhole = exportedName(target.object)
  return isWhole !== "none" && isWhole.name === undefined && name !== undefined ? { name } : "none"
}

function namedValue(node: Syntax, name: string, source: Source): Expression {
  const isFunction = node.type === "ArrowFunctionExpression" || node.type === "FunctionExpression"
  return isFunction ? lowerLambda(node, source, { runs: "elsewhere", name }) : lowerExpression(node, source)
}

function lowerNamedExport(
  node: Extract<Syntax, { type: "ExportNamedDeclaration" }>,
  span: Span,
  source: Source,
): readonly Statement[] {
  if (node.declaration) return lowerStatement(node.declaration, source)
  const pairs = node.specifiers.map((one) => ({
    at: spanOf(one, source),
    local: keyOf(one.local, false) ?? "",
    exported: keyOf(one.exported, false) ?? "",
  }))
  if (node.source) {
    const bindings = pairs.map(
      ({ at, local, exported }): ImportBinding => ({ ...at, imported: local, local: exported, path: undefined }),
    )
    const typeOnly = node.exportKind === "type"
    return [{ kind: "import", ...span, specifier: node.source.value, bindings, typeOnly }]
  }
  return pairs
    .filter(({ local, exported }) => local !== exported)
    .map(({ at, local, exported }) => ({ kind: "export", ...at, name: exported, value: nameAt(at, local) }))
}

function lowerDefaultExport(
  node: Extract<Syntax, { type: "ExportDefaultDeclaration" }>,
  span: Span,
  source: Source,
): readonly Statement[] {
  const { declaration } = node
  if (declaration.type === "TSInterfaceDeclaration") return lowerStatement(declaration, source)
  const isDeclared = declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration"
  if (isDeclared && declaration.id) {
    const value = lowerEntity(declaration.id, source)
    return [...lowerStatement(declaration, source), { kind: "export", ...span, name: "default", value }]
  }
  if (declaration.type === "FunctionDeclaration") {
    const value = lowerLambda(declaration, source, { runs: "elsewhere", name: "" })
    return [{ kind: "export", ...span, name: "default", value }]
  }
  if (declaration.type === "ClassDeclaration") {
    const [statement] = lowerStatement(declaration, source)
    if (statement?.kind !== "class") return []
    const named = { ...statement, name: "default" }
    return [named, { kind: "export", ...span, name: "default", value: nameAt(span, "default") }]
  }
  return [{ kind: "export", ...span, name: "default", value: namedValue(declaration, "", source) }]
}
