import { join } from "node:path"
import { readSource } from "../disk/read.ts"
import type { Workbench } from "../fixing/fix-all.ts"
import { hiding } from "../fixing/judge.ts"
import type { Engine } from "./host.ts"
import type { Session } from "./session.ts"

/** Questions between two looks at what is needed. */
const steps = 5000

/** A session's project, with its files changed in memory only. */
export function workbenchOf(
  { project, root }: Session,
  engine: Pick<Engine, "isManifest" | "ruleCatalogue">,
): Workbench {
  const encoder = new TextEncoder()
  const settle = () => {
    for (let step = project.work(steps); !step.done; step = project.work(steps)) {
      for (const path of step.needs)
        project.put(path, readSource(join(root, path), { anySize: engine.isManifest(path) }))
    }
  }
  return {
    report() {
      settle()
      return project.report()
    },
    text: (file) => project.source(file) ?? "",
    broken: (file) => project.broken(file),
    change(texts) {
      for (const [file, text] of texts) project.put(file, encoder.encode(text))
    },
    hides: hiding(engine.ruleCatalogue),
  }
}
