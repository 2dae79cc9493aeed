import { createHash } from "node:crypto"
import { describe, expect, it } from "vitest"
import { ruleCatalogue } from "../../src/gatelint.ts"
import { Lines } from "../../src/model/lines.ts"
import { bodyOf } from "../../src/reporters/html/body.ts"
import { codeFrame } from "../../src/reporters/html/code.ts"
import { exitsOn, mapData, routeOf } from "../../src/reporters/html/map-data.ts"
import { markup, prose, raw } from "../../src/reporters/html/markup.ts"
import { page } from "../../src/reporters/html/page.ts"
import { routeDetail } from "../../src/reporters/html/route-detail.ts"
import { html } from "../../src/reporters/html.ts"
import { context } from "./context.ts"
import { evil, hostile, hostileSource } from "./hostile-report.ts"
import { hostileMap, sampleMap } from "./sample-map.ts"
import { report, sample, sources } from "./sample-report.ts"

const given = context({ rules: ruleCatalogue, source: (file) => sources[file], map: () => sampleMap })
const attacked = context({ rules: ruleCatalogue, source: () => hostileSource, map: () => hostileMap })

/** One element a line, so that a change is seen where it is. */
const lined = (text: string) => `${text.replaceAll("><", ">\n<")}\n`

it("the body is what it was", async () => {
  await expect(lined(bodyOf(sample, given).html)).toMatchFileSnapshot("__golden__/body.html")
})

it("an opened route is what it was", async () => {
  const data = mapData(sampleMap, sample.findings)
  const found = routeOf(data, 0, 0)
  const detail = found === undefined ? "" : routeDetail(found.pipeline, found.route, data.marks).html
  await expect(lined(detail)).toMatchFileSnapshot("__golden__/route-detail.html")
})

it("nothing found, no app: still a page", () => {
  const text = html(report({}), context({ rules: ruleCatalogue }))
  expect(text).toContain("Nothing to report.")
  expect(text).toContain("No app was found")
})

describe("the page needs nobody", () => {
  const text = html(sample, given)

  it("loads nothing", () => {
    expect(text).not.toMatch(/<(link|img|iframe|object|embed|source|video|audio)\b/i)
    expect(text).not.toMatch(/\ssrc=|url\(|@import|\bfetch\(|XMLHttpRequest|\bimport\(/)
  })

  it("has a policy that names its own script and style by their hashes, and no other", () => {
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text) ?? []
    const script = /<script>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? ""
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? ""
    const hash = (content: string) => `'sha256-${createHash("sha256").update(content).digest("base64")}'`
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `script-src ${hash(script)}`,
      `style-src ${hash(style)}`,
      "base-uri 'none'",
      "form-action 'none'",
    ])
  })

  it("has no inline handlers and no inline styles, which that policy would stop", () => {
    expect(tags(text).filter((tag) => /\s(on\w+|style)=/.test(tag))).toEqual([])
  })

  it("takes the nonce of a host", () => {
    const live = page(sample, given, "abc123")
    expect(live).toContain("script-src 'nonce-abc123'; style-src 'nonce-abc123'")
    expect(live).toContain('<style nonce="abc123">')
    expect(live).toContain('<script nonce="abc123">')
  })
})

describe("text of strangers", () => {
  const text = html(hostile, attacked)
  const data = mapData(hostileMap, hostile.findings)
  const found = routeOf(data, 0, 0)
  const detail = found === undefined ? "" : routeDetail(found.pipeline, found.route, data.marks).html

  it("begins no element", () => {
    const known =
      /^<\/?(!doctype|html|head|meta|title|style|body|a|header|footer|main|nav|section|article|h[1-4]|p|small|strong|code|pre|span|mark|del|ins|form|label|input|select|option|fieldset|legend|button|table|caption|thead|tbody|tr|th|td|details|summary|ul|ol|li|div|figure|figcaption|script|svg|g|rect|path|text|tspan)\b/
    expect(tags(text + detail).filter((tag) => !known.test(tag))).toEqual([])
    expect([...text.matchAll(/<script\b/g)]).toHaveLength(2)
    expect(text + detail).not.toContain("<img")
  })

  it("sets no attribute", () => {
    const bare = tags(text + detail).map((tag) => tag.replace(/"[^"]*"/g, '""'))
    expect(bare.filter((tag) => /onerror|alert/.test(tag))).toEqual([])
  })

  it("does not end the data", () => {
    const [, json = ""] = /<script type="application\/json" id="map-data">([\s\S]*?)<\/script>/.exec(text) ?? []
    expect(JSON.parse(json).apps[0].name).toBe(evil)
  })
})

describe("markup", () => {
  it.each([
    [markup`<p title="${"\"<&'"}">${"<b>"}</p>`, '<p title="&quot;&lt;&amp;&#39;">&lt;b&gt;</p>'],
    [markup`${[raw("<i>"), markup`${1}`]}${undefined}`, "<i>1"],
    [markup`${"a\u202eb"}`, "a·b"],
    [prose("`x < 1` is <odd>"), "<code>x &lt; 1</code> is &lt;odd&gt;"],
    [prose("one ` alone"), "one ` alone"],
  ])("%#", ({ html: text }, expected) => {
    expect(text).toBe(expected)
  })
})

it("gates that routes share are carried once, and every exit of a route is found", () => {
  const [app] = sampleMap.apps
  const [first] = app?.routes ?? []
  if (app === undefined || first === undefined) throw new Error("the sample has a route")
  const data = mapData({ apps: [{ ...app, routes: [first, { ...first, path: "/again" }] }] }, sample.findings)
  expect(data.gates).toHaveLength(2)
  expect(routeOf(data, 0, 1)?.route).toEqual({ ...first, path: "/again" })
  expect(routeOf(data, 0, 2)).toBeUndefined()
  expect(exitsOn(app.pipeline, first).map(({ status }) => status)).toEqual([401, 401, 401, 403, 401])
  expect(data.marks["app/api/items.py:4"]).toContain("scope-check-401")
})

function tags(text: string): readonly string[] {
  const withoutScripts = text.replace(/(<(script|style)[^>]*>)[\s\S]*?(<\/\2>)/g, "$1$3")
  return [...withoutScripts.matchAll(/<[a-z!/][^>]*>/gi)].map(([tag]) => tag)
}

it.each([
  [`if "ships:write" not in user.scopes:`, `<span class="keyword">if</span> <span class="string">"ships:write"</span>`],
  [
    `return"x" or f'{y}'`,
    `<span class="string">"x"</span> <span class="keyword">or</span> <span class="string">f'{y}'</span>`,
  ],
])("code is coloured by its shape: %s", (text, expected) => {
  const range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }
  expect(codeFrame(new Lines(text), range).html.replaceAll("&quot;", '"').replaceAll("&#39;", "'")).toContain(expected)
})
