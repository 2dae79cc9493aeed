import type { Argument, Expression, RecordEntry } from "../../src/ir/expression.ts"
import type { Module } from "../../src/ir/module.ts"
import type {
  Block,
  FunctionDeclaration,
  ImportBinding,
  MatchCase,
  Parameter,
  Statement,
} from "../../src/ir/statement.ts"

/**
 * The tree in one line, as S-expressions, for golden tests: names bare, literals as JSON, everything else `(kind …)`.
 * Spans are left out; chunks are separated by line breaks, a broken one starts with `!`.
 */
export function printModule(module: Module): string {
  return module.chunks.map((chunk) => (chunk.broken ? "! " : "") + printBlock(chunk.body)).join("\n")
}

/** Statements in one line, as {@link printModule} writes them. */
function printBlock(block: Block): string {
  return block.map(printStatement).join(" ")
}

/** One statement: `(raise (call Denied))`. */
function printStatement(statement: Statement): string {
  switch (statement.kind) {
    case "import": {
      const bindings = statement.bindings.map(printBinding).join(" ")
      return group(statement.typeOnly ? "import-type" : "import", statement.specifier, bindings)
    }
    case "export":
      return group("export", statement.name ?? "*", printExpression(statement.value))
    case "assign": {
      const { targets, value, annotation, operator } = statement
      const type = annotation && `:${printExpression(annotation)}`
      return group(`${operator ?? ""}=`, ...targets.map(printExpression), type, value && printExpression(value))
    }
    case "expression":
      return printExpression(statement.value)
    case "return":
      return group("return", statement.value && printExpression(statement.value))
    case "raise": {
      const { value, cause } = statement
      return group("raise", value && printExpression(value), cause && `from ${printExpression(cause)}`)
    }
    case "if":
      return group("if", printExpression(statement.test), braces(statement.then), optional("else", statement.otherwise))
    case "match":
      return group("match", printExpression(statement.subject), ...statement.cases.map(printCase))
    case "try": {
      const handlers = statement.handlers.map(({ types, name, body }) =>
        group("except", ...types.map(printExpression), name && `as ${name}`, braces(body)),
      )
      const last = optional("finally", statement.finally)
      return group("try", braces(statement.body), ...handlers, optional("else", statement.otherwise), last)
    }
    case "loop": {
      const { target, iterable, test, body, otherwise } = statement
      const head = [target, iterable, test].map((part) => part && printExpression(part))
      return group("loop", ...head, braces(body), optional("else", otherwise))
    }
    case "with": {
      const items = statement.items.map(({ context, target }) =>
        target === undefined
          ? printExpression(context)
          : group("as", printExpression(context), printExpression(target)),
      )
      return group("with", ...items, braces(statement.body))
    }
    case "function":
      return printFunction(statement)
    case "class": {
      const { name, bases, decorators, body } = statement
      return group("class", name, ...decorators.map(printDecorator), ...bases.map(printArgument), braces(body))
    }
    case "delete":
      return group("delete", ...statement.targets.map(printExpression))
    case "assert":
      return group("assert", printExpression(statement.test), statement.message && printExpression(statement.message))
    case "scope":
      return group("scope", ...statement.names)
    case "break":
    case "continue":
      return group(statement.kind)
    case "unknown":
      return group("unknown!", ...statement.children.map(printAny))
  }
}

