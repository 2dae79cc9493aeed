import * as engine from "../../src/gatelint.ts"
import type { Finding, Fix } from "../../src/model/report.ts"
import type { Engine } from "../../src/server/host.ts"

/** The engine with these fixes at its findings, whatever its rules write. */
export function fixingEngine(fixesOf: (finding: Finding) => readonly Fix[]): Engine {
  return {
    ...engine,
    createProject: async (options) => {
      const project = await engine.createProject(options)
      const report = project.report.bind(project)
      return Object.assign(project, {
        report: () => {
          const made = report()
          return { ...made, findings: made.findings.map((finding) => ({ ...finding, fixes: fixesOf(finding) })) }
        },
      })
    },
  }
}
