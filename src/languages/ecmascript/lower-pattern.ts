import type { Expression } from "../../ir/expression.ts"
import type { Span } from "../../ir/node.ts"
import type { Statement } from "../../ir/statement.ts"
import { literal, lowerExpression, nameAt } from "./lower-expression.ts"
import { keyOf, type Source, type Syntax, spanOf } from "./source.ts"

/** `target = value` as a statement. */
export function assignTo(target: Expression, value: Expression, span: Span, annotation?: Expression): Statement {
  return { kind: "assign", ...span, targets: [target], value, annotation, operator: undefined }
}

/** The statements that take a value apart: `{ a, b: { c = 1 }, ...rest }`, `[x, , y]`, or one assignment. */
export function lowerPattern(target: Syntax, value: Expression, source: Source): readonly Statement[] {
  const span = spanOf(target, source)
  switch (target.type) {
    case "AssignmentPattern": {
      const right = lowerExpression(target.right, source)
      const either: Expression = { kind: "boolean", ...span, operator: "??", left: value, right }
      return lowerPattern(target.left, either, source)
    }
    case "ArrayPattern": {
      const [first, held] = onceNamed(value, span)
      const parts = target.elements.flatMap((item, index): readonly Statement[] => {
        if (item === null) return []
        const at = spanOf(item, source)
        if (item.type === "RestElement") return lowerPattern(item.argument, held, source)
        return lowerPattern(
          item,
          { kind: "subscript", ...at, object: held, index: literal(at, index), optional: false },
          source,
        )
      })
      return [...first, ...parts]
    }
    case "ObjectPattern": {
      const [first, held] = onceNamed(value, span)
      const parts = target.properties.flatMap((property): readonly Statement[] => {
        // What is left of an object is taken for the whole: it has the same origin.
        if (property.type === "RestElement") return lowerPattern(property.argument, held, source)
        const at = spanOf(property.key, source)
        const name = keyOf(property.key, property.computed)
        const part: Expression =
          name === undefined
            ? { kind: "subscript", ...at, object: held, index: lowerExpression(property.key, source), optional: false }
            : { kind: "member", ...at, object: held, name, optional: false }
        return lowerPattern(property.value, part, source)
      })
      return [...first, ...parts]
    }
    default:
      return [assignTo(lowerExpression(target, source), value, span)]
  }
}

/** A value that is used several times is worked out once, under a name no program has. */
function onceNamed(value: Expression, span: Span): readonly [readonly Statement[], Expression] {
  if (isPlain(value)) return [[], value]
  const name = nameAt(span, `{}${span.start}`)
  return [[assignTo(name, value, span)], name]
}

function isPlain(value: Expression): boolean {
  return value.kind === "name" || (value.kind === "member" && isPlain(value.object))
}
