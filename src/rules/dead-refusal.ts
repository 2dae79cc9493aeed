import type { Answer, Dead } from "../model/answer.ts"
import type { Edit } from "../model/edit.ts"
import { defineRule, type Proposal } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

/** The refusal arrives; a 401 gets its challenge on the way. */
function fixesOf({ exit, challenges }: Answer, { kind, repair, headers }: Dead): readonly Proposal[] {
  if (repair === undefined) return []
  const title =
    kind === "outside-handlers"
      ? "Return the answer"
      : kind === "misplaced-status"
        ? "Give the status its name"
        : "Raise it"
  const [challenge] = challenges
  const lacks = exit.status.known && exit.status.value === 401 && exit.challenge.presence !== "always"
  const added: readonly Edit[] =
    lacks && headers !== undefined && challenge !== undefined
      ? [{ kind: "set-header", slot: headers, name: "WWW-Authenticate", value: challenge.value }]
      : []
  return [{ title, safe: false, preferred: true, edits: [...repair, ...added] }]
}

export default defineRule({
  id: "dead-refusal",
  description: "Disallow refusals that never reach the client as one.",
  severity: "error",
  preset: "recommended",
  // What is asked of a challenge is asked once it arrives.
  hides: ["terse-challenge", "challenge-not-exposed"],
  spec: "https://fastapi.tiangolo.com/tutorial/handling-errors/",
  messages: {
    returned: "This {{status}} is returned, not raised: the client gets {{instead}}.",
    tuple: "A status in a tuple is not read here: the client gets {{instead}}.",
    ignored: "What a dependency returns refuses nothing: the client gets {{instead}}.",
    misplaced: "This {{status}} stands where no status is read: the client gets {{instead}}.",
    misread: "What is returned here must say who is there; this {{status}} does not, and the client gets {{instead}}.",
    unsendable: "This {{status}} cannot be sent as it is written: the client gets {{instead}}.",
    swallowing:
      "`{{name}}` takes every error, raised refusals included: instead of a 401 or 403 the client gets {{instead}}.",
    unrefusing:
      "`{{name}}` is asked for the refusal, and an answer without a status is none: the client gets {{instead}}.",
    unread: "What `{{name}}` returns refuses nobody, since nobody reads it: the client gets {{instead}}.",
    above:
      "`{{name}}` stands above the decorator that registers `{{handler}}`, which keeps what is below it: no request ever meets it.",
    unanswered: "This {{status}} keeps nobody out: the endpoint runs, and the client gets {{instead}}.",
    dropped: "This `{{name}}` is made and never raised: the request goes on as if nothing were wrong.",
    outside: "This {{status}} is raised outside of the error handlers: the client gets {{instead}}.",
  },
  answer(answer, { report }) {
    const { exit } = answer
    const { dead, status, at } = exit
    // A refusal that a handler around it takes on purpose is no accident.
    if (dead === undefined || dead.kind === "swallowed" || !status.known || status.value < 400) return
    const data = { status: String(status.value), instead: dead.instead }
    const why = `the client gets ${dead.instead}`
    const fixes = fixesOf(answer, dead)
    switch (dead.kind) {
      case "returned-error":
        return report({ at, message: "returned", data, why, fixes })
      case "returned-tuple":
        return report({ at, message: "tuple", data, why, fixes })
      case "ignored-result":
        return report({ at, message: "ignored", data, why, fixes })
      case "misplaced-status":
        return report({ at, message: "misplaced", data, why, fixes })
      case "misread-result":
        return report({ at, message: "misread", data, why })
      case "unsendable":
        return report({ at, message: "unsendable", data, why })
      case "unanswered":
        return report({ at, message: "unanswered", data, why })
      case "outside-handlers":
        return report({ at, message: "outside", data, why, fixes })
    }
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "swallowing-handler") report(claimOf(wiring, "swallowing"))
    if (wiring.kind === "unread-verdict") report(claimOf(wiring, "unread"))
    if (wiring.kind === "outer-decorator") report(claimOf(wiring, "above"))
    if (wiring.kind === "dropped-error") report(claimOf(wiring, "dropped"))
    if (wiring.kind === "unrefusing-callback") report(claimOf(wiring, "unrefusing"))
  },
})
