import type { Node } from "../ir/node.ts"
import type { FunctionDeclaration, Statement } from "../ir/statement.ts"
import { isOf, walk } from "../ir/walk.ts"
import type { Place } from "../model/place.ts"
import { decoratorModels } from "./decorators.ts"
import { isEnvironment } from "./key-name.ts"
import { lineage, ownMember } from "./lineage.ts"
import type { Machine } from "./machine.ts"
import { exportOf } from "./module-value.ts"
import type { ClassValue } from "./value.ts"

/** A field of a class that reads each of its fields from the environment. */
interface SettingsField {
  readonly owner: ClassValue
  readonly name: string
}

/** The fields whose default stands at a place: `SECRET_KEY: str = "dev"`, or `= DEFAULT_KEY` of the same file. */
export function settingsFields(machine: Machine, at: Place): readonly SettingsField[] {
  const constant = nameOf(at.chunk.body.find((one) => isAt(one, at)))
  return (machine.module(at.file)?.chunks ?? []).flatMap((chunk) =>
    chunk.body.flatMap((statement) => {
      if (statement.kind !== "class") return []
      const fields = statement.body.filter(
        (member) => (chunk === at.chunk && isAt(member, at)) || (constant !== undefined && isSetTo(member, constant)),
      )
      const owner = fields.length === 0 ? undefined : exportOf(machine, at.file, statement.name)
      if (owner?.kind !== "class" || !isSettings(machine, owner)) return []
      return fields.flatMap((field) => ({ owner, name: nameOf(field) ?? "" }))
    }),
  )
}

/** Whether an object of the class is not made while a field has a value that it refuses: its default, by all that is known. */
export function isRefused(machine: Machine, { owner, name }: SettingsField): boolean {
  return methodsOf(machine, owner).some((method) => {
    const reached = reachedFrom(machine, owner, method)
    const nodes = reached.flatMap((one) => one.body.flatMap((statement) => [...walk(statement)]))
    return (
      isRun(machine, owner, method) && nodes.some((one) => isOf(one, "raise")) && nodes.some((one) => names(one, name))
    )
  })
}

function isSettings(machine: Machine, owner: ClassValue): boolean {
  return lineage(machine, owner).some((one) => one?.kind === "external" && isEnvironment(machine, one))
}

function isAt(statement: Statement, at: Place): boolean {
  return statement.kind === "assign" && statement.value?.start === at.start && statement.value.end === at.end
}

function isSetTo(statement: Statement, constant: string): boolean {
  return statement.kind === "assign" && statement.value?.kind === "name" && statement.value.name === constant
}

function nameOf(statement: Statement | undefined): string | undefined {
  const target = statement?.kind === "assign" ? statement.targets[0] : undefined
  return target?.kind === "name" ? target.name : undefined
}

function methodsOf(machine: Machine, owner: ClassValue): readonly FunctionDeclaration[] {
  return lineage(machine, owner).flatMap((one) =>
    one?.kind === "class" ? one.declaration.body.filter((member) => member.kind === "function") : [],
  )
}

/** Whenever an object is made: its constructor, what runs after it, and what looks at the whole of it. */
function isRun(machine: Machine, owner: ClassValue, { name }: FunctionDeclaration): boolean {
  const bases = lineage(machine, owner)
  const isHook = bases.some(
    (one) => one?.kind === "external" && machine.library(`${one.path}.${name}`)?.kind === "whole-check",
  )
  if (name === owner.closure.language.constructorName || isHook) return true
  const method = bases.flatMap((one) =>
    one?.kind === "class" ? (ownMember(machine, one, name, undefined, owner) ?? []) : [],
  )[0]
  return method?.kind === "function" && decoratorModels(machine, method).some(({ kind }) => kind === "whole-check")
}

/** A method, and those of the same object that it calls. */
function reachedFrom(machine: Machine, owner: ClassValue, first: FunctionDeclaration): readonly FunctionDeclaration[] {
  const methods = new Map(methodsOf(machine, owner).map((method) => [method.name, method]))
  const found = new Set([first])
  for (const { body } of found) {
    for (const statement of body)
      for (const node of walk(statement)) {
        const called = isOf(node, "call") && isOf(node.callee, "member") ? methods.get(node.callee.name) : undefined
        if (called !== undefined) found.add(called)
      }
  }
  return [...found]
}

/** `self.key`, `values["key"]`, `("key", …)`. */
function names(node: Node, field: string): boolean {
  return (isOf(node, "member") && node.name === field) || (isOf(node, "literal") && node.value === field)
}
