import type { Chunk, Language } from "../ir/module.ts"
import type { Node } from "../ir/node.ts"
import { type Place, placeOf } from "../model/place.ts"
import type { FunctionValue, Value } from "./value.ts"

/**
 * The names of one function (or of a module's top level) while it is executed, and where they stand.
 * Names that are not here are the enclosing function's, then the module's.
 */
export class Environment {
  readonly file: string
  readonly chunk: Chunk
  readonly language: Language
  readonly parent: Environment | undefined
  /** The function whose names these are; `undefined` at a module's top level. */
  readonly function: FunctionValue | undefined
  readonly names: Map<string, Value>

  constructor(
    from: { readonly file: string; readonly chunk: Chunk; readonly language: Language },
    parent: Environment | undefined,
    owner: FunctionValue | undefined,
    names = new Map<string, Value>(),
  ) {
    this.file = from.file
    this.chunk = from.chunk
    this.language = from.language
    this.parent = parent
    this.function = owner
    this.names = names
  }

  /** The same names, so that a branch can change them on its own. */
  fork(): Environment {
    return new Environment(this, this.parent, this.function, new Map(this.names))
  }

  /** The same names seen from another chunk: a module's top level goes through several. */
  inChunk(chunk: Chunk): Environment {
    return new Environment({ file: this.file, chunk, language: this.language }, this.parent, this.function, this.names)
  }

  find(name: string): Value | undefined {
    return this.names.get(name) ?? this.parent?.find(name)
  }

  place(node: Node): Place {
    return placeOf(node, this.file, this.chunk)
  }
}
