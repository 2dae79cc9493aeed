import type { Node } from "./node.ts"
import type { FunctionDeclaration, Statement } from "./statement.ts"

/** Something that has a value. Discriminated by `kind`. */
export type Expression =
  | Literal
  | Template
  | Name
  | Member
  | Subscript
  | Slice
  | Call
  | List
  | Record
  | Lambda
  | Unary
  | Binary
  | Compare
  | Boolean
  | Conditional
  | Await
  | Yield
  | Assignment
  | Comprehension
  | Spread
  | Regex
  | Sequence
  | UnknownExpression

/** `401`, `"Bearer"`, `b"x"` (as text), `True`, `None`/`null` (null). */
export interface Literal extends Node {
  readonly kind: "literal"
  readonly value: string | number | boolean | null
}

/** `f"Bearer {scope}"`, `` `Bearer ${scope}` ``: text parts and the expressions between them, in order. */
export interface Template extends Node {
  readonly kind: "template"
  readonly parts: readonly (string | Expression)[]
}

/** `user`; the receiver (`self`, `this`) is the ordinary name of the parameter or `this`. */
export interface Name extends Node {
  readonly kind: "name"
  readonly name: string
}

/** `status.HTTP_401_UNAUTHORIZED`. */
export interface Member extends Node {
  readonly kind: "member"
  readonly object: Expression
  readonly name: string
  /** `user?.role`: absent object gives an absent value. */
  readonly optional: boolean
}

/** `headers["www-authenticate"]`. */
export interface Subscript extends Node {
  readonly kind: "subscript"
  readonly object: Expression
  readonly index: Expression
  readonly optional: boolean
}

/** `1:` in `parts[1:]`. */
export interface Slice extends Node {
  readonly kind: "slice"
  readonly from: Expression | undefined
  readonly to: Expression | undefined
}

/** `HTTPException(401)`, `new Response(body)`. Decorators and higher-order wrappers are calls too. */
export interface Call extends Node {
  readonly kind: "call"
  readonly callee: Expression
  readonly arguments: readonly Argument[]
  /** `new X()`: always a construction. Without it the callee's value decides. */
  readonly construct: boolean
  readonly optional: boolean
}

/** One argument as written. */
export interface Argument extends Node {
  /** `positional`: `401`; `keyword`: `detail="no"`; `spread`: `*rest`, `...rest`; `spread-keyword`: `**options`. */
  readonly kind: "positional" | "keyword" | "spread" | "spread-keyword"
  /** The name of a keyword argument. */
  readonly name: string | undefined
  readonly value: Expression
}

/** `[a, b]`, `(a, b)`, `{a, b}`; a {@link Spread} may stand among the items. */
export interface List extends Node {
  readonly kind: "list"
  readonly flavour: "list" | "tuple" | "set"
  readonly items: readonly Expression[]
}

/** `{"a": 1, **rest}`, `{ a: 1, ...rest }`. */
export interface Record extends Node {
  readonly kind: "record"
  readonly entries: readonly RecordEntry[]
}

/** One entry; a spread has no key. */
export interface RecordEntry extends Node {
  readonly key: Expression | undefined
  readonly value: Expression
}

/** `lambda x: …`, `(x) => …`: the body of a short one is a single return. */
export interface Lambda extends Node {
  readonly kind: "lambda"
  readonly function: FunctionDeclaration
  /** `inside`: as a part of the call that it is given to: `promise.then(f)`, `items.forEach(f)`, a node-style callback. */
  readonly runs: "inside" | "elsewhere"
}

export interface Unary extends Node {
  readonly kind: "unary"
  readonly operator: "not" | "-" | "+" | "~" | "typeof" | "void"
  readonly operand: Expression
}

/** Arithmetic and set operations: `set(required) - set(held)`, `base | CHALLENGE`. */
export interface Binary extends Node {
  readonly kind: "binary"
  readonly operator: "+" | "-" | "*" | "/" | "//" | "%" | "**" | "@" | "|" | "&" | "^" | "<<" | ">>" | ">>>"
  readonly left: Expression
  readonly right: Expression
}

/** One comparison; `a < b < c` is lowered to `a < b and b < c`. What `==` means is the module's table. */
export interface Compare extends Node {
  readonly kind: "compare"
  readonly operator: CompareOperator
  readonly left: Expression
  readonly right: Expression
}

/** `same`/`not-same` are identity: `is`, `===`. */
export type CompareOperator =
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "in"
  | "not-in"
  | "same"
  | "not-same"
  | "instance-of"

/** Short circuits. `??` takes the right side only for an absent left one. */
export interface Boolean extends Node {
  readonly kind: "boolean"
  readonly operator: "and" | "or" | "??"
  readonly left: Expression
  readonly right: Expression
}

/** `a if test else b`, `test ? a : b`. */
export interface Conditional extends Node {
  readonly kind: "conditional"
  readonly test: Expression
  readonly then: Expression
  readonly otherwise: Expression
}

export interface Await extends Node {
  readonly kind: "await"
  readonly value: Expression
}

export interface Yield extends Node {
  readonly kind: "yield"
  readonly value: Expression | undefined
}

/** An assignment used as a value: `(user := load())`. */
export interface Assignment extends Node {
  readonly kind: "assignment"
  readonly target: Expression
  readonly value: Expression
}

/** `[x for x in xs if test]`, `all(s in held for s in required)`. */
export interface Comprehension extends Node {
  readonly kind: "comprehension"
  readonly flavour: "list" | "set" | "record" | "generator"
  /** The key of a record comprehension. */
  readonly key: Expression | undefined
  readonly element: Expression
  readonly clauses: readonly ComprehensionClause[]
}

export interface ComprehensionClause extends Node {
  readonly target: Expression
  readonly iterable: Expression
  readonly tests: readonly Expression[]
}

/** `*rest` or `...rest` inside a list or a target. */
export interface Spread extends Node {
  readonly kind: "spread"
  readonly value: Expression
}

export interface Regex extends Node {
  readonly kind: "regex"
  readonly pattern: string
}

/** `a, b` as the comma operator: the value is the last one's. */
export interface Sequence extends Node {
  readonly kind: "sequence"
  readonly items: readonly Expression[]
}

/** A construct without a word in the IR, or one too deep: its parts are kept, its value is not known. */
export interface UnknownExpression extends Node {
  readonly kind: "unknown"
  readonly children: readonly (Expression | Statement)[]
}
