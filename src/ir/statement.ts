import type { Argument, Expression } from "./expression.ts"
import type { Node, Span } from "./node.ts"

/** Something that is done. Discriminated by `kind`. */
export type Statement =
  | Import
  | Export
  | Assign
  | ExpressionStatement
  | Return
  | Raise
  | If
  | Match
  | Try
  | Loop
  | With
  | FunctionDeclaration
  | ClassDeclaration
  | Delete
  | Assert
  | Jump
  | Scope
  | UnknownStatement

export type Block = readonly Statement[]

/**
 * `import a.b`, `from ..errors import Denied as D`, `from x import *`; also a re-export.
 * `import a.b` binds `a` (bindings: `{ imported: undefined, local: "a", path: "a" }`);
 * `import a.b as c` binds `c` to the whole (`path: "a.b"`).
 */
export interface Import extends Node {
  readonly kind: "import"
  /** As written, leading dots included: `"..errors"`, `"fastapi.security"`, `"./errors.js"`. */
  readonly specifier: string
  readonly bindings: readonly ImportBinding[]
  /** Only for type checkers: under `if TYPE_CHECKING:`, `import type`. */
  readonly typeOnly: boolean
}

export interface ImportBinding extends Node {
  /** The exported name, `*` for all of them, `undefined` for the module itself. */
  readonly imported: string | undefined
  /** The name here; empty for `*`. */
  readonly local: string
  /** For the module itself: which module the local name is bound to (`"a"` after `import a.b`). */
  readonly path: string | undefined
}

/**
 * What other modules get under a name that is not simply the one it has here: `export { a as b }`, `export default x`,
 * `exports.a = x`. Without a name the module itself is the value: `module.exports = x`.
 */
export interface Export extends Node {
  readonly kind: "export"
  readonly name: string | undefined
  readonly value: Expression
}

/** `a = b = value`, `x: T = value`, `x += 1`, `x: T` (no value), `type X = …`. */
export interface Assign extends Node {
  readonly kind: "assign"
  /** Names, members, subscripts, lists of them (destructuring) with {@link Spread}. */
  readonly targets: readonly Expression[]
  readonly value: Expression | undefined
  readonly annotation: Expression | undefined
  /** The binary operator of an augmented assignment: `+` for `+=`. */
  readonly operator: string | undefined
}

export interface ExpressionStatement extends Node {
  readonly kind: "expression"
  readonly value: Expression
}

export interface Return extends Node {
  readonly kind: "return"
  readonly value: Expression | undefined
}

/** `raise X from cause`, `throw x`; without a value the error being handled goes on. */
export interface Raise extends Node {
  readonly kind: "raise"
  readonly value: Expression | undefined
  readonly cause: Expression | undefined
}

/** `elif` is an `if` alone in `otherwise`. */
export interface If extends Node {
  readonly kind: "if"
  readonly test: Expression
  readonly then: Block
  readonly otherwise: Block
}

/** `match`/`switch`. */
export interface Match extends Node {
  readonly kind: "match"
  readonly subject: Expression
  readonly cases: readonly MatchCase[]
}

export interface MatchCase extends Node {
  /** The values that are compared with the subject; empty when the pattern takes anything or has no word here. */
  readonly values: readonly Expression[]
  /** `case _:`, `default:`. */
  readonly otherwise: boolean
  /** Names that the pattern binds. */
  readonly binds: readonly string[]
  readonly guard: Expression | undefined
  readonly body: Block
}

export interface Try extends Node {
  readonly kind: "try"
  readonly body: Block
  readonly handlers: readonly Handler[]
  readonly otherwise: Block
  readonly finally: Block
}

/** `except (A, B) as e:`, `catch (e)`. Without types it takes everything. */
export interface Handler extends Node {
  readonly types: readonly Expression[]
  readonly name: string | undefined
  readonly body: Block
}

/** `for x in xs`, `while test`. */
export interface Loop extends Node {
  readonly kind: "loop"
  readonly target: Expression | undefined
  readonly iterable: Expression | undefined
  readonly test: Expression | undefined
  readonly body: Block
  readonly otherwise: Block
}

export interface With extends Node {
  readonly kind: "with"
  readonly items: readonly WithItem[]
  readonly body: Block
}

export interface WithItem extends Node {
  readonly context: Expression
  readonly target: Expression | undefined
}

export interface FunctionDeclaration extends Node {
  readonly kind: "function"
  /** Empty for an anonymous one. */
  readonly name: string
  readonly nameSpan: Span
  readonly parameters: readonly Parameter[]
  readonly returns: Expression | undefined
  readonly body: Block
  /** Outermost first, as written. */
  readonly decorators: readonly Expression[]
  readonly async: boolean
  readonly generator: boolean
  /**
   * Of a class: `static`, `class` (classmethod), `getter` (property), `setter`; `method` otherwise.
   * Outside a class `function`.
   */
  readonly role: "function" | "method" | "static" | "class" | "getter" | "setter"
}

export interface Parameter extends Node {
  readonly name: string
  /** `keyword`: by name only; `rest`: `*args`, `...args`; `rest-keyword`: `**options`. */
  readonly kind: "any" | "positional" | "keyword" | "rest" | "rest-keyword"
  readonly default: Expression | undefined
  readonly annotation: Expression | undefined
  /** `@Body() input`. */
  readonly decorators: readonly Expression[]
  /**
   * Of a function that runs inside a call: `failure`, what made the call fail, or nothing (`.catch(e => …)`,
   * `verify(token, (error, claims) => …)`); `result`, what the call gives (`.then(user => …)`); `item`, one of the
   * object's items (`.forEach(x => …)`).
   */
  readonly holds: "failure" | "result" | "item" | undefined
}

export interface ClassDeclaration extends Node {
  readonly kind: "class"
  readonly name: string
  readonly nameSpan: Span
  /** Base classes and class keywords (`metaclass=…`). */
  readonly bases: readonly Argument[]
  /** What it says that it fulfils, without taking anything over: `implements CanActivate`. */
  readonly fulfils?: readonly Expression[]
  readonly decorators: readonly Expression[]
  /** Methods are function declarations, attributes are assignments. */
  readonly body: Block
}

export interface Delete extends Node {
  readonly kind: "delete"
  readonly targets: readonly Expression[]
}

export interface Assert extends Node {
  readonly kind: "assert"
  readonly test: Expression
  readonly message: Expression | undefined
}

export interface Jump extends Node {
  readonly kind: "break" | "continue"
}

/** `global x`, `nonlocal x`: the names belong to an outer scope. */
export interface Scope extends Node {
  readonly kind: "scope"
  readonly names: readonly string[]
}

/** A statement without a word in the IR, or one that did not parse. */
export interface UnknownStatement extends Node {
  readonly kind: "unknown"
  readonly children: readonly (Expression | Statement)[]
}
