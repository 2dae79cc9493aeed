import type { Challenge } from "./answer.ts"
import type { Asks } from "./asks.ts"
import type { Range } from "./report.ts"

/**
 * The way in of every app: what a request meets, in the order in which it meets it, and where it is refused.
 * Plain data in the report's terms, so that a host can send it anywhere.
 */
export interface AuthMap {
  readonly apps: readonly MappedApp[]
}

/** A stretch of a file, path from the root. */
export interface Spot {
  readonly file: string
  readonly range: Range
}

export interface MappedApp {
  /** `app`. */
  readonly name: string
  readonly at: Spot
  /** Its construction was read to the end; otherwise more may run than is listed. */
  readonly complete: boolean
  /** Middleware, outermost first, as executed. */
  readonly pipeline: readonly MappedLayer[]
  /** Error handlers, which make the answers of what is raised behind the pipeline. */
  readonly handlers: readonly MappedHandler[]
  /** In the order of their registration. */
  readonly routes: readonly MappedRoute[]
}

export interface MappedLayer {
  /** `CORSMiddleware`. */
  readonly name: string
  /** Its registration. */
  readonly at: Spot
  /** `gate`: it may answer 401 or 403; `transform`: it never does; `foreign`: a package's code, which was not read. */
  readonly kind: "cors" | "gate" | "transform" | "foreign"
  /** What becomes of a preflight, an OPTIONS request without credentials. */
  readonly preflight: "answered" | "passed" | "refused" | "unknown"
  /** Only some settings add it. */
  readonly sometimes: boolean
  readonly exits: readonly MappedExit[]
}

export interface MappedHandler {
  /** `on_http_error`. */
  readonly name: string
  /** Its registration. */
  readonly at: Spot
  /** The error class or status that it takes: `HTTPException`, `404`; empty where that is not known. */
  readonly takes: string
}

export interface MappedRoute {
  /** `["GET"]`; empty where they are not known. */
  readonly methods: readonly string[]
  /** With the prefixes of routers and mounts: `/api/orders/{id}`; a part that is not known is `…`. */
  readonly path: string
  /** Its registration. */
  readonly at: Spot
  readonly handler: { readonly name: string; readonly at: Spot }
  /** What runs before the handler and may refuse, in the order of execution. */
  readonly gates: readonly MappedGate[]
  /** Refusals of the handler itself and of what it calls. */
  readonly exits: readonly MappedExit[]
}

export interface MappedGate {
  /** `current_user`, `require_scope("orders:write")`, `HTTPBearer`. */
  readonly name: string
  /** Where it is defined, or made. */
  readonly at: Spot
  readonly kind: "dependency" | "decorator"
  /** The scheme whose credential it takes from the request. */
  readonly scheme: "Bearer" | "Basic" | "Digest" | "APIKey" | undefined
  /** What it asks for, as far as that is text: `["orders:write"]`. */
  readonly scopes: readonly string[]
  /** False for a package's code that is not known: it may refuse. */
  readonly known: boolean
  readonly exits: readonly MappedExit[]
}

/** One refusal. */
export interface MappedExit {
  readonly status: number
  /** `WWW-Authenticate`, once every handler is through with it. */
  readonly challenge: Challenge
  readonly asks: Asks["kind"]
  /** What that rests on, in a few words: `no credential`. */
  readonly why: string
  readonly at: Spot
  /** The function that refuses: the gate, or a helper of its. */
  readonly function: string
  /** What the client gets instead, where the refusal never leaves: `200`. */
  readonly instead: string | undefined
}
