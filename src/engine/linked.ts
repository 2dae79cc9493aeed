import type { Answer, AppRef, HandlerFact, PreflightFact } from "../model/answer.ts"
import type { Edit } from "../model/edit.ts"
import type { Place } from "../model/place.ts"
import type { WiringFact } from "../model/wiring.ts"
import type { App } from "../semantics/app.ts"
import type { CentralNeed, Role } from "../semantics/framework.ts"
import type { FunctionValue } from "../semantics/value.ts"
import type { Mentions } from "./mentions.ts"

/** What the whole project answers. */
export interface Linked {
  readonly answers: readonly Answer[]
  /** Those that leave a function of the project, by {@link functionKey}. */
  readonly answersOf: ReadonlyMap<string, readonly Answer[]>
  readonly handlers: readonly HandlerFact[]
  readonly preflights: readonly PreflightFact[]
  /** With rests: after an edit they are worked out when they are asked for. */
  wirings(): Generator<undefined, readonly WiringFact[]>
  readonly apps: readonly App[]
  /** The full paths of the routes that run what stands at a place. */
  pathsOf(place: Place): readonly string[]
  roleOf(of: FunctionValue): Role
  /** The same, with the answers of one function worked out anew: after an edit that nothing else can see. */
  revise(of: FunctionValue): Linked
  /** One place of an app that puts a challenge on each 401 that lacks one. */
  central(app: AppRef, need: CentralNeed): readonly Edit[] | undefined
}

/** What may be said of what is not there: every file was seen, and nothing in front of the app answers for it. */
export interface Premises {
  /** "Nothing adds the challenge." */
  challenge(file: string): boolean
  /** "Nothing answers the preflight before." */
  preflight(file: string): boolean
  /** "Nothing sets this variable of the environment": `undefined` where something does, or may. */
  unset(file: string, variable: string): UnsetVariable | undefined
  /** Who names what; `undefined` while not all files are known. */
  readonly mentions: Mentions | undefined
  /** "Nothing reads what a browser sends along by itself": a cookie, a password that it keeps. */
  bringsNothing(file: string): boolean
  /** Whether no rule that is on speaks of it. */
  idle(kind: WiringFact["kind"]): boolean
}

/** A variable of the environment that is read and set nowhere. */
export interface UnsetVariable {
  /** The file that sets others for the same code: `.env.example`. */
  readonly file: string
  /** What that file sets instead, and nothing reads: `JWT_SECRET`, where `JWT_SECRET_KEY` is read. */
  readonly instead: string | undefined
  /** The source files that may name it. */
  readonly readers: readonly string[]
}
