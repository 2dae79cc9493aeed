import { placeKey } from "../../model/place.ts"
import type { Operation } from "../../semantics/app.ts"
import type { Wiring } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import { traceModule } from "../../semantics/trace.ts"
import { writtenSecret } from "../../semantics/written-secret.ts"
import { atHome } from "./at-home.ts"

/**
 * https://docs.djangoproject.com/en/stable/ref/settings/#secret-key: what signs the hashes in sessions, links that reset
 * passwords, messages in cookies, and all that a project has signed, where it stands in the source.
 * @param operations those of settings modules
 */
export function knownKeys(machine: Machine, operations: readonly Operation[]): readonly Wiring[] {
  const modules = new Map(
    operations.flatMap(({ name, object }) =>
      name === "ROOT_URLCONF" || name === "MIDDLEWARE" ? [[placeKey(object.at), object.at.file] as const] : [],
    ),
  )
  return [...modules.values()].flatMap((file): readonly Wiring[] => {
    // What `from .local import *` brings along may replace it.
    if (atHome.test(file) || bringsMore(machine, file)) return []
    const key = traceModule(machine, file).names.get("SECRET_KEY")
    const text = key === undefined ? undefined : writtenSecret(machine, key, { takesEmpty: false, isPaired: false })
    if (key === undefined || text === undefined) return []
    return [
      {
        kind: text.fallback ? "known-secret" : "written-secret",
        at: text.value.at,
        data: { signs: "whatever the framework signs" },
        evidence: key.at,
        why: "Django signs with it",
        repairs: [],
      },
    ]
  })
}

function bringsMore(machine: Machine, file: string): boolean {
  const statements = (machine.module(file)?.chunks ?? []).flatMap(({ body }) => body)
  return statements.some((one) => one.kind === "import" && one.bindings.some(({ imported }) => imported === "*"))
}
