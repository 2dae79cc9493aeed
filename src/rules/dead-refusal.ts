import { defineRule } from "../model/rule.ts"

export default defineRule({
  id: "dead-refusal",
  description: "Disallow refusals that never reach the client as one.",
  severity: "error",
  preset: "recommended",
  spec: "https://fastapi.tiangolo.com/tutorial/handling-errors/",
  messages: {
    returned: "This {{status}} is returned, not raised: the client gets {{instead}}.",
    tuple: "A status in a tuple is not read here: the client gets {{instead}}.",
    ignored: "What a dependency returns refuses nothing: the client gets {{instead}}.",
    outside: "This {{status}} is raised outside of the error handlers: the client gets {{instead}}.",
  },
  answer({ exit }, { report }) {
    const { dead, status, at } = exit
    // A refusal that a handler around it takes on purpose is no accident.
    if (dead === undefined || dead.kind === "swallowed" || !status.known || status.value < 400) return
    const data = { status: String(status.value), instead: dead.instead }
    const why = `the client gets ${dead.instead}`
    switch (dead.kind) {
      case "returned-error":
        return report({ at, message: "returned", data, why })
      case "returned-tuple":
        return report({ at, message: "tuple", data, why })
      case "ignored-result":
        return report({ at, message: "ignored", data, why })
      case "outside-handlers":
        return report({ at, message: "outside", data, why })
    }
  },
})
