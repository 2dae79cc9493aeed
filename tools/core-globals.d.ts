/**
 * The globals that every host of the core has (Node, browser, worker) and that the ES library does not name.
 * The core compiles against these alone; anything else belongs to a host.
 */

declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean })
  decode(input?: Uint8Array): string
}

declare class TextEncoder {
  encode(input?: string): Uint8Array
}

declare const performance: {
  now(): number
}
