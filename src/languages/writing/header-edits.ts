import type { Edit, RemoveHeader, SetHeader, Slot } from "../../model/edit.ts"
import { placeKey } from "../../model/place.ts"

export type HeaderEdit = SetHeader | RemoveHeader

/** Whether an edit is about headers. */
export function isHeaderEdit(edit: Edit): edit is HeaderEdit {
  return edit.kind === "set-header" || edit.kind === "remove-header"
}

/** The edits of headers, those of one answer together. */
export function bySlot(edits: readonly Edit[]): readonly (readonly [Slot, readonly HeaderEdit[]])[] {
  const groups = new Map<string, [Slot, HeaderEdit[]]>()
  for (const edit of edits) {
    if (!isHeaderEdit(edit)) continue
    const key = slotKey(edit.slot)
    const same = groups.get(key)
    if (same === undefined) groups.set(key, [edit.slot, [edit]])
    else same[1].push(edit)
  }
  return [...groups.values()]
}

function slotKey(slot: Slot): string {
  switch (slot.kind) {
    case "argument":
      return `${placeKey(slot.call)} ${slot.name}`
    case "value":
      return placeKey(slot.at)
    case "item":
      return `${placeKey(slot.after)} ${slot.map}`
    case "tuple":
      return placeKey(slot.at)
    case "chain":
      return placeKey(slot.call)
    case "setter":
      return `${placeKey(slot.before)} ${slot.setter}`
    case "new":
      return "new"
    case "pairs":
      return `${placeKey(slot.record)} ${slot.name}`
    default:
      return slot satisfies never
  }
}
