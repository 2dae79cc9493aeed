import { isOf, nodeAt, statementsAround } from "../ir/walk.ts"
import type { Edit } from "../model/edit.ts"
import { inFile, type Place, samePlace } from "../model/place.ts"

/** Puts the registration of CORS outside of a gate's; `undefined` where the two are not written alike. */
export function reordered(gate: Place, cors: Place): readonly Edit[] | undefined {
  if (gate.file !== cors.file || samePlace(gate, cors)) return undefined
  if (isStatement(gate) && isStatement(cors)) {
    // A mounted app has its own order: what is moved behind its mount is lost.
    if (objectOf(gate) !== objectOf(cors)) return undefined
    // Where what is added last runs first, CORS is written in front of the gate that runs before it.
    const [first, last] = inFile(cors).start < inFile(gate).start ? [cors, gate] : [gate, cors]
    return [{ kind: "move-after", statement: first, after: last }]
  }
  if (isStatement(gate) || isStatement(cors) || gate.chunk !== cors.chunk) return undefined
  // Two entries of one list, the first of which is outermost.
  return [
    { kind: "replace", at: gate, code: [{ kind: "source", at: cors }] },
    { kind: "replace", at: cors, code: [{ kind: "source", at: gate }] },
  ]
}

/** What a registration is called on: `app`; nothing for a decorator. */
function objectOf(place: Place): string | undefined {
  let callee = nodeAt(place.chunk.body, place, "call")?.callee
  while (callee?.kind === "member" || callee?.kind === "call")
    callee = callee.kind === "call" ? callee.callee : callee.object
  return callee?.kind === "name" ? callee.name : undefined
}

/** Whether a registration is a whole statement, or decorates one. */
function isStatement(place: Place): boolean {
  const statement = statementsAround(place.chunk.body, place).at(-1)
  if (statement === undefined) return false
  if (isOf(statement, "expression")) return samePlace({ ...place, ...spanOf(statement.value) }, place)
  return isOf(statement, "function") || isOf(statement, "class")
}

function spanOf({ start, end }: { readonly start: number; readonly end: number }) {
  return { start, end }
}
