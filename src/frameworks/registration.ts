import { isOf, statementsAround } from "../ir/walk.ts"
import type { Code, Edit } from "../model/edit.ts"
import type { Place } from "../model/place.ts"
import type { App } from "../semantics/app.ts"

/** How a function is registered on an app that has a name. */
export interface Registration {
  readonly decorator: ((object: string) => Code) | undefined
  readonly call: (object: string) => Code
}

/** Behind an app at the top of its module; the function in front of the factory where one makes the app. */
export function registered(app: App, definition: Code, { decorator, call }: Registration): readonly Edit[] | undefined {
  const { at } = app
  const statements = statementsAround(at.chunk.body, at)
  const made = statements.at(-1)
  const [top] = statements
  if (made === undefined || top === undefined || !isOf(made, "assign")) return undefined
  const [target] = made.targets
  if (target?.kind !== "name") return undefined
  const object = target.name
  const place: Place = { ...at, start: made.start, end: made.end }
  if (made === top) {
    const code: Code =
      decorator === undefined
        ? ["\n\n", ...definition, "\n\n\n", ...call(object)]
        : ["\n\n", ...decorator(object), ...definition, "\n"]
    return [{ kind: "insert", at: place, where: "after", code }]
  }
  return [
    { kind: "insert", at: { ...at, start: top.start, end: top.end }, where: "before", code: [...definition, "\n\n"] },
    { kind: "insert", at: place, where: "after", code: call(object) },
  ]
}

/** In a statement of its own behind the one that makes an app: `const app = new Hono()`. */
export function behindConstruction({ at }: App, call: (object: string) => Code): readonly Edit[] | undefined {
  const made = statementsAround(at.chunk.body, at).at(-1)
  if (made === undefined || !isOf(made, "assign")) return undefined
  const [target] = made.targets
  if (target?.kind !== "name") return undefined
  return [{ kind: "insert", at: { ...at, start: made.start, end: made.end }, where: "after", code: call(target.name) }]
}
