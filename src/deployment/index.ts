import type { Manifests } from "../model/manifests.ts"

// Files of an environment, by their names: `.env`, `.env.example`, `web.env`; never code or prose about one.
const environment = /(^|\/)(\.env(rc)?(\.[\w.-]+)?|[\w.-]*\.env|env\.(example|sample|template|dist))$/
const otherwise = /\.(py|[cm]?[jt]sx?|json|md|ya?ml|toml|sh)$/
const compose = /(^|\/)(docker-)?compose[\w.-]*\.ya?ml$/
const pipelines =
  /(^|\/)(\.github\/workflows\/[^/]+|\.circleci\/config|\.gitlab-ci|\.travis|azure-pipelines|bitbucket-pipelines)\.ya?ml$/
const images = /(^|\/)(Dockerfile(\.[\w.-]+)?|[\w.-]+\.Dockerfile)$/
const hosting = /(^|\/)(render\.yaml|fly\.toml|app\.yaml|serverless\.ya?ml|wrangler\.toml)$/

/** The files that set variables of the environment a project runs in. They describe no package and no folder. */
export const deploymentManifests: Manifests = {
  isManifest: (path) => isEnvironment(path) || isPlan(path),
  projectFolder: () => undefined,
  sourceRoots: () => [],
  aliases: () => [],
  variables(path, text) {
    if (isEnvironment(path)) return { set: assigned(text), mentioned: words(text) }
    return isPlan(path) ? { set: [], mentioned: words(text) } : undefined
  },
  versions: () => () => ({ range: () => undefined }),
}

function isEnvironment(path: string): boolean {
  return environment.test(path) && !otherwise.test(path)
}

function isPlan(path: string): boolean {
  return [compose, pipelines, images, hosting].some((one) => one.test(path))
}

/** `export NAME=value`, also where it is only suggested: `# NAME=value`. */
function assigned(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*(?:#[ \t]*)?(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=/gm)].flatMap(
    ([, name]) => name ?? [],
  )
}

function words(text: string): readonly string[] {
  return text.match(/[A-Za-z_]\w*/g) ?? []
}
