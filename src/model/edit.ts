import type { Place } from "./place.ts"

/** Where a part of an answer is written, or would be. */
export type Slot = ArgumentSlot | ValueSlot | ItemSlot | ChainSlot | SetterSlot | PairsSlot | TupleSlot | NewSlot

/** `headers=…` of `HTTPException(401)`, whether it is there or not. */
export interface ArgumentSlot {
  readonly kind: "argument"
  readonly call: Place
  /** `headers`. */
  readonly name: string
  /**
   * Counted from 0; `undefined` for one that is given by name only or, where it is a record with a {@link property},
   * stands behind the others.
   */
  readonly position: number | undefined
  /** The argument is a record that holds it under this name: `headers` of `new Response(body, { headers })`. */
  readonly property?: string
  /** What it says for a status, where that is told by a word: `{ 403: "FORBIDDEN" }`. */
  readonly texts?: Readonly<Record<number, string>>
  /** What a challenge is wrapped in, where the argument is no map of headers: `WWWAuthenticate.from_header`. */
  readonly challenge?: Code
}

/** An expression that stands there already: the `401` of `response.status_code = 401`. */
export interface ValueSlot {
  readonly kind: "value"
  readonly at: Place
}

/** A map that is filled by statements: `response.headers["X"] = …`, written after a statement. */
export interface ItemSlot {
  readonly kind: "item"
  /** As written: `response.headers`. */
  readonly map: string
  /** It is a method that takes name and value: `resp.set_header`. */
  readonly isSetter?: boolean
  readonly after: Place
}

/** An object whose methods give it back, so that one more may be called: `res.set(name, value).status(401)`. */
export interface ChainSlot {
  readonly kind: "chain"
  /** The last call of the chain: it is put behind the object that the first one is on. */
  readonly call: Place
  /** `set`. */
  readonly method: string
}

/** A method that sets a header, called in a statement of its own in front of one. */
export interface SetterSlot {
  readonly kind: "setter"
  /** As written: `ctx.set`. */
  readonly setter: string
  readonly before: Place
}

/** A list of pairs of bytes in a message: `{"status": 401, "headers": […]}`. */
export interface PairsSlot {
  readonly kind: "pairs"
  readonly record: Place
  /** `headers`. */
  readonly name: string
}

/** `body, status` that may have its headers as a third part. */
export interface TupleSlot {
  readonly kind: "tuple"
  readonly at: Place
}

/** The answer that another edit of the same fix writes: its {@link HeadersPart} takes them. */
export interface NewSlot {
  readonly kind: "new"
}

/** Where an answer says what. `undefined` for a part that cannot be changed where the answer is made. */
export interface Slots {
  readonly status: Slot | undefined
  readonly headers: Slot | undefined
  /** Where the status is fixed in a shared class: what leaves with 403 instead of 401 here, or the other way. */
  readonly opposite: readonly Edit[] | undefined
}

/** A change in HTTP terms. A language's writer makes text of it; edits of one slot become one. */
export type Edit =
  | SetHeader
  | RemoveHeader
  | PassHeaders
  | SetStatus
  | SetText
  | LogCause
  | Leave
  | Replace
  | Insert
  | MoveAfter

export interface SetHeader {
  readonly kind: "set-header"
  readonly slot: Slot
  /** `WWW-Authenticate`. */
  readonly name: string
  readonly value: string
  /** Goes into the challenge that is there, where that is text with holes: `error="insufficient_scope"`. */
  readonly parameter?: string
}

export interface RemoveHeader {
  readonly kind: "remove-header"
  readonly slot: Slot
  readonly name: string
}

/** The answer gets all headers of something: of the error that a handler was given. */
export interface PassHeaders {
  readonly kind: "pass-headers"
  readonly slot: Slot
  readonly from: Code
}

export interface SetStatus {
  readonly kind: "set-status"
  readonly slot: Slot
  readonly status: number
}

/** An expression becomes a constant text. */
export interface SetText {
  readonly kind: "set-text"
  readonly at: Place
  readonly text: string
}

/** What went wrong is logged in front of a statement of an error's handler, unless it is already. */
export interface LogCause {
  readonly kind: "log-cause"
  readonly before: Place
  readonly text: string
}

/** A statement that leaves by a value leaves otherwise: `return HTTPException(401)` becomes `raise HTTPException(401)`. */
export interface Leave {
  readonly kind: "leave"
  readonly at: Place
  readonly how: "raise" | "return"
  /** What it leaves with; `undefined` keeps its value. */
  readonly code: Code | undefined
}

export interface Replace {
  readonly kind: "replace"
  readonly at: Place
  readonly code: Code
}

/** Whole statements, in front of or after one. */
export interface Insert {
  readonly kind: "insert"
  readonly at: Place
  /** `inside`: as the first statement of the function that stands there. */
  readonly where: "before" | "after" | "inside"
  /** Indented by four spaces per level from the margin; the writer fits it in. */
  readonly code: Code
}

export interface MoveAfter {
  readonly kind: "move-after"
  readonly statement: Place
  readonly after: Place
}

/** Text of the language at hand, with what is copied from the file, imported or quoted. */
export type Code = readonly CodePart[]

export type CodePart =
  | string
  /** As written there. */
  | { readonly kind: "source"; readonly at: Place }
  /** A name, imported where it is not yet. */
  | { readonly kind: "import"; readonly module: string; readonly name: string }
  /** A name from where the file has another one from. */
  | { readonly kind: "sibling"; readonly of: string; readonly name: string }
  /** A constant text, in the file's quotes. */
  | { readonly kind: "text"; readonly text: string }
  /** `, headers={…}`, or nothing where no edit sets one. */
  | HeadersPart
  /** A name that nothing at the top of the file has yet: `challenge_unauthorized`. */
  | { readonly kind: "fresh"; readonly name: string }

export interface HeadersPart {
  readonly kind: "headers"
  /** `headers`; empty where the map stands at its position. */
  readonly name: string
  /** It is one more entry of a map that stands open there: `{ status: 401, headers: {…} }`. */
  readonly isEntry?: boolean
}

/** A change of one file's text, in UTF-16 code units from its start. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly newText: string
}
