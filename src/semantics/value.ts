import type { ClassDeclaration, FunctionDeclaration, Parameter } from "../ir/statement.ts"
import type { Place } from "../model/place.ts"
import type { Environment } from "./environment.ts"

/**
 * What an expression is known to be. Symbolic where it depends on a parameter or on code outside the project;
 * {@link Unknown} says why nothing is known. Every value keeps the place it was written at.
 */
export type Value =
  | Constant
  | Text
  | ListValue
  | RecordValue
  | FunctionValue
  | ClassValue
  | ModuleValue
  | External
  | ParameterValue
  | CallValue
  | MemberValue
  | ElementValue
  | Caught
  | Operation
  | Choice
  | Unknown

interface Valued {
  readonly at: Place
}

/** `401`, `"Bearer"`, `True`, `None` (null). */
export interface Constant extends Valued {
  readonly kind: "constant"
  readonly value: string | number | boolean | null
}

/** Text with holes: `f"Bearer {scope}"`. */
export interface Text extends Valued {
  readonly kind: "text"
  readonly parts: readonly Value[]
}

export interface ListValue extends Valued {
  readonly kind: "list"
  readonly items: readonly Value[]
  /** More items may be there: `[*rest]`. */
  readonly open: boolean
  /** Calls through which it was reached, as {@link CallValue.via}. */
  readonly via?: readonly Place[]
}

export interface RecordValue extends Valued {
  readonly kind: "record"
  readonly entries: readonly Entry[]
  /** More entries may be there: `{**extra}`, a key that is not known. */
  readonly open: boolean
  /** What was spread into it without being readable: followed by taint, not by look-ups. */
  readonly spread: readonly Value[]
}

/** A later entry of the same key wins; `sometimes` is one that only some paths set. */
export interface Entry {
  readonly key: string
  readonly value: Value
  readonly sometimes: boolean
}

export interface FunctionValue extends Valued {
  readonly kind: "function"
  readonly declaration: FunctionDeclaration
  /** Where the function was defined: its names beyond its own. */
  readonly closure: Environment
  /** The object of a bound method. */
  readonly receiver: Value | undefined
  /** The class that defines it. */
  readonly owner: ClassValue | undefined
  /** Parameters of enclosing functions that are known by now. */
  readonly bindings: Bindings
}

/** What parameters stand for. Keys are the declarations themselves. */
export type Bindings = ReadonlyMap<Parameter, Value>

export interface ClassValue extends Valued {
  readonly kind: "class"
  readonly declaration: ClassDeclaration
  readonly closure: Environment
  readonly bindings: Bindings
}

/** A module or package of the project. */
export interface ModuleValue extends Valued {
  readonly kind: "module"
  /** Its file, or its folder when it has no file of its own. */
  readonly path: string
  readonly isFolder: boolean
}

/** Something outside the project, by the path it was imported under: `fastapi.HTTPException`, `Exception`. */
export interface External extends Valued {
  readonly kind: "external"
  readonly path: string
}

export interface ParameterValue extends Valued {
  readonly kind: "parameter"
  readonly parameter: Parameter
  readonly of: FunctionValue
  /** What was done to the object since the function began, in order. */
  readonly effects: readonly Effect[]
}

/**
 * What a call gives: of a class of the project an instance, of anything external an opaque object,
 * of a function of the project its result, looked through when asked for.
 */
export interface CallValue extends Valued {
  readonly kind: "call"
  readonly callee: Value
  readonly arguments: readonly ArgumentValue[]
  /** What was done to the object after it was made, in order. */
  readonly effects: readonly Effect[]
  /** Calls through which this one was reached, innermost first: where its arguments may have been written. */
  readonly via: readonly Place[]
}

export interface ArgumentValue {
  readonly kind: "positional" | "keyword" | "spread" | "spread-keyword"
  readonly name: string | undefined
  readonly value: Value
}

/** `response.headers["X"] = v` is `{ path: ["headers"], set: "X", value: v }`. */
export interface Effect extends Valued {
  /** Members from the object down to what changes: `[]` is the object, `["headers"]`. */
  readonly path: readonly string[]
  /** `member`: `x.name = value`; `item`: `x[name] = value`; `call`: `x.name(arguments)`. */
  readonly kind: "member" | "item" | "call"
  /** Its name; `undefined` for an item whose key is not known. */
  readonly name: string | undefined
  readonly value: Value | undefined
  readonly arguments: readonly ArgumentValue[]
  readonly sometimes: boolean
}

/** A member of something opaque: `user.role`. */
export interface MemberValue extends Valued {
  readonly kind: "member"
  readonly object: Value
  readonly name: string
}

/** An item of something opaque: `payload["sub"]`, or any of its items (`for s in scopes`). */
export interface ElementValue extends Valued {
  readonly kind: "element"
  readonly object: Value
  readonly index: Value | undefined
}

/** The error in a handler: `e` of `except JWTError as e`. */
export interface Caught extends Valued {
  readonly kind: "caught"
  readonly failure: Failure
}

/** What a handler stands behind: the types it takes and the calls that were tried. */
export interface Failure extends Valued {
  /** Empty: it takes everything. */
  readonly types: readonly Value[]
  readonly tried: readonly CallValue[]
  /** It takes every ordinary error, by having no types or a broad one. */
  readonly broad: boolean
}

/** `not`, comparisons, `and`/`or`, arithmetic, `comprehension` (element, iterable, tests). */
export interface Operation extends Valued {
  readonly kind: "operation"
  readonly operator: string
  readonly operands: readonly Value[]
}

/** One of several, each under its conditions. At most four. */
export interface Choice extends Valued {
  readonly kind: "choice"
  readonly options: readonly Option[]
}

export interface Option {
  readonly value: Value
  readonly when: readonly Condition[]
}

/** A test that was passed or failed on the way to a place. */
export type Condition = Test | FailureCondition

export interface Test extends Valued {
  readonly kind: "test"
  readonly value: Value
  readonly holds: boolean
  readonly role: ConditionRole
}

export interface FailureCondition extends Valued {
  readonly kind: "failure"
  readonly failure: Failure
  readonly role: ConditionRole
}

/**
 * `branch`: the place lies inside the tested branch; `after-return`: the other branch left with a result;
 * `after-refusal`: the other branch left with an error, so this is settled and asks nothing.
 */
export type ConditionRole = "branch" | "after-return" | "after-refusal"

export interface Unknown extends Valued {
  readonly kind: "unknown"
  /** `"pending"`, `"budget"`, `"cycle"`, `"no word for it"`. */
  readonly why: string
}

/** A literal as a value. */
export function constant(value: Constant["value"], at: Place): Constant {
  return { kind: "constant", value, at }
}

/** The value of which nothing is known, with the reason as in {@link Unknown.why}. */
export function unknown(why: string, at: Place): Unknown {
  return { kind: "unknown", why, at }
}
