import { describe, expect, it } from "vitest"
import { printModule } from "../../support/print-ir.ts"
import { read } from "./front-end.ts"

/** Source → its tree; one line per chunk. */
type Golden = readonly (readonly [string, string])[]

const EXPRESSIONS: Golden = [
  ["a.b.c(1, *d, e=2, **f)", "(call (. (. a b) c) 1 *d e=2 **f)"],
  ["f(x for x in y)", "(call f (generator-of x (for x y)))"],
  ["x[1]", "([] x 1)"],
  ["x[1:2, ::3]", "([] x (tuple (slice 1 2) (slice _ _)))"],
  ["x[:n]", "([] x (slice _ n))"],
  ["a < b <= c", "(and (< a b) (<= b c))"],
  ["a not in b is not c", "(and (not-in a b) (not-same b c))"],
  ["a is None", "(same a null)"],
  ["not a or -b and ~c", "(or (not a) (and (- b) (~ c)))"],
  ["a - b // c ** d", "(- a (// b (** c d)))"],
  ["a if b else c", "(? b a c)"],
  ["(y := f(x))", "(:= y (call f x))"],
  ["((((a))))", "a"],
  ["await f()", "(await (call f))"],
  ["[1, *a], (b,), {c}, ()", "(tuple (list 1 (... a)) (tuple b) (set c) (tuple))"],
  ['{**a, "b": True}', '(record (... a) "b":true)'],
  ["[x for x in xs if x if y for z in x]", "(list-of x (for x xs if x if y) (for z x))"],
  ["{k: v for k, v in x}", "(record-of k v (for (tuple k v) x))"],
  ["{x async for x in xs}", "(set-of x (for x xs))"],
  ["lambda a, *b, c=1, **d: a", "(def [a *b !c=1 **d] {(return a)})"],
  ["lambda: (yield)", "(generator-def [] {(return (yield))})"],
  ["0x1F, 0b11, 1_000, 1e3, .5, 3j", "(tuple 31 3 1000 1000 0.5 (unknown))"],
  ["f(...)", "(call f (unknown))"],
  ["größe.日本", "(. größe 日本)"],
]

const STRINGS: Golden = [
  [String.raw`"a\n\x41\u00e9\101\q"`, JSON.stringify("a\nAéA\\q")],
  [String.raw`r"a\n"`, JSON.stringify("a\\n")],
  [String.raw`b"\xe9\u00e9"`, JSON.stringify("é\\u00e9")],
  ['"""a\r\nb"""', '"a\\nb"'],
  [String.raw`'\N{DASH}\U0001F600'`, JSON.stringify("\\N{DASH}😀")],
  ['("a"\n  "b" r"\\d")', '"ab\\\\d"'],
  ['f"a{x!r:>{w}}b{{c}}{y=}" "z"', '(template "a" x "b{c}y=" y "z")'],
  ['f"{a}{b!s}"', "(template a b)"],
  ['f"{a["k"]}"', '(template ([] a "k"))'],
  ['rf"\\d{a}"', '(template "\\\\d" a)'],
  ['f"plain"', '"plain"'],
  ['t"plain"', '(template "plain")'],
  ['t"{a}"', "(template a)"],
  ['""', '""'],
]

const STATEMENTS: Golden = [
  ["a = b = c", "(= a b c)"],
  ["a: int = 1", "(= a :int 1)"],
  ["a: int", "(= a :int)"],
  ["a.b |= c", "(|= (. a b) c)"],
  ["a, (b, *c) = d, e", "(= (tuple a (tuple b (... c))) (tuple d e))"],
  ["type X[T] = list[T]", "(= X ([] list T))"],
  ["a = 1; b = 2", "(= a 1)\n(= b 2)"],
  ["return a, b", "(return (tuple a b))"],
  ["return", "(return)"],
  ["raise A(1) from b", "(raise (call A 1) from b)"],
  ["raise", "(raise)"],
  ["del a, b[1]", "(delete a ([] b 1))"],
  ['assert a, "b"', '(assert a "b")'],
  ["global a, b", "(scope a b)"],
  ['"""Doc."""', '"Doc."'],
  ["pass\n...", "\n"],
  ["if a:\n b\nelif c:\n d\nelse:\n e", "(if a {b} else {(if c {d} else {e})})"],
  ["for i, j in a, b:\n break\nelse:\n c", "(loop (tuple i j) (tuple a b) {(break)} else {c})"],
  ["while a:\n continue", "(loop a {(continue)})"],
  ["with a as b, c: d", "(with (as a b) c {d})"],
  ["with (a as b, c): d", "(with (as a b) c {d})"],
  ["with (a as b): d", "(with (as a b) {d})"],
  [
    "try:\n a\nexcept B as e:\n b\nexcept (C, d.E):\n raise\nexcept:\n c\nelse:\n d\nfinally:\n f",
    "(try {a} (except B as e {b}) (except C (. d E) {(raise)}) (except {c}) else {d} finally {f})",
  ],
  ["try:\n a\nexcept A, B:\n b", "(try {a} (except A B {b}))"],
  ["try:\n a\nexcept* (A, B) as e:\n b", "(try {a} (except A B as e {b}))"],
  [
    "match x:\n case 401 | 403 if y: a\n case (-1): b\n case s.OK | None: c\n case 1 | _: d\n case _: e",
    "(match x (case 401 403 if y {a}) (case (- 1) {b}) (case (. s OK) null {c}) (case _ {d}) (case _ {e}))",
  ],
  [
    'match x, y:\n case q: a\n case A(b, k=c): a\n case {"k": d, **r}: a\n case [e, *f] as g: a\n case h, i: a',
    "(match (tuple x y) (case _ binds q {a}) (case binds b,c {a}) (case binds d,r {a}) (case binds e,f,g {a}) (case binds h,i {a}))",
  ],
]