/** One expression: `(call Denied 401)`. */
function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "literal":
      return JSON.stringify(expression.value)
    case "name":
      return expression.name
    case "template":
      return group(
        "template",
        ...expression.parts.map((part) => (typeof part === "string" ? JSON.stringify(part) : printExpression(part))),
      )
    case "member":
      return group(expression.optional ? "?." : ".", printExpression(expression.object), expression.name)
    case "subscript":
      return group(
        expression.optional ? "?[]" : "[]",
        printExpression(expression.object),
        printExpression(expression.index),
      )
    case "slice":
      return group("slice", printMaybe(expression.from), printMaybe(expression.to))
    case "call": {
      const head = `${expression.construct ? "new" : "call"}${expression.optional ? "?" : ""}`
      return group(head, printExpression(expression.callee), ...expression.arguments.map(printArgument))
    }
    case "list":
      return group(expression.flavour, ...expression.items.map(printExpression))
    case "record":
      return group("record", ...expression.entries.map(printEntry))
    case "lambda":
      return (expression.runs === "inside" ? "inside " : "") + printFunction(expression.function)
    case "unary":
      return group(expression.operator, printExpression(expression.operand))
    case "binary":
    case "compare":
    case "boolean":
      return group(expression.operator, printExpression(expression.left), printExpression(expression.right))
    case "conditional": {
      const { test, then, otherwise } = expression
      return group("?", printExpression(test), printExpression(then), printExpression(otherwise))
    }
    case "await":
      return group("await", printExpression(expression.value))
    case "yield":
      return group("yield", expression.value && printExpression(expression.value))
    case "assignment":
      return group(":=", printExpression(expression.target), printExpression(expression.value))
    case "comprehension": {
      const clauses = expression.clauses.map(({ target, iterable, tests }) =>
        group(
          "for",
          printExpression(target),
          printExpression(iterable),
          ...tests.map((test) => `if ${printExpression(test)}`),
        ),
      )
      const key = expression.key && printExpression(expression.key)
      return group(`${expression.flavour}-of`, key, printExpression(expression.element), ...clauses)
    }
    case "spread":
      return group("...", printExpression(expression.value))
    case "regex":
      return group("regex", JSON.stringify(expression.pattern))
    case "sequence":
      return group("sequence", ...expression.items.map(printExpression))
    case "unknown":
      return group("unknown", ...expression.children.map(printAny))
  }
}

function printFunction(declaration: FunctionDeclaration): string {
  const { name, parameters, returns, body, decorators, role } = declaration
  const flags = [declaration.async && "async", declaration.generator && "generator", role !== "function" && role]
  const head = [...flags.filter(Boolean), "def"].join("-")
  const type = returns && `->${printExpression(returns)}`
  const list = `[${parameters.map(printParameter).join(" ")}]`
  return group(head, name, ...decorators.map(printDecorator), list, type, braces(body))
}

function printParameter({ kind, name, annotation, default: preset, decorators, holds }: Parameter): string {
  const sign = { any: "", positional: "/", keyword: "!", rest: "*", "rest-keyword": "**" }[kind]
  const type = annotation === undefined ? "" : `:${printExpression(annotation)}`
  const before = decorators.map((decorator) => `${printDecorator(decorator)} `).join("")
  const value = preset === undefined ? "" : `=${printExpression(preset)}`
  return before + sign + name + (holds === undefined ? "" : `<${holds}>`) + type + value
}

function printArgument({ kind, name, value }: Argument): string {
  const sign = { positional: "", keyword: `${name}=`, spread: "*", "spread-keyword": "**" }[kind]
  return sign + printExpression(value)
}

function printEntry({ key, value }: RecordEntry): string {
  return key === undefined ? group("...", printExpression(value)) : `${printExpression(key)}:${printExpression(value)}`
}

function printBinding({ imported, local, path }: ImportBinding): string {
  if (imported === "*") return "*"
  if (imported === undefined) return `${local}=<${path}>`
  return imported === local ? local : `${imported}>${local}`
}

function printCase({ values, otherwise, binds, guard, body }: MatchCase): string {
  const names = binds.length === 0 ? undefined : `binds ${binds.join(",")}`
  const condition = guard && `if ${printExpression(guard)}`
  return group("case", ...values.map(printExpression), otherwise ? "_" : undefined, names, condition, braces(body))
}

function printDecorator(decorator: Expression): string {
  return `@${printExpression(decorator)}`
}

function printAny(node: Expression | Statement): string {
  switch (node.kind) {
    case "import":
    case "export":
    case "assign":
    case "expression":
    case "return":
    case "raise":
    case "if":
    case "match":
    case "try":
    case "loop":
    case "with":
    case "function":
    case "class":
    case "delete":
    case "assert":
    case "scope":
    case "break":
    case "continue":
      return printStatement(node)
    case "unknown":
      return group("unknown", ...node.children.map(printAny))
    default:
      return printExpression(node)
  }
}

function printMaybe(expression: Expression | undefined): string {
  return expression === undefined ? "_" : printExpression(expression)
}

function braces(block: Block): string {
  return `{${printBlock(block)}}`
}

function optional(word: string, block: Block): string | undefined {
  return block.length === 0 ? undefined : `${word} ${braces(block)}`
}

function group(...parts: readonly (string | undefined)[]): string {
  return `(${parts.filter((part) => part !== undefined && part !== "").join(" ")})`
}
