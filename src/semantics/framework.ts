import type { Challenge, Dead } from "../model/answer.ts"
import type { Code, Edit, Slot } from "../model/edit.ts"
import type { Place } from "../model/place.ts"
import type { VersionRange } from "../model/version.ts"
import type { WiringFact } from "../model/wiring.ts"
import type { App, ErrorHandler, Operation } from "./app.ts"
import type { Injection, Machine } from "./machine.ts"
import type { Called } from "./trace.ts"
import type { CallValue, ClassValue, Effect, FunctionValue, ParameterValue, Value } from "./value.ts"

/**
 * What an adapter tells the engine of one framework. Recognisers get values, never syntax.
 * An adapter leaves out what its framework does not have.
 */
export interface Framework {
  /** `"fastapi"`. */
  readonly name: string
  /** The language that it is written for: `"python"`. */
  readonly language: string
  /** Names in manifests, and roots of imports: either switches the adapter on. */
  readonly packages: readonly string[]
  /** Packages that hand out its objects: they switch it on as well, but importing them makes no file a server's. */
  readonly hosts?: readonly string[]
  /** Calls that make an object whose use is a script: `{ "fastapi.FastAPI": "app", "fastapi.APIRouter": "router" }`. */
  readonly builders: Readonly<Record<string, "app" | "router">>
  /** Calls on a builder give it back, so that more may be called: `app.route("/x").get(show).post(add)`. */
  readonly chains?: boolean
  /** Names at a module's top that configure the framework by being assigned: `["MIDDLEWARE"]`. */
  readonly settings?: readonly string[]
  /** The answer that a raised value becomes, in the function that raises it. */
  error(machine: Machine, value: Value, of?: FunctionValue): Response | undefined
  /** The answer that a value is, where a function returns it. */
  response(machine: Machine, value: Value, of: FunctionValue): Response | undefined
  /** The error that a call raises by itself, so that nothing after it runs: `abort(401)`. */
  thrown?(machine: Machine, call: CallValue): Value | undefined
  /** The error that a call raises unless something holds, so that it holds after it: `ctx.assert(user, 401)`. */
  asserted?(machine: Machine, call: CallValue): { readonly test: Value; readonly error: Value } | undefined
  /** The answer that a call sends by itself: `await JSONResponse(…)(scope, receive, send)`. */
  sent?(machine: Machine, called: Called): Response | undefined
  /** The error that a call hands to whoever answers errors: `next(new Denied())`. */
  passed?(machine: Machine, called: Called): Value | undefined
  /** Whether a call hands the request on, as if nobody refused it: `next()` after the call that did. */
  continues?(machine: Machine, called: Called, refusal: Value): boolean
  /** What was done to the headers of a response object that is handed in, in order, on the path `["headers"]`. */
  headerEffects?(machine: Machine, parameter: ParameterValue): readonly Effect[] | undefined
  /** What a call does to the headers of an answer that stays on it when an error is raised afterwards, as effects on `headers`. */
  lasting?(machine: Machine, called: Called): readonly Effect[] | undefined
  /** The answer that was written on an injected response object. */
  written?(machine: Machine, parameter: ParameterValue): Response | undefined
  /** Members of such a response object that are its body: `["media", "text"]`. */
  readonly bodies?: readonly string[]
  /** What is put into a parameter before the function is called. */
  injected?(machine: Machine, parameter: ParameterValue): Injection | undefined
  /** The foreign class that a parameter is declared to be. */
  typeOf?(machine: Machine, parameter: ParameterValue): string | undefined
  /** A member of one of the framework's own objects. */
  attribute?(object: CallValue, name: string): Value | undefined
  /** Members that its constructors set, so that what a subclass says of them in its body is lost: `["headers"]`. */
  readonly sets?: readonly string[]
  /** Whether a way out of a function of this role never becomes the answer that it looks like. */
  lost?(machine: Machine, role: Role, how: string, value: Value): Omit<Dead, "repair" | "headers"> | undefined
  /** The functions that a value makes dependencies of: `Depends(get_user)`. */
  dependency?(machine: Machine, value: Value): Value | undefined
  /** The function that a call leaves to run once the answer has gone out: `tasks.add_task(report)`. */
  detached?(machine: Machine, call: CallValue): Value | undefined
  /** Whether something that is given an app becomes a layer around it. */
  wraps?(machine: Machine, callee: Value): boolean
  /**
   * What the framework runs, from the operations on its apps and routers in the order of their calls.
   * @param functions every function of the project, for those that a loader finds by where they stand
   */
  arrange(machine: Machine, operations: readonly Operation[], functions: readonly FunctionValue[]): readonly App[]
  /** Whether a function takes the credentials of a log-in, by what it stands in: a strategy for forms. */
  logsIn?(machine: Machine, of: FunctionValue): boolean
  /** Decorators that leave it to the project to name what they stand on, by their paths: `["inject.injectable"]`. */
  readonly inert?: readonly string[]
  /** The path that a file answers by where it lies, where no app registers its routes: `/api/berths/[id]`. */
  pathOf?(file: string): string | undefined
  /** What a function is by what it is called or stands in, where no app registers it: a method of a view class. */
  roleOf?(machine: Machine, of: FunctionValue): Role | undefined
  /** Whether a function answers what opens a WebSocket: code in a browser learns no status of that. */
  opens?(machine: Machine, of: FunctionValue): boolean
  /**
   * A 401 of the framework's own with a challenge, as a handler of this class or status would get it;
   * `undefined` where the handler gets none.
   */
  challenged?(takes: Value, at: Place): CallValue | undefined
  /** A refusal of its packages' own that is no 401, as a handler of every error would get it. */
  refused?(takes: Value, at: Place): CallValue | undefined
  /**
   * Which errors of the framework's own come to a handler of this class with headers: the 401s of its gates, or 405s with
   * their `Allow` as well. Left out where its own errors have none, so that only packages' and the project's may.
   */
  brings?(takes: Value): "401" | "all"
  /** Whether a package's middleware throws its refusals, headers and all: `bearerAuth()`. */
  throws?(machine: Machine, made: CallValue): boolean
  /** What one of the framework's own gates answers by itself, by version; `undefined` where that is right or unknown. */
  implicit?(machine: Machine, made: CallValue | ClassValue, version: VersionOf): Implicit | undefined
  /** What its fixes write; without it none is offered. */
  readonly repairs?: Repairs
  /** What a dependency or decorator of the framework's own does, for the auth map; `undefined` for any other value. */
  gate?(machine: Machine, value: Value, version: VersionOf): OwnGate | undefined
  /** What a dependency or decorator leaves empty that lets everybody pass; `undefined` for any other value. */
  optional?(machine: Machine, value: Value): Optional | undefined
  /** What is set up so that it cannot do what it is for; `undefined` in between is a rest for whoever else waits. */
  wiring?(machine: Machine, setup: Setup): Iterable<Wiring | undefined>
}

