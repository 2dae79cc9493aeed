import { findNearest } from "./config/nearest.ts"
import { deploymentManifests } from "./deployment/index.ts"
import { EngineProject } from "./engine/project.ts"
import { isManifest as isManifestOf, projectRoots } from "./engine/project-roots.ts"
import { frameworks } from "./frameworks/index.ts"
import { createEcmascript, type EcmascriptParser, ecmascriptExtensions } from "./languages/ecmascript/index.ts"
import { ecmascriptManifests } from "./languages/ecmascript/manifests/index.ts"
import { createPython } from "./languages/python/index.ts"
import { pythonManifests } from "./languages/python/manifests/index.ts"
import { libraries } from "./libraries/index.ts"
import type { CatalogueRule } from "./model/catalogue.ts"
import type { Config } from "./model/config.ts"
import type { Project } from "./model/project.ts"
import { rules } from "./rules/index.ts"

export interface ProjectOptions {
  readonly config: Config
  /** Shown in the report; the engine reads no files. */
  readonly root: string
  readonly grammars: Grammars
  /** Whether example and documentation folders are read like any other code: they were asked for. */
  readonly examples?: boolean
}

/** The parsers, which the host loads. */
export interface Grammars {
  /** The bytes of `web-tree-sitter.wasm`. */
  readonly core: Uint8Array
  /** The bytes of `tree-sitter-python.wasm`. */
  readonly python: Uint8Array
  /** Loads the parser of JavaScript and TypeScript, which is large, when the first file needs it. */
  readonly ecmascript: () => EcmascriptParser
}

export const version = "0.1.0"

export const sourceExtensions: readonly string[] = [".py", ...ecmascriptExtensions]

export const ruleCatalogue: readonly CatalogueRule[] = rules.map(
  ({ id, description, severity, spec, preset, hides = [] }) => ({
    id,
    description,
    severity,
    spec,
    preset,
    hides,
    docs: `docs/rules/${id}.md`,
  }),
)

export const frameworkNames: readonly string[] = frameworks.map(({ name }) => name)

const manifests = [pythonManifests, ecmascriptManifests, deploymentManifests]

/** Whether a path names a manifest or a lock file, to be handed in whatever its size. */
export function isManifest(path: string): boolean {
  return isManifestOf(path, manifests)
}

/** The frameworks that manifests name: each with the folder of the project that uses it, empty for the root. */
export function frameworksIn(
  texts: ReadonlyMap<string, string>,
): readonly { readonly name: string; readonly folder: string }[] {
  const { folders } = projectRoots(texts.keys(), texts, manifests)
  return folders.flatMap((folder) => {
    const versions = manifests.map((language) => language.versions(texts)(folder))
    return frameworks
      .filter(({ packages }) => packages.some((name) => versions.some((one) => one.range(name) !== undefined)))
      .map(({ name }) => ({ name, folder }))
  })
}

/** A project that knows every language, framework, library and rule there is. The host lists and reads its files. */
export async function createProject({ config, root, grammars, examples = false }: ProjectOptions): Promise<Project> {
  const python = await createPython(grammars)
  const wanted = config.frameworks
  return new EngineProject({
    root,
    version,
    config,
    frontEnds: [python, createEcmascript(grammars.ecmascript)],
    manifests,
    frameworks: frameworks.filter(({ name }) => wanted.length === 0 || wanted.includes(name)),
    libraries,
    rules,
    examples,
    nearest: findNearest,
  })
}
