import type { Module } from "../ir/module.ts"
import type { Block } from "../ir/statement.ts"
import type { Machine } from "../semantics/machine.ts"

const known = new WeakMap<Module, ReadonlySet<string>>()

/** Whether a file imports one of these packages at its top: what its functions return may then be that framework's. */
export function importsOneOf(machine: Machine, file: string, packages: readonly string[]): boolean {
  const module = machine.module(file)
  if (module === undefined) return false
  const roots = known.get(module) ?? rootsOf(module)
  known.set(module, roots)
  return packages.some((name) => roots.has(name))
}

function rootsOf(module: Module): ReadonlySet<string> {
  const roots = new Set<string>()
  const visit = (block: Block) => {
    for (const statement of block) {
      if (statement.kind === "import") roots.add(statement.specifier.split(".")[0] ?? "")
      if (statement.kind === "try") visit(statement.body)
      if (statement.kind === "if") visit(statement.then)
    }
  }
  for (const { body } of module.chunks) visit(body)
  return roots
}
