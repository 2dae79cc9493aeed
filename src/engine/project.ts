import type { AuthMap } from "../model/auth-map.ts"
import type { Config } from "../model/config.ts"
import type { FrontEnd } from "../model/front-end.ts"
import type { Library } from "../model/library.ts"
import type { Manifests } from "../model/manifests.ts"
import type { Explanation, Progress, Project, SuppressionScope, Unreadable } from "../model/project.ts"
import type { FileEdit, Finding, Report } from "../model/report.ts"
import type { Rule } from "../model/rule.ts"
import type { Framework } from "../semantics/framework.ts"
import { Contained } from "./contained.ts"
import { EngineMachine } from "./engine-machine.ts"
import { explainLine } from "./explain.ts"
import { FileIndex } from "./file-index.ts"
import { hasExtension } from "./file-kind.ts"
import { idleWirings } from "./idle.ts"
import { LibraryIndex } from "./library-index.ts"
import { outlineOf, outlineWords } from "./outline.ts"
import { atOnce } from "./patience.ts"
import { isManifest, projectRoots } from "./project-roots.ts"
import { Questions } from "./record.ts"
import { Reporting } from "./reporting.ts"
import { Sources } from "./sources.ts"
import { suppress } from "./suppress.ts"
import { Survey } from "./survey.ts"
import { unsetVariables } from "./unset-variables.ts"
import { usedFrameworks } from "./used-frameworks.ts"
import { versionsIn } from "./versions.ts"

/** Everything that a project is put together from; `gatelint.ts` knows the instances. */
export interface ProjectParts {
  readonly root: string
  readonly version: string
  readonly config: Config
  readonly frontEnds: readonly FrontEnd[]
  readonly manifests: readonly Manifests[]
  readonly frameworks: readonly Framework[]
  readonly libraries: readonly Library[]
  readonly rules: readonly Rule[]
  /** Whether example and documentation folders are read like any other code. */
  readonly examples: boolean
  /** The name that was probably meant, of those there are. */
  nearest(name: string, names: readonly string[]): string | undefined
}

/** The engine: takes files in, thinks in slices, says what it knows. */
export class EngineProject implements Project {
  readonly #parts: ProjectParts
  readonly #index: FileIndex
  readonly #sources: Sources
  readonly #questions = new Questions()
  readonly #machine: EngineMachine
  readonly #manifestTexts = new Map<string, string>()
  readonly #unreadable = new Map<string, string>()
  readonly #serverPackages: readonly string[]
  readonly #signers: readonly string[]
  #awaitedManifests = new Set<string>()
  #survey: Survey | undefined
  #reporting: Reporting | undefined
  #map: AuthMap | undefined
  #rootsAreKnown = false