const IMPORTS: Golden = [
  ["import a.b", "(import a.b a=<a>)"],
  ["import a.b as c, d", "(import a.b c=<a.b>) (import d d=<d>)"],
  ["from . import a as b, c", "(import . a>b c)"],
  ["from ..x.y import (a,\n  b as c,)", "(import ..x.y a b>c)"],
  ["from x import *", "(import x *)"],
  ["from __future__ import annotations", "(import __future__ annotations)"],
  [
    "if TYPE_CHECKING:\n from a import b\nelse:\n import c",
    "(if TYPE_CHECKING {(import-type a b)} else {(import c c=<c>)})",
  ],
  ["if typing.TYPE_CHECKING:\n import a", "(if (. typing TYPE_CHECKING) {(import-type a a=<a>)})"],
  ["def f():\n import a", "(def f [] {(import a a=<a>)})"],
]

const DECLARATIONS: Golden = [
  [
    "async def f(a, /, b: int, c=1, *d, e: x.Y[T] | None = None, **g) -> 'R': await a",
    '(async-def f [/a b:int c=1 *d !e:(| ([] (. x Y) T) null)=null **g] ->"R" {(await a)})',
  ],
  ["def f(a, *, b): pass", "(def f [a !b] {})"],
  ["def f(u: Annotated[User, Depends(g)]): pass", "(def f [u:([] Annotated (tuple User (call Depends g)))] {})"],
  ["def f(*a: int, **b: str): pass", "(def f [*a:int **b:str] {})"],
  ["def f[T: int](x: T) -> T: pass", "(def f [x:T] ->T {})"],
  ["def f():\n def g(): yield\n return g", "(def f [] {(generator-def g [] {(yield)}) (return g)})"],
  ["def f():\n yield from x", "(generator-def f [] {(yield x)})"],
  ["@a\n@b.c(1)\ndef f(): pass", "(def f @a @(call (. b c) 1) [] {})"],
  [
    "@d\nclass A(B, metaclass=M):\n x: int = 1\n @property\n def p(self): ...\n @p.setter\n def p(self, v): ...",
    "(class A @d B metaclass=M {(= x :int 1) (getter-def p @property [self] {}) (setter-def p @(. p setter) [self v] {})})",
  ],
  [
    "class A:\n @staticmethod\n def s(): pass\n @classmethod\n async def c(cls): pass\n if X:\n  def m(self):\n   def n(): pass",
    "(class A {(static-def s @staticmethod [] {}) (async-class-def c @classmethod [cls] {}) (if X {(method-def m [self] {(def n [] {})})})})",
  ],
]

for (const [title, table] of Object.entries({ EXPRESSIONS, STRINGS, STATEMENTS, IMPORTS, DECLARATIONS })) {
  describe(title.toLowerCase(), () => {
    it.each(table)("%s", (source, printed) => {
      const module = read(source)
      expect(printModule(module)).toBe(printed)
      expect(module.chunks.some((chunk) => chunk.broken)).toBe(false)
    })
  })
}

describe("depth", () => {
  it("stops lowering where nesting has no end", () => {
    expect(printModule(read(`x = ${"(".repeat(5000)}1${")".repeat(5000)}`))).toBe("(= x (unknown))")
  })

  it.each([
    `if a:\n b\n${"elif a:\n b\n".repeat(2000)}`,
    `x = a${" + a".repeat(5000)}`,
    `x = a${" < a".repeat(5000)}`,
    `x = ${"a if b else ".repeat(2000)}c`,
    `${"x = ".repeat(2000)}1`,
    `${Array.from({ length: 90 }, (_, depth) => `${" ".repeat(depth)}if a:\n`).join("")}${" ".repeat(90)}b`,
  ])("makes no tree that is too deep to walk: %#", (source) => {
    expect(depthOf(read(source).chunks[0]?.body)).toBeLessThan(2500)
  })

  it("keeps what stands beside", () => {
    const module = read(`x = ${"[".repeat(3000)}${"]".repeat(3000)}\ny = 1\n`)
    expect(printModule(module).split("\n")[1]).toBe("(= y 1)")
  })
})

/** How deep objects and arrays nest. */
function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0
  let deepest = 0
  for (const part of Object.values(value)) deepest = Math.max(deepest, depthOf(part))
  return deepest + 1
}
