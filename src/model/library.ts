/**
 * What one library does that matters to a refusal: data, never code.
 * The user's config key `models` has the same shape.
 */
export interface Library {
  /** `"PyJWT"`. */
  readonly name: string
  /** Names in manifests and lock files, lower case: `["pyjwt"]`. */
  readonly packages: readonly string[]
  /** Import roots: `["jwt"]`. */
  readonly modules: readonly string[]
  /** By trailing path below an import root, however it was imported: `"decode"`, `"CryptContext.verify"`; `"default"` is the root itself. */
  readonly members: Readonly<Record<string, LibraryMember>>
}

export type LibraryMember =
  | Verification
  | Signing
  | Keyed
  | Comparison
  | Lookup
  | Upstream
  | Store
  | Reading
  | Container
  | Failure
  | RefusingError
  | RefusingGate
  | AnswerMaker
  | Callback
  | Transparent
  | Partial
  | RecordMaker
  | Conversion
  | StackText
  | TypeTest
  | MemberAccess
  | Enumeration
  | Marker
  | WholeCheck

/** Called with a credential, it returns what the credential says, or throws: `jwt.decode(token, key)`. */
export interface Verification {
  readonly kind: "verification"
  /** The error that all its failures are, by module and name: `["jwt", "PyJWTError"]`. */
  readonly raises?: readonly [module: string, name: string] | undefined
  /** The library signs whatever it is given: the links of mails and forms as well as credentials. */
  readonly ofAnything?: boolean | undefined
  /** It asks another server for the key, and fails when that is down. */
  readonly remote?: boolean | undefined
  /** Which positional argument is the key that {@link Signing} must have used, from 0; others follow it. */
  readonly key?: number | undefined
  /** As {@link Signing.takesEmpty}. */
  readonly takesEmpty?: boolean | undefined
}

/** Makes a token that a {@link Verification} of the same package accepts: `jwt.encode(claims, key)`. */
export interface Signing {
  readonly kind: "signing"
  /** Which positional argument is the key, from 0; the claims stand in front of it. */
  readonly key: number
  /** `"HS256"`, where none is named. */
  readonly algorithm: string
  /** An empty key signs as any other, where other libraries fail. */
  readonly takesEmpty?: boolean | undefined
}

/** Set up with the key that it signs or verifies credentials with: `expressjwt({ secret })`. */
export interface Keyed {
  readonly kind: "keyed"
  readonly key: Part
  /** Tokens, unless it says otherwise: `session IDs` of sessions that are kept on the server. */
  readonly signs?: "sessions" | "session IDs" | "cookies" | undefined
  /** As {@link Signing.takesEmpty}. */
  readonly takesEmpty?: boolean | undefined
}

/** True where a credential matches: `pwd_context.verify(plain, hashed)`. */
export interface Comparison {
  readonly kind: "comparison"
}

/** A record, or nothing: `session.get(User, id)`, `.scalar_one_or_none()`. */
export interface Lookup {
  readonly kind: "lookup"
}

/** Talks to another server; what it returns and throws is that server's: `httpx.get(url)`. */
export interface Upstream {
  readonly kind: "upstream"
}

/** As `default` of a module: its objects keep records elsewhere, so that their methods fail when that is down. */
export interface Store {
  readonly kind: "store"
}

/** A member whose value has an origin of its own: `fastapi.Request.headers` holds credentials. */
export interface Reading {
  readonly kind: "reading"
  readonly origin: "credential" | "identity" | "claim" | "right" | "config"
  /** A browser brings it along by itself, so that no registered scheme fits: `request.cookies`. */
  readonly carrier?: "cookie" | undefined
  /** Its parts are what was noted of the caller when they logged in: `session["user_id"]`. */
  readonly isSession?: boolean | undefined
  /** Its parts, or what it gives for their names, are variables of the environment: `os.environ`, `os.getenv`. */
  readonly isEnvironment?: boolean | undefined
  /** It is true of nobody: `request.user.is_anonymous`. Elsewhere such a name may say what kind of account somebody has. */
  readonly isOfNobody?: boolean | undefined
}

/** A member whose parts are told by their names: `headers["Authorization"]` is a credential, `headers["Host"]` is not. */
export interface Container {
  readonly kind: "container"
  /** `context`: whatever the project keeps for one request, told by its name alone. */
  readonly of: "headers" | "input" | "context"
}

