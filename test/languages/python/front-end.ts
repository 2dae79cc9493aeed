import { readFileSync } from "node:fs"
import type { Module } from "../../../src/ir/module.ts"
import { createPython } from "../../../src/languages/python/index.ts"

const bytes = (path: string): Uint8Array => readFileSync(new URL(`../../../node_modules/${path}`, import.meta.url))

export const python = await createPython({
  core: bytes("web-tree-sitter/web-tree-sitter.wasm"),
  python: bytes("tree-sitter-python/tree-sitter-python.wasm"),
})

export function read(text: string, previous?: Module): Module {
  return python.read("app/main.py", text, previous)
}