/** Everything that a framework's objects are used for in a project. */
export interface Setup {
  readonly apps: readonly App[]
  readonly operations: readonly Operation[]
  readonly functions: readonly FunctionValue[]
}

export type Wiring = Omit<WiringFact, "app"> & { readonly app?: App | undefined }

/** A gate of the framework's own: an object or a decorator. */
export interface OwnGate {
  /** `HTTPBearer`. */
  readonly name: string
  /** Where it is made. */
  readonly at: Place
  readonly scheme: Injection["scheme"]
  readonly scopes: readonly string[]
  /** What it answers by itself, its status `undefined` where the versions do not settle it; without one, all pass. */
  readonly refusal:
    | {
        readonly status: number | undefined
        readonly challenge: Challenge
        readonly asks: "authentication" | "authorization"
        readonly why: string
      }
    | undefined
}

/** A gate that refuses nobody: without credentials, whoever is behind it finds nobody. */
export interface Optional {
  /** "`optional=True`" */
  readonly how: string
  readonly at: Place
  /** What is empty then, as its documentation calls it: `req.auth`. */
  readonly name: string
  /** What it is then: `None`, `undefined`. */
  readonly none: string
  /** Whether a value is what is empty then. */
  holds(machine: Machine, value: Value): boolean
}

/** What a function is to the apps: where in a request it runs; `outside`: what it raises is no HTTP answer. */
export type Role = "handler" | "dependency" | "middleware" | "authenticator" | "error-handler" | "helper" | "outside"

