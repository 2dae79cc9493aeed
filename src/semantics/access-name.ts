import { deedOf } from "./deed-vocabulary.ts"
import { topicOf, wordsOf } from "./vocabulary.ts"

/** Names of routes that are for everybody. */
export function isPublicName(name: string): boolean {
  return /\b(log ?in|sign ?in|sign ?up|register|token|refresh|logout|log ?out|auth\w*|oauth|oidc|sso|callback|webhooks?|hooks?|health\w*|live\w*|ready|readiness|ping|status|version|metrics|public|docs?|open ?api|forgot|reset|recover\w*|verify|confirm|activate|root|home|index|info|config|settings|features?|share[sd]?|embed|static|favicon|robots|sitemap|assets?|csrf|options|types|ws|websocket)\b/.test(
    wordsOf(name.replace(/[{}]/g, " ")),
  )
}

/** Names of what has to do with who asks and what they may. */
export function speaksOfAccess(name: string): boolean {
  const topic = topicOf(name)
  const deed = deedOf(name)
  return (
    topic === "credential" ||
    topic === "identity" ||
    topic === "right" ||
    deed === "authorize" ||
    deed === "identify" ||
    demandsLogin.test(wordsOf(name))
  )
}

/** `login_required`, `ensureLoggedIn`: unlike `login`, which is for everybody. */
const demandsLogin =
  /\b(requires?|ensures?|needs?|only|must( be)?|is)\b.*\b(log(ged)? ?in|sign(ed)? ?in)\b|\b(log(ged)? ?in|sign(ed)? ?in) (required|only|needed)\b/
