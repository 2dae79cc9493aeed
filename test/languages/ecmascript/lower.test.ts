import { describe, expect, it } from "vitest"
import { printModule } from "../../support/print-ir.ts"
import { read } from "./front-end.ts"

/** Source → its tree; one line per chunk. */
type Golden = readonly (readonly [string, string])[]

const EXPRESSIONS: Golden = [
  ["a?.b[c]?.(d, ...e)", "(call? ([] (?. a b) c) d *e)"],
  ['a.b["c"].#d', '(. ([] (. a b) "c") #d)'],
  ["new A(1).b!.c as D", "(. (. (new A 1) b) c)"],
  ["x !== undefined", "(not-same x null)"],
  ['typeof x === "undefined" || x instanceof Y', "(if (same x null) {} else {(instance-of x Y)})"],
  ['-1 + +"401" * 2', "(+ -1 (* 401 2))"],
  ["a ?? b || c", "(if (?? a b) {} else {c})"],
  ["[1, , ...rest]", "(list 1 null (... rest))"],
  ['({ a, "b-c": 401, [d]: 1, ...e, get f() { return 1 } })', '(record "a":a "b-c":401 d:1 (... e) "f":(unknown))'],
  [
    "({ login: async (c) => c, logout() {} })",
    '(record "login":(async-def login [c] {(return c)}) "logout":(def logout [] {}))',
  ],
  [
    "f(function () { yield_() }, function* g() { yield 1 })",
    "(call f (def [] {(call yield_)}) (generator-def g [] {(yield 1)}))",
  ],
  [
    "f((a = 1, { b, c: { d } }, ...e) => b)",
    "(call f (def [a=1 {}10 *e] {(= b (. {}10 b)) (= d (. (. {}10 c) d)) (return b)}))",
  ],
  ["(a, b)", "a b"],
  ["/^Bearer/i", '(regex "^Bearer")'],
  ["!(await f())", "(not (await (call f)))"],
  ["<div onClick={() => f()}>{x}</div>", "(unknown)"],
  ["roles.some((role) => held.includes(role))", "(generator-of (call (. held includes) role) (for role roles))"],
  ["users.find((user) => user.id === id)", "(generator-of user (for user users if (same (. user id) id)))"],
  [
    'app.use("/x", require("./routes"))',
    '(import ./routes require("./routes")=<./routes>) (call (. app use) "/x" require("./routes"))',
  ],
  [
    '(await import("./lazy")).run()',
    '(import ./lazy require("./lazy")=<./lazy>) (call (. (await require("./lazy")) run))',
  ],
  ["f(class A { m() {} })", "(class A {(method-def m [this] {})}) (call f A)"],
]

const CONTINUATIONS: Golden = [
  [
    "jwt.verify(token, key, (err, claims) => { if (err) deny() })",
    "(call (. jwt verify) token key inside (def [err<failure> claims<result>] {(if err {(call deny)})}))",
  ],
  [
    "promise.then((user) => use(user), (e) => fail(e)).catch((error) => next(error))",
    "(call (. (call (. promise then) inside (def [user<result>] {(return (call use user))}) inside (def [e<failure>] {(return (call fail e))})) catch) inside (def [error<failure>] {(return (call next error))}))",
  ],
  ["items.forEach((item) => { use(item) })", "(call (. items forEach) inside (def [item<item>] {(call use item)}))"],
  [
    "new Promise((resolve, reject) => { reject(new Denied()) })",
    "(new Promise inside (def [resolve reject] {(call reject (new Denied))}))",
  ],
  ["app.use((err, req, res, next) => { next(err) })", "(call (. app use) (def [err req res next] {(call next err)}))"],
  [
    "app.setErrorHandler((error, request, reply) => { reply.send(error) })",
    "(call (. app setErrorHandler) (def [error request reply] {(call (. reply send) error)}))",
  ],
  ['app.get("/", (req, res) => res.end())', '(call (. app get) "/" (def [req res] {(return (call (. res end)))}))'],
]

const STATEMENTS: Golden = [
  [
    "const { a, b: [c = 1], ...rest } = await f()",
    "(= {}6 (await (call f))) (= a (. {}6 a)) (= c (?? ([] (. {}6 b) 0) 1)) (= rest {}6)",
  ],
  ["const { PORT } = process.env", "(= PORT (. (. process env) PORT))"],
  [
    "const f = async ({ user }, res) => res.json(user)",
    "(async-def f [{}17 res] {(= user (. {}17 user)) (return (call (. res json) user))})",
  ],
  ["let g = () => 1", "(= g (def [] {(return 1)}))"],
  ["return_(a ? b : c)", "(call return_ (? a b c))"],
  ["ok ? next() : res.sendStatus(401)", "(if ok {(call next)} else {(call (. res sendStatus) 401)})"],
  ["a && b(); c || d()", "(if a {(call b)})\n(if c {} else {(call d)})"],
  ["x = y = 1; x ||= 2; x += 3; delete a.b", "(= x y 1)\n(= x (or x 2))\n(= x (+ x 3))\n(delete (. a b))"],
  ["if (a) b(); else if (c) { d() }", "(if a {(call b)} else {(if c {(call d)})})"],
  [
    "switch (x) { case 1: case 2: a(); break; default: b(); case 3: { c() } }",
    "(match x (case 1 2 {(call a)}) (case 3 {(call c)}) (case _ {(call b) (call c)}))",
  ],
  [
    "try { a() } catch ({ message }) { b(message) } finally { c() }",
    "(try {(call a)} (except as {}12 {(= message (. {}12 message)) (call b message)}) finally {(call c)})",
  ],
  ["try { a() } catch { b() }", "(try {(call a)} (except {(call b)}))"],
  ["for (const [k, v] of xs) f(k)", "(loop (list k v) xs {(call f k)})"],
  ["for (const { id } of xs) f(id)", "(loop {}11 xs {(= id (. {}11 id)) (call f id)})"],
  ["for (let i = 0; i < 1; i++) g()", "(= i 0) (loop (< i 1) {(call g) (unknown i)})"],
  ["while (true) { break }", "(loop true {(break)})"],
  ["throw new Denied(401)", "(raise (new Denied 401))"],
  ["function* h() { yield 1 }", "(generator-def h [] {(yield 1)})"],
]

