import type { Block } from "../ir/statement.ts"
import type { Place } from "../model/place.ts"
import type { Value } from "./value.ts"

/**
 * Where the project names a value, as people write it in settings: `app.errors.public_message` for a function or method,
 * `app.settings.VERBOSE` for what is assigned at the top of a module or class.
 * @returns `undefined` where it has no such name
 */
export function declaredPath(value: Value): string | undefined {
  if (value.kind === "function") {
    const { declaration, owner } = value
    const name = owner === undefined ? declaration.name : `${owner.declaration.name}.${declaration.name}`
    return `${modulePath(value.at.file)}.${name}`
  }
  const name = assignedName(value.at.chunk.body, value.at)
  return name === undefined ? undefined : `${modulePath(value.at.file)}.${name}`
}

/** Whether a path is the named one, or ends with it: people leave out the folders in front. */
export function isNamed(path: string, name: string): boolean {
  return path === name || path.endsWith(`.${name}`)
}

/** `app/errors.py` → `app.errors`; a file that goes by the name of its folder is the folder. */
function modulePath(file: string): string {
  return file
    .replace(/\.\w+$/, "")
    .replace(/(?:^|\/)(?:__init__|index)$/, "")
    .replaceAll("/", ".")
}

function assignedName(body: Block, at: Place): string | undefined {
  for (const statement of body) {
    if (at.start < statement.start || statement.end < at.end) continue
    if (statement.kind === "class") {
      const inner = assignedName(statement.body, at)
      return inner === undefined ? undefined : `${statement.name}.${inner}`
    }
    if (statement.kind !== "assign") return undefined
    const [target] = statement.targets
    const isWhole = statement.value?.start === at.start && statement.value.end === at.end
    return isWhole && target?.kind === "name" ? target.name : undefined
  }
  return undefined
}
