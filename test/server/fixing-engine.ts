import * as engine from "../../src/gatelint.ts"
import type { Finding, Fix } from "../../src/model/report.ts"
import type { Engine } from "../../src/server/host.ts"

/** The engine with these fixes at its findings, whatever its rules write. */
export function fixingEngine(fixesOf: (finding: Finding) => readonly Fix[]): Engine {
  return {
    ...engine,
    createProject: async (options) => {
      const project = await engine.createProject(options)
      const reporting = project.reporting.bind(project)
      return Object.assign(project, {
        *reporting(): ReturnType<typeof reporting> {
          const made = yield* reporting()
          return { ...made, findings: made.findings.map((finding) => ({ ...finding, fixes: fixesOf(finding) })) }
        },
      })
    },
  }
}
