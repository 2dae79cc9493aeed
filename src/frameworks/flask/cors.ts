import type { Layer } from "../../semantics/app.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Value } from "../../semantics/value.ts"
import { writesCors } from "../own-cors.ts"

// https://github.com/corydolphin/flask-cors/blob/main/flask_cors/extension.py: an `after_request`, so that what ran
// before the view has answered by then.

/** `CORS(app)`, `cors.init_app(app)`, or a function of the project that writes the header on what passes. */
export function isCors(machine: Machine, value: Value): boolean {
  const path = foreignPath(machine, value)
  if (path !== undefined) return /^(flask_cors|quart_cors)\.(.+\.)?(CORS(\.init_app)?|cors)$/.test(path)
  if (value.kind !== "function") return false
  return writesCors(machine, value)
}

export function corsHeaders(at: Layer["at"], when: Layer["when"]): Layer {
  return { name: "CORS", kind: "cors-headers", runs: undefined, at, when }
}
