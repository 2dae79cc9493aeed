import { declaredPath, isNamed } from "./declared-path.ts"
import { lastName } from "./foreign-path.ts"
import type { Condition, Value } from "./value.ts"
import { isDebugFlag, isDebugSetting, isProductionSetting } from "./vocabulary.ts"

/**
 * Whether a test only holds while somebody develops.
 * @param debugFlags the project's own, as the settings name them
 */
export function isDebug(condition: Condition, debugFlags: readonly string[]): boolean {
  if (condition.kind !== "test") return false
  return isDebugTest(condition.value, condition.holds, debugFlags)
}

/** `settings.DEBUG`, `not settings.DEBUG` failing, `settings.ENVIRONMENT == "dev"`. */
export function isDebugTest(value: Value, holds: boolean, debugFlags: readonly string[]): boolean {
  const path = debugFlags.length === 0 ? undefined : declaredPath(value)
  if (path !== undefined && debugFlags.some((flag) => isNamed(path, flag))) return holds
  if (value.kind === "operation") {
    const [left, right] = value.operands
    if (value.operator === "not") return left !== undefined && isDebugTest(left, !holds, debugFlags)
    if (value.operator === "and")
      return holds && value.operands.some((operand) => isDebugTest(operand, true, debugFlags))
    const isEquality = value.operator === "==" || value.operator === "same"
    if (!isEquality && value.operator !== "!=" && value.operator !== "not-same") return false
    const isSetting = isEquality === holds ? isDebugSetting : isProductionSetting
    return [left, right].some((side) => side?.kind === "constant" && isSetting(String(side.value)))
  }
  if (!holds) return false
  // `config.debug.enabled`
  const name = nameOf(value)
  const whole = `${ownerOf(value)}_${name}`
  return (
    isDebugFlag(name) || isDebugFlag(whole) || debugFlags.some((flag) => flag.endsWith(`.${name}`) || flag === name)
  )
}

/** What a setting is called: `settings.DEBUG`, `config["DEBUG"]`, `settings.get("debug")`. */
function nameOf(value: Value): string {
  if (value.kind === "element") return value.index?.kind === "constant" ? String(value.index.value) : ""
  if (value.kind === "call") {
    const [key] = value.arguments
    const isAsked = value.callee.kind === "member" && value.callee.name === "get" && key?.value.kind === "constant"
    return isAsked ? String(key.value.value) : ""
  }
  if (value.kind === "member") return value.name
  if (value.kind === "parameter") return value.parameter.name
  return value.kind === "external" ? lastName(value.path) : ""
}

function ownerOf(value: Value): string {
  if (value.kind === "member") return nameOf(value.object)
  return value.kind === "external" ? lastName(value.path.slice(0, Math.max(0, value.path.lastIndexOf(".")))) : ""
}