  constructor(parts: ProjectParts) {
    this.#parts = parts
    this.#index = new FileIndex(parts.frontEnds)
    this.#sources = new Sources(parts.frontEnds)
    this.#serverPackages = parts.frameworks.flatMap(({ packages }) => packages)
    this.#signers = parts.libraries.flatMap(({ modules, members }) =>
      Object.values(members).some(({ kind }) => kind === "signing") ? modules : [],
    )
    this.#machine = new EngineMachine({
      frontEnds: parts.frontEnds,
      libraries: new LibraryIndex([...parts.config.models, ...parts.libraries]),
      index: this.#index,
      sources: this.#sources,
      questions: this.#questions,
    })
  }

  list(paths: readonly string[]): void {
    this.#index.list(paths)
    this.#awaitedManifests = new Set(
      paths.filter((path) => isManifest(path, this.#parts.manifests) && !this.#manifestTexts.has(path)),
    )
    this.#changed(true)
  }

  put(path: string, content: Uint8Array | Unreadable): void {
    this.#awaitedManifests.delete(path)
    if (!(content instanceof Uint8Array)) {
      this.#unreadable.set(path, content.why)
      this.#index.remove(path)
      this.#sources.remove(path)
      this.#changed(true)
      return
    }
    this.#unreadable.delete(path)
    if (isManifest(path, this.#parts.manifests)) {
      this.#manifestTexts.set(path, new TextDecoder().decode(content))
      this.#changed(true)
      if (!this.#isSource(path)) return
    }
    const isNew = !this.#index.has(path)
    const outline = outlineOf(path, content, this.#parts.frontEnds, {
      examples: this.#parts.examples,
      serverPackages: this.#serverPackages,
      words: outlineWords,
    })
    if (outline.text === undefined) {
      this.#index.put(outline)
      this.#sources.remove(path)
      this.#changed(isNew)
      return
    }
    const edit = isNew ? undefined : this.#contained(path, outline.text)
    this.#index.put(outline)
    this.#sources.put(path, outline.text, outline.hash)
    if (edit?.end() === true) this.#moved()
    else this.#changed(isNew)
  }

  work(steps: number, isTimeUp = () => false): Progress {
    const needs = [...this.#index.missing, ...this.#awaitedManifests]
    if (needs.length > 0) return this.#progress(needs, false)
    this.#findRoots()
    this.#survey ??= this.#begin()
    const isDone = this.#survey.work(steps, isTimeUp)
    const pending = this.#questions.takePending()
    return this.#progress(pending, isDone && pending.length === 0)
  }

  report(): Report {
    return this.#reported().report()
  }

  reporting(): Generator<undefined, Report> {
    return this.#reported().reporting()
  }

  map(): AuthMap {
    return atOnce(this.mapping())
  }

  *mapping(): Generator<undefined, AuthMap> {
    this.#survey ??= this.#begin()
    this.#map ??= yield* this.#survey.mapping()
    return this.#map
  }

  explain(path: string, line: number): Explanation | undefined {
    const { survey, report } = this.#reported().explained()
    return explainLine(this.#sources, survey, report, path, line)
  }

  source(path: string): string | undefined {
    return this.#sources.text(path)
  }

  broken(path: string): number {
    return this.#sources.module(path)?.chunks.filter(({ broken }) => broken).length ?? 0
  }

  suppress(finding: Pick<Finding, "rule" | "file" | "range">, scope: SuppressionScope): FileEdit | undefined {
    const text = this.source(finding.file)
    const frontEnd = this.#parts.frontEnds.find(({ extensions }) => hasExtension(finding.file, extensions))
    return text === undefined || frontEnd === undefined ? undefined : suppress(finding, scope, text, frontEnd)
  }

  #reported(): Reporting {
    const survey = this.#survey ?? this.#begin()
    this.#reporting ??= new Reporting({
      root: this.#parts.root,
      version: this.#parts.version,
      frontEnds: this.#parts.frontEnds,
      rules: this.#parts.rules,
      config: this.#parts.config,
      nearest: this.#parts.nearest,
      index: this.#index,
      sources: this.#sources,
      unreadable: this.#unreadable,
      survey,
    })
    return this.#reporting
  }

  /** An edit that may turn out to change one function alone. */
  #contained(path: string, text: string): Contained | undefined {
    const survey = this.#survey
    const { frameworks } = this.#machine
    const rest = { machine: this.#machine, frameworks, index: this.#index, sources: this.#sources }
    return survey && Contained.begin({ ...rest, survey }, path, text)
  }

  #begin(): Survey {
    const frameworks = usedFrameworks(this.#index, this.#parts.frameworks)
    const isSame = frameworks.every((one, index) => one === this.#machine.frameworks[index])
    if (!isSame || frameworks.length !== this.#machine.frameworks.length) {
      // What a value means to a framework was not written down: every answer is asked for again.
      this.#questions.invalidate(() => undefined)
      this.#machine.forgetAnswers()
      this.#machine.frameworks = frameworks
    }
    this.#machine.forgetChanged()
    const { config, manifests, rules } = this.#parts
    const surroundings = {
      versionOf: versionsIn(this.#index.paths, this.#manifestTexts, manifests),
      signers: this.#signers,
      unset: unsetVariables(this.#index, this.#manifestTexts, manifests),
      idle: idleWirings(rules, config),
    }
    return new Survey(this.#machine, this.#index, this.#questions, frameworks, config, surroundings, this.#sources)
  }

  /** What was linked no longer holds; answers whose files are as they were stay. */
  #changed(filesMoved: boolean): void {
    this.#survey = undefined
    this.#moved()
    if (!filesMoved) return
    this.#machine.forgetResolutions()
    this.#machine.forgetAnswers()
    this.#rootsAreKnown = false
  }

  /** What was said holds no longer, be it only by where it stands. */
  #moved(): void {
    this.#reporting = undefined
    this.#map = undefined
  }

  #findRoots(): void {
    if (this.#rootsAreKnown) return
    this.#rootsAreKnown = true
    const roots = projectRoots(this.#index.paths, this.#manifestTexts, this.#parts.manifests)
    this.#index.sourceRoots = roots.sourceRoots
    this.#index.aliases = roots.aliases
  }

  #isSource(path: string): boolean {
    return this.#parts.frontEnds.some(({ extensions }) => extensions.some((extension) => path.endsWith(extension)))
  }

  #progress(needs: readonly string[], done: boolean): Progress {
    return {
      needs,
      done,
      indexed: this.#index.outlines.size,
      analysed: this.#sources.parsed,
      questions: this.#questions.steps,
    }
  }
}
