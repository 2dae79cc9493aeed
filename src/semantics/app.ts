import type { Place } from "../model/place.ts"
import type { Implicit } from "./framework.ts"
import type { ArgumentValue, CallValue, Condition, FunctionValue, Value } from "./value.ts"

/** One call on a builder object, in the order of execution. */
export interface Operation {
  /** The app or router, by the call that made it. */
  readonly object: CallValue
  readonly kind: "app" | "router"
  /** `add_middleware`; empty for the construction itself. */
  readonly name: string
  readonly arguments: readonly ArgumentValue[]
  /** The function that a decorator form was applied to. */
  readonly applied: Value | undefined
  /** The call that it is chained on: `app.route("/x")`. */
  readonly within?: CallValue | undefined
  readonly at: Place
  readonly when: readonly Condition[]
}

/** One application as it runs. */
export interface App {
  /** The name it is bound to, or its constructor's: `app`. */
  readonly name: string
  readonly object: CallValue
  readonly at: Place
  /** Outermost first, as executed. */
  readonly layers: readonly Layer[]
  readonly handlers: readonly ErrorHandler[]
  readonly routes: readonly Route[]
  /** What it runs apart from requests: at its start and its end. */
  readonly outside?: readonly FunctionValue[]
  /** Clients of this protocol call it, and need more than a bare challenge. */
  readonly serves?: "mcp"
  /** The framework itself adds a challenge to the 401s that are raised in this app. */
  readonly challenges?: boolean
  /** Whatever is raised goes through a handler that cannot be read, and may leave as anything. */
  readonly rewrites?: boolean
  /** What was set on an answer goes when an error is thrown afterwards. */
  readonly wipes?: boolean
  /** What the framework answers by itself because of how the app is set up. */
  readonly refusals?: readonly Implicit[]
  /** False when the app went to code that could not be read. */
  readonly complete: boolean
}

/** A middleware. */
export interface Layer {
  /** Its class or function: `GZipMiddleware`; empty where that is not known. */
  readonly name: string
  /** `cors` answers preflights itself; `cors-headers` only adds headers to what answers them inside. */
  readonly kind: "cors" | "cors-headers" | "own" | "foreign"
  /** What runs for each request, where that is the project's own. */
  readonly runs: FunctionValue | undefined
  /** What runs says who is there, and no answer is taken from it; left out for any other layer. */
  readonly identifies?: boolean
  /** A package's gate, known to refuse whoever brings no credential, whatever the method. */
  readonly refuses?: boolean
  readonly at: Place
  /** Only some paths or settings add it. */
  readonly when: readonly Condition[]
  /** It runs for this path and those below it; for all where it is left out. */
  readonly path?: string
  /** It runs for these methods only: `["GET"]`; for all where they are left out. */
  readonly methods?: readonly string[]
}

/** What turns an error, or every error of a class or status, into an answer. */
export interface ErrorHandler {
  /** An error class or a status. */
  readonly takes: Value
  readonly handler: FunctionValue
  /** Which of its parameters holds the error, the receiver not counted: 1 in `handler(request, error)`. */
  readonly position: number
  /** It takes whatever is raised. */
  readonly broad?: boolean
  /** An error that it throws goes on to the next handler, or to the framework's own. */
  readonly handsOn?: boolean
  readonly at: Place
}

export interface Route {
  readonly methods: readonly string[] | undefined
  /** As its own registration says it: `/{id}`. */
  readonly path: string | undefined
  /** With the prefixes of routers and mounts: `/api/orders/{id}`; a part that is not known is `…`. */
  readonly fullPath: string
  readonly handler: FunctionValue
  /** What its decorators and routers demand first, outermost first. */
  readonly dependencies: readonly Dependency[]
  /** Error handlers that only this route has; they are asked before the app's. */
  readonly handlers?: readonly ErrorHandler[]
  /** What is around it keeps it out of the API's description. */
  readonly hidden?: boolean
  readonly at: Place
}

/** What runs before a handler because a route or a router says so. */
export interface Dependency {
  /** What is called: a function, an object. */
  readonly value: Value
  /** What it is told to ask for: `Security(user, scopes=["orders:read"])`. */
  readonly scopes: readonly string[]
  /** What made the function that is called, where people know it by that: a decorator. */
  readonly by?: Value
}
