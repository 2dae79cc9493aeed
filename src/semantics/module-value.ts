import type { Chunk, Module } from "../ir/module.ts"
import type { Export, Import, ImportBinding } from "../ir/statement.ts"
import type { Place } from "../model/place.ts"
import { bindingOf, moduleEnvironment } from "./binding.ts"
import type { Environment } from "./environment.ts"
import { evaluate } from "./evaluate.ts"
import type { Machine } from "./machine.ts"
import { member } from "./member.ts"
import { unknown, type Value } from "./value.ts"

interface Exporter {
  readonly chunk: Chunk
  readonly statement: Export
}

const exportsOfModule = new WeakMap<Module, ReadonlyMap<string | undefined, Exporter>>()

/** What an import binds one name to. */
export function importedValue(
  machine: Machine,
  statement: Import,
  binding: ImportBinding,
  environment: Environment,
): Value {
  const at = environment.place(binding)
  const from = environment.file
  if (binding.imported === undefined) return wholeModule(machine, binding.path ?? statement.specifier, from, at)
  const target = machine.resolve(statement.specifier, from)
  if (target.kind === "file") {
    const value = target.path === from ? undefined : exportOf(machine, target.path, binding.imported)
    if (value !== undefined) return value
  }
  const below = machine.submodule(statement.specifier, from, binding.imported)
  if (below !== undefined) {
    const submodule = machine.resolve(below, from)
    if (submodule.kind !== "external") {
      return { kind: "module", path: submodule.path, isFolder: submodule.kind === "folder", at }
    }
  }
  // A folder without that module only looks like a package: `from alembic import context` beside `alembic/`.
  if (target.kind !== "file") {
    const isWhole = binding.imported === environment.language.mainExport
    return { kind: "external", path: isWhole ? statement.specifier : `${statement.specifier}.${binding.imported}`, at }
  }
  const isRead = machine.module(target.path) !== undefined
  return unknown(isRead ? `${binding.imported} is not in ${target.path}` : "pending", at)
}

function wholeModule(machine: Machine, specifier: string, from: string, at: Place): Value {
  const target = machine.resolve(specifier, from)
  if (target.kind === "file" && target.path !== from) {
    const whole = exportOf(machine, target.path, undefined)
    if (whole !== undefined) return whole
  }
  return target.kind === "external"
    ? { kind: "external", path: specifier, at }
    : { kind: "module", path: target.path, isFolder: target.kind === "folder", at }
}

/**
 * What other modules get under a name: what an export statement says, a part of what the whole module is, else what the
 * name means there.
 * @param name without one: what the module itself is, `undefined` where it is no more than its names
 */
export function exportOf(machine: Machine, file: string, name: string | undefined): Value | undefined {
  const module = machine.module(file)
  if (module === undefined) return undefined
  const found = exportsOf(module)
  const own = found.get(name)
  if (own !== undefined) {
    const environment = moduleEnvironment(module, own.chunk)
    return machine.ask(
      `export:${file}:${name ?? ""}`,
      () => {
        // A function that is written there is one without any look-up that would say where it comes from.
        machine.note(file, false)
        return evaluate(machine, own.statement.value, environment)
      },
      () => unknown("cycle", environment.place(own.statement)),
    )
  }
  const whole = name === undefined || !found.has(undefined) ? undefined : exportOf(machine, file, undefined)
  const isMain = name === module.language.mainExport
  if (whole !== undefined && name !== undefined) return isMain ? whole : member(machine, whole, name, whole.at)
  return name === undefined ? undefined : bindingOf(machine, file, name)
}

/** The last export statement of each name at a module's top level. */
function exportsOf(module: Module): ReadonlyMap<string | undefined, Exporter> {
  const known = exportsOfModule.get(module)
  if (known !== undefined) return known
  const found = new Map<string | undefined, Exporter>()
  for (const chunk of module.chunks) {
    for (const statement of chunk.body) if (statement.kind === "export") found.set(statement.name, { chunk, statement })
  }
  exportsOfModule.set(module, found)
  return found
}

/** A member of a module or package of the project. */
export function moduleMember(machine: Machine, path: string, isFolder: boolean, name: string, at: Place): Value {
  if (!isFolder) {
    const value = exportOf(machine, path, name)
    if (value !== undefined) return value
    if (machine.module(path) === undefined) return unknown("pending", at)
  }
  const folder = isFolder ? path : path.replace(/\/?[^/]*$/, "")
  const below = machine.inFolder(folder, name)
  return below.kind === "external"
    ? unknown(`${name} is not in ${path}`, at)
    : { kind: "module", path: below.path, isFolder: below.kind === "folder", at }
}