const MODULES: Golden = [
  [
    'import a, { b as c, default as d } from "./m"; import * as n from "n"; import "side"',
    "(import ./m default>a b>c default>d)\n(import n n=<n>)\n(import side)",
  ],
  ['import type { T } from "t"; import e = require("e")', "(import-type t T)\n(import e e=<e>)"],
  ["export const a = 1; export { a as b, c }", "(= a 1)\n(export b a)"],
  [
    'export * from "./x"; export * as y from "./y"; export { default, z as w } from "./z"',
    "(import ./x *)\n(import ./y y=<./y>)\n(import ./z default z>w)",
  ],
  ["export default class { }", "(class default {}) (export default default)"],
  ["export default function handler(req, res) {}", "(def handler [req res] {}) (export default handler)"],
  ["export default async (req, res) => {}", "(export default (async-def [req res] {}))"],
  ["export = server", "(export * server)"],
  [
    'const express = require("express"), { Router: R } = require("express"), e = require("./x").e',
    "(import express express=<express>) (import express Router>R) (import ./x e)",
  ],
  ["exports.login = async (req, res) => {}", "(export login (async-def login [req res] {}))"],
  ["module.exports = { a, b }", '(export * (record "a":a "b":b))'],
  ["exports = module.exports = main; module.exports.other = 1", "(export * main) (export * main)\n(export other 1)"],
  ['const { b } = await import("./lazy")', "(import ./lazy b)"],
]

const CLASSES: Golden = [
  [
    "class A extends B { x = 1; static y = () => 2; declare z: string }",
    "(class A B {(= x 1) (static-def y [] {(return 2)}) (= z :(unknown))})",
  ],
  [
    "class A { constructor(private readonly s: Svc, @Inject(X) t) { super(t) } }",
    "(class A {(method-def constructor [this s:Svc @(call Inject X) t] {(= (. this s) s) (call (. (call super) constructor) t)})})",
  ],
  [
    '@Controller("a") class A { @Get() async m(@Body() { id }: Dto): Promise<User> { return super.m() } }',
    '(class A @(call Controller "a") {(async-method-def m @(call Get) [this @(call Body) {}50:Dto] ->([] Promise User) {(= id (. {}50 id)) (return (call (. (call super) m)))})})',
  ],
  [
    "class A { get g() { return this.x } set g(v) {} static s() {} h = async () => this.s }",
    "(class A {(getter-def g [this] {(return (. this x))}) (setter-def g [this v] {}) (static-def s [] {}) (async-method-def h [this] {(return (. this s))})})",
  ],
  ['enum E { A, B = 401, C, "D" = "x", F }', '(class E {(= A 0) (= B 401) (= C 402) (= D "x") (= F (unknown))})'],
  ["interface Authed extends Request, Other<T> {}", "(class Authed Request Other {})"],
  ["const Request = 1; interface Request extends X {}", "(= Request 1)\n"],
  ["type Q = Request & { u: 1 }; type R = string", "(= Q Request)\n"],
  ["const k = class extends X {}", "(class k X {})"],
]

const BROKEN: Golden = [
  ["const a = 1; if (x", "(= a 1)\n! (if x {(unknown)})"],
  ["class A { @Get( m() { return 1 } }", "! (class A {(=)})"],
  ["foo(", "! (call foo)"],
]

describe("lowering", () => {
  it.each(EXPRESSIONS)("%s", (text, tree) => expect(printModule(read(text, "src/main.tsx"))).toBe(tree))
  it.each(CONTINUATIONS)("%s", (text, tree) => expect(printModule(read(text, "src/main.tsx"))).toBe(tree))
  it.each(STATEMENTS)("%s", (text, tree) => expect(printModule(read(text, "src/main.tsx"))).toBe(tree))
  it.each(MODULES)("%s", (text, tree) => expect(printModule(read(text, "src/main.tsx"))).toBe(tree))
  it.each(CLASSES)("%s", (text, tree) => expect(printModule(read(text, "src/main.tsx"))).toBe(tree))
  it.each(BROKEN)("%s", (text, tree) => expect(printModule(read(text, "src/main.tsx"))).toBe(tree))
})