/** An error class, by what failed when it is caught. */
export interface Failure {
  readonly kind: "failure"
  /**
   * `validation`: the caller's own input is wrong; `authored`: a framework's error whose words the project chose;
   * `upstream`: another server failed; `provider`: a service refused the key that this server uses it under.
   */
  readonly of: "verification" | "lookup" | "upstream" | "provider" | "validation" | "authored"
  /** The class of another package that it extends: `"starlette.exceptions.HTTPException"`. */
  readonly extends?: string | undefined
  /** The library signs whatever it is given: the links of mails and forms as well as credentials. */
  readonly ofAnything?: boolean | undefined
}

/** An error class that a framework answers with a fixed status. */
export interface RefusingError {
  readonly kind: "refusing-error"
  /** The framework's class that it extends: `"fastapi.HTTPException"`. */
  readonly extends: string
  readonly status: number
  /** It sends `WWW-Authenticate` by itself. */
  readonly challenge: boolean
  /** Positional parameters that it passes to the body. */
  readonly detail: number | undefined
}

/** A call that makes an answer: an error that is thrown, or what a handler returns. */
export interface AnswerMaker {
  readonly kind: "answer"
  /** `by-itself`: the call throws what it makes: `error(401)`. */
  readonly leaves: readonly ("thrown" | "returned" | "by-itself")[]
  /** Where none is given. */
  readonly status: number
  readonly given?: Part | undefined
  /** Where the status may stand instead, as a number and no record: `data(body, 401)`. */
  readonly givenAsIs?: Part | undefined
  /** Names that it takes for statuses: `{ UNAUTHORIZED: 401 }`. */
  readonly codes?: Readonly<Record<string, number>> | undefined
  /** `unknown`: something else adds them. */
  readonly headers: Part | "none" | "unknown"
  /** Being given, it makes a challenge: the scheme of `unauthorized(message, scheme)`. */
  readonly challengeBy?: Part | undefined
  readonly body?: Part | undefined
}

/** An argument, or what it holds under a path of names: `extensions.http.status`. */
export interface Part {
  /** Counted from 0. */
  readonly position: number
  readonly property?: string | undefined
}

/** A factory or class whose instance, used as a gate, refuses by itself and yields an identity. */
export interface RefusingGate {
  readonly kind: "refusing-gate"
  /** An argument that, being true, lets everybody pass: `jwt_required(optional=True)`. */
  readonly optional?: string | undefined
  readonly status: number
  readonly challenge: boolean
  readonly yields: "identity" | "credential" | "claim"
}

/** Has a method look at each object when it is made, by decorating it or by its name: `@model_validator`. */
export interface WholeCheck {
  readonly kind: "whole-check"
}

/** Keeps a function that it calls before an answer goes out: `@auth.error_handler`, `onHeaders(res, add)`. */
export interface Callback {
  readonly kind: "callback"
  /** The library adds `WWW-Authenticate` to whatever the function gives. */
  readonly challenge: boolean
  /** It is called where nobody was identified: `@jwt.expired_token_loader`. */
  readonly asks?: "authentication" | undefined
}

/** Gives back one of its arguments: `cast(User, x)` gives the second. */
export interface Transparent {
  readonly kind: "transparent"
  readonly argument: number
}

/** Called with a function and some of its arguments, it gives a function of the rest: `functools.partial`. */
export interface Partial {
  readonly kind: "partial"
}

/** Makes a record of its keyword arguments and of the record it is given: `dict(base, **more)`. */
export interface RecordMaker {
  readonly kind: "record"
  /** They are put on its first argument, which it gives back: `Object.assign(new Error("no"), { status: 401 })`. */
  readonly onto?: boolean | undefined
}

/** Makes one thing of another and asks nobody: `UUID(subject)`, `set(scopes)`, `str(error)`. */
export interface Conversion {
  readonly kind: "conversion"
  /** It takes whatever it is given: `String(error)` fails of nothing. */
  readonly total?: boolean | undefined
  /** What it gives still holds its argument's words: `str` does, `len` does not. */
  readonly text: boolean
}

/** Gives a stack trace as text: `traceback.format_exc()`. */
export interface StackText {
  readonly kind: "stack-text"
}

/** Called with a value and a type, it says whether the one is of the other: `isinstance`. */
export interface TypeTest {
  readonly kind: "type-test"
  /** The type that it tests for where it is called with a value alone: `"http-errors.HttpError"` of `isHttpError`. */
  readonly of?: string | undefined
}

/** A base class whose subclasses' attributes are their instances: `Enum`. */
export interface Enumeration {
  readonly kind: "enumeration"
}

/** Gives a member of an object by its name, or something else where it has none: `getattr(error, "headers", None)`. */
export interface MemberAccess {
  readonly kind: "member-access"
}

/** A base class that says something about a class and constructs nothing: `ABC`, `Generic`. */
export interface Marker {
  readonly kind: "marker"
}
