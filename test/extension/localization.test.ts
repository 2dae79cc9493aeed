import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import { describe, expect, it } from "vitest"
import { root } from "../../tools/root.ts"

const translations = ["ko", "ja"]
const english = table("package.nls.json")

describe("the manifest's texts", () => {
  const used = [...read("package.json").matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key)

  it("are all there, and all used", () => {
    expect(Object.keys(english).sort()).toEqual([...new Set(used)].sort())
  })

  it.each(translations)("are all there in %s, with the same links", (language) => {
    const translated = table(`package.nls.${language}.json`)
    expect(Object.keys(translated)).toEqual(Object.keys(english))
    expect(Object.entries(translated).filter(([key, text]) => linksOf(text) !== linksOf(english[key] ?? ""))).toEqual(
      [],
    )
    expect(Object.entries(translated).filter(([key, text]) => text === english[key])).toEqual([])
  })
})

describe("the messages of the code", () => {
  const said = new Set(sources().flatMap((file) => messagesOf(file, read(file))))

  it("were found", () => {
    expect(said.size).toBeGreaterThan(20)
  })

  it.each(translations)("are all there in %s, with the same places for values", (language) => {
    const translated = table(`l10n/bundle.l10n.${language}.json`)
    expect(Object.keys(translated).sort()).toEqual([...said].sort())
    expect(Object.entries(translated).filter(([key, text]) => placesOf(text) !== placesOf(key))).toEqual([])
  })
})

/** Every text given to `l10n.t`; a text that is not written out there would never be translated. */
function messagesOf(file: string, text: string): string[] {
  const messages: string[] = []
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === "l10n.t") {
      const [message] = node.arguments
      if (message === undefined || !ts.isStringLiteral(message)) throw new Error(`${file}: ${node.getText()}`)
      messages.push(message.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true))
  return messages
}

function sources(): string[] {
  return readdirSync(join(root, "src/extension"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `src/extension/${file}`)
}

function linksOf(text: string): string {
  return [...text.matchAll(/\(command:[\w.]+\)|`[^`]+`/g)].map(String).sort().join(" ")
}

function placesOf(text: string): string {
  return [...text.matchAll(/\{\d\}/g)].map(String).sort().join(" ")
}

function table(path: string): Readonly<Record<string, string>> {
  return JSON.parse(read(path))
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8")
}
