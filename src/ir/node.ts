/**
 * What every node of the tree has: where it stands.
 *
 * Offsets are UTF-16 code units, counted from the start of the node's {@link Chunk}: a chunk that an edit
 * only moves keeps its nodes.
 */
export interface Node {
  readonly start: number
  readonly end: number
}

/** A stretch of a chunk, in UTF-16 code units from the chunk's start. */
export type Span = Node