/** A refusal that the framework makes. */
export interface Implicit {
  readonly status: number
  readonly asks: "authentication" | "authorization"
  /** `"HTTPBearer of FastAPI before 0.122 answers 403 itself"`. */
  readonly why: string
  /** What makes it so, where that is not what was asked about. */
  readonly at?: Place
  /** It is a gate: it refuses only where an app is known to reach it. */
  readonly isGate?: boolean
}

/** The versions that a project may run with, by package name. */
export type VersionOf = (packageName: string) => VersionRange | undefined

/** An answer as the values say it. */
export interface Response {
  /** `undefined` where nothing sets it: then it is {@link defaultStatus}. */
  readonly status: Value | undefined
  readonly defaultStatus: number
  readonly headers: Value | undefined
  /** What was done to the headers afterwards. */
  readonly built: CallValue
  readonly body: readonly Value[]
  /** Arguments hide in a spread. */
  readonly open: boolean
  /** It is shown to whoever opens it in a browser, and no data for a program: `HttpResponseForbidden("Log in first")`. */
  readonly isPage?: boolean
  /** Where what makes it takes its parts; without it no fix is offered. */
  readonly takes?: Takes
}

/**
 * `arguments`: of the call that makes it; `members`: it is written on an object, whose headers are a map, or set
 * by a method; `message`: a record with its status and a list of pairs; `tuple`: `body, status, headers`; `chain`: a
 * method of the object that it is sent with, called in front of the others; `setter`: a call in a statement in front.
 */
export type Takes =
  | { readonly kind: "arguments"; readonly status: Taken | undefined; readonly headers: Taken | undefined }
  | { readonly kind: "members"; readonly headers: string; readonly isSetter?: boolean }
  | { readonly kind: "message"; readonly headers: string }
  | { readonly kind: "tuple" }
  /** @example `{ kind: "chain", method: "set" }` */
  | { readonly kind: "chain"; readonly method: string }
  /**
   * `isVerdict`: what is returned is no answer but says no, so that another refusal is raised in its place.
   * @example `{ kind: "setter", setter: "ctx.set" }`
   */
  | { readonly kind: "setter"; readonly setter: string; readonly isVerdict?: boolean }

/** A parameter of a foreign function. */
export interface Taken {
  readonly name: string
  /** Counted from 0; `undefined` for one that is given by name only. */
  readonly position: number | undefined
  /** The argument is a record that holds it under this name. */
  readonly property?: string
  /** What it says for a status, where that is told by a word: `{ 403: "FORBIDDEN" }`. */
  readonly texts?: Readonly<Record<number, string>>
  /** What makes a challenge of text, where it takes no map of headers but that. */
  readonly challenge?: Code
}

/** How a framework's own idiom mends what its answers lack. Each gives `undefined` where it has no way. */
export interface Repairs {
  /**
   * An error that this framework answers with a status: `HTTPException(status_code=403, detail=…)`.
   * @param value what is raised now, where something is
   */
  error(status: number, detail: Code, value?: Value): Code | undefined
  /** Such an error carries no headers: a challenge is set beside it, or not at all. */
  readonly isBare?: boolean
  /** Makes a lost refusal reach the client. */
  reach(machine: Machine, lost: Lost): readonly Edit[] | undefined
  /** Passes the headers of the error that a handler was given to the answer it builds. */
  passHeaders(handler: ErrorHandler, slot: Slot): readonly Edit[] | undefined
  /** Lets a preflight through a layer. */
  earlyPass(machine: Machine, runs: FunctionValue): readonly Edit[] | undefined
  /** One place that puts a challenge on every 401 of an app that lacks one. */
  central(machine: Machine, app: App, need: CentralNeed): readonly Edit[] | undefined
}

/** A refusal that does not arrive, and where it was to leave. */
export interface Lost {
  readonly dead: Omit<Dead, "repair" | "headers">
  readonly role: Role
  readonly of: FunctionValue
  readonly value: Value
  /** The statement that it leaves by. */
  readonly at: Place
}

export interface CentralNeed {
  readonly challenge: string
  /** Every refusal is raised, so that an error handler sees it. */
  readonly raised: boolean
}
