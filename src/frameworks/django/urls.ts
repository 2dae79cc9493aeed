import { type Place, placeKey } from "../../model/place.ts"
import { argument } from "../../semantics/arguments.ts"
import { optionsOf } from "../../semantics/choice.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { traceModule } from "../../semantics/trace.ts"
import type { CallValue, Value } from "../../semantics/value.ts"

// https://docs.djangoproject.com/en/stable/topics/http/urls/

/** What stands behind a path: a view, or the `urls` of something that has views of its own. */
export interface Entry {
  /** With what includes put in front of it: `/api/orders/<int:id>`; a part that is not known is `…`. */
  readonly path: string
  readonly view: Value
  readonly at: Place
}

/** How deep includes are followed. */
const depthLimit = 6

/** Everything that the `urlpatterns` of a module list, those that they include in their places. */
export function urlsOf(machine: Machine, module: string, from: Place): readonly Entry[] {
  const entries = new Map<string, Entry>()
  const file = fileOf(machine, module, from)
  if (file === undefined) return []
  for (const entry of new Patterns(machine).ofFile(file, "/", 0))
    entries.set(`${entry.path} ${placeKey(entry.at)}`, entry)
  return [...entries.values()]
}

function fileOf(machine: Machine, module: string, { file }: Place): string | undefined {
  const found = machine.resolve(module, file)
  return found.kind === "file" ? found.path : undefined
}

class Patterns {
  readonly #machine: Machine

  constructor(machine: Machine) {
    this.#machine = machine
  }

  ofFile(file: string, prefix: string, depth: number): readonly Entry[] {
    if (depth > depthLimit) return []
    const patterns = traceModule(this.#machine, file).names.get("urlpatterns")
    return patterns === undefined ? [] : this.#in(patterns, prefix, depth)
  }

  /** Lists, what is added to them, and what wraps them. */
  #in(value: Value, prefix: string, depth: number): readonly Entry[] {
    return optionsOf(settle(this.#machine, value)).flatMap(({ value: one }): readonly Entry[] => {
      if (one.kind === "list") return one.items.flatMap((item) => this.#in(item, prefix, depth))
      if (one.kind === "operation") return one.operands.flatMap((part) => this.#in(part, prefix, depth))
      if (one.kind === "member") return [{ path: prefix, view: one, at: one.at }]
      if (one.kind !== "call" || one.callee.kind !== "external") return []
      const name = nameOfPattern(one.callee.path)
      if (name === "path" || name === "re_path" || name === "url") return this.#pattern(one, prefix, depth)
      const isList = name === "i18n_patterns" || name === "format_suffix_patterns"
      return isList ? one.arguments.flatMap((given) => this.#in(given.value, prefix, depth)) : []
    })
  }

  /** `path("orders/", view)`, `re_path(r"^orders/$", view)`, `path("shop/", include("shop.urls"))` */
  #pattern({ arguments: given, at }: CallValue, prefix: string, depth: number): readonly Entry[] {
    const route = argument(given, 0, "route").value ?? argument(given, 0, "regex").value
    const view = argument(given, 1, "view").value
    if (view === undefined) return []
    const known = route === undefined ? undefined : settle(this.#machine, route)
    const own = known?.kind === "constant" && typeof known.value === "string" ? plain(known.value) : "…"
    const path = `${prefix}${own}`
    const settled = settle(this.#machine, view)
    const included = settled.kind === "list" ? settled : includedIn(settled)
    return included === undefined ? [{ path, view, at }] : this.#included(included, path, at, depth)
  }

  /** A module by its name or itself, a list, `(list, namespace)`, or the `urls` of a router. */
  #included(value: Value, prefix: string, at: Place, depth: number): readonly Entry[] {
    const settled = settle(this.#machine, value)
    if (settled.kind === "constant" && typeof settled.value === "string") {
      const file = fileOf(this.#machine, settled.value, at)
      return file === undefined ? [] : this.ofFile(file, prefix, depth + 1)
    }
    if (settled.kind === "module") return settled.isFolder ? [] : this.ofFile(settled.path, prefix, depth + 1)
    const [first] = settled.kind === "list" ? settled.items : []
    const inner = first === undefined ? undefined : settle(this.#machine, first)
    const isPair =
      inner !== undefined && (inner.kind === "list" || inner.kind === "constant" || inner.kind === "module")
    if (isPair && depth <= depthLimit) return this.#included(inner, prefix, at, depth + 1)
    return this.#in(settled, prefix, depth)
  }
}

function includedIn(view: Value): Value | undefined {
  const isInclude =
    view.kind === "call" && view.callee.kind === "external" && nameOfPattern(view.callee.path) === "include"
  return isInclude ? argument(view.arguments, 0, "arg").value : undefined
}

function nameOfPattern(path: string): string | undefined {
  return /^(django\.(urls|conf\.urls)|rest_framework\.urlpatterns)\b/.test(path)
    ? path.slice(path.lastIndexOf(".") + 1)
    : undefined
}

/** A pattern without what anchors it: `^orders/$` is `orders/`. */
function plain(pattern: string): string {
  return pattern.replace(/^\^\/?|^\//, "").replace(/\$$/, "")
}
