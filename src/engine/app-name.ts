import type { Block } from "../ir/statement.ts"
import type { Place } from "../model/place.ts"

/** The name that an app is bound to where it is made: `app`; the constructor's place as a file name otherwise. */
export function nameOfApp(at: Place): string {
  return boundIn(at.chunk.body, at) ?? (at.file.split("/").at(-1) ?? at.file).replace(/\.\w+$/, "")
}

function boundIn(body: Block, at: Place): string | undefined {
  const statement = body.find(({ start, end }) => start <= at.start && at.end <= end)
  switch (statement?.kind) {
    case "assign": {
      const [target] = statement.targets
      return target?.kind === "name" || target?.kind === "member" ? target.name : undefined
    }
    case "function":
    case "class":
    case "with":
      return boundIn(statement.body, at)
    case "if":
      return boundIn([...statement.then, ...statement.otherwise], at)
    case "try":
      return boundIn([...statement.body, ...statement.otherwise, ...statement.finally], at)
    default:
      return undefined
  }
}
