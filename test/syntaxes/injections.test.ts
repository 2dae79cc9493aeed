import { describe, expect, it } from "vitest"
import manifest from "../../package.json" with { type: "json" }
import { syntaxes, tokensOf } from "./tokens.ts"

type Language = Parameters<typeof tokensOf>[0]

describe("a challenge in a string", () => {
  it.each<readonly [Language, code: string, colours: string]>([
    ["python", `h = "Bearer"`, "scheme:Bearer"],
    ["python", `h = 'Bearer realm="api"'`, `scheme:Bearer name:realm assignment:= begin:" value:api end:"`],
    [
      "python",
      `h = 'Bearer error="invalid_token"'`,
      `scheme:Bearer name:error assignment:= begin:" code:invalid_token end:"`,
    ],
    // An error code of nobody's is no constant of the language.
    ["python", `h = 'Bearer error="nope"'`, `scheme:Bearer name:error assignment:= begin:" other:nope end:"`],
    ["python", `h = b'Basic realm="a"'`, `scheme:Basic name:realm assignment:= begin:" value:a end:"`],
    ["python", `h = f'Bearer scope="{s.scope_str}"'`, `scheme:Bearer name:scope assignment:=`],
    [
      "python",
      `h = """Digest qop="auth", Basic realm="x\\""""`,
      `scheme:Digest name:qop assignment:= begin:" value:auth end:" scheme:Basic name:realm assignment:= begin:" value:x end:\\"`,
    ],
    [
      "javascript",
      `r.set("X", "Basic realm=\\"x\\"")`,
      `scheme:Basic name:realm assignment:= begin:\\" value:x end:\\"`,
    ],
    ["jsx", `r.set("X", 'APIKey realm="x"')`, `scheme:APIKey name:realm assignment:= begin:" value:x end:"`],
    [
      "typescript",
      `const h = \`Bearer realm="\${realm}", error="insufficient_scope"\``,
      `scheme:Bearer name:realm assignment:= name:error assignment:= begin:" code:insufficient_scope end:"`,
    ],
    [
      "tsx",
      `const h = 'Bearer error="invalid_request"'`,
      `scheme:Bearer name:error assignment:= begin:" code:invalid_request end:"`,
    ],
  ])("%s: %s", async (language, code, colours) => {
    expect(await coloursOf(language, code)).toBe(colours)
  })

  it.each<readonly [Language, code: string]>([
    ["python", `h = "Bearer of bad news"`],
    ["python", `h = "a Bearer realm=x"`],
    ["python", `h = '<th scope="col">'`],
    ["python", `token_type = "bearer"`],
    ["python", `Bearer = 1`],
    ["javascript", `const x = "Basic usage: a=b"`],
  ])("%s: %s is none", async (language, code) => {
    expect(await coloursOf(language, code)).toBe("")
  })

  it("leaves what is interpolated to the language, and the string where it ends", async () => {
    const tokens = await tokensOf("python", `h = f'Bearer scope="{s.scope_str}"', s.other`)
    expect(tokens.find(({ text }) => text === "scope_str")?.scopes).toContain("meta.attribute.python")
    expect(tokens.find(({ text }) => text === "other")?.scopes).toEqual([
      "source.python",
      "meta.member.access.python",
      "meta.attribute.python",
    ])
    const template = await tokensOf("typescript", `const h = \`Bearer realm="\${realm}"\`; next()`)
    expect(template.find(({ text }) => text === "next")?.scopes).toContain("entity.name.function.ts")
  })
})

describe("a directive in a comment", () => {
  it.each<readonly [Language, code: string, colours: string]>([
    ["python", "x = 1  # gatelint: ignore", "tool:gatelint control:ignore"],
    [
      "python",
      "# gatelint: ignore-file[leaky-detail]",
      "tool:gatelint control:ignore-file begin:[ rule:leaky-detail end:]",
    ],
    [
      "typescript",
      "f() // gatelint: ignore[missing-challenge, leaky-detail] -- the gateway adds it",
      "tool:gatelint control:ignore begin:[ rule:missing-challenge rule:leaky-detail end:] separator:-- reason:the gateway adds it",
    ],
    ["tsx", "/* gatelint: ignore -- generated */ f()", "tool:gatelint control:ignore separator:-- reason:generated "],
  ])("%s: %s", async (language, code, colours) => {
    expect(await coloursOf(language, code)).toBe(colours)
  })

  it.each<readonly [Language, code: string]>([
    ["python", `x = "gatelint: ignore"`],
    ["python", "# gatelint: ignored by all"],
    ["javascript", "gatelint: ignore()"],
  ])("%s: %s is none", async (language, code) => {
    expect(await coloursOf(language, code)).toBe("")
  })
})

it("the manifest contributes every grammar to every language", () => {
  const files = manifest.contributes.grammars.map(({ path, scopeName }) => [path, scopeName])
  expect(files.sort()).toEqual(syntaxes.map(({ path, scope }) => [`./syntaxes/${path}`, scope]).sort())
})

/** What gatelint's grammars add to a line: `scheme:Bearer name:realm`. */
async function coloursOf(language: Language, code: string): Promise<string> {
  const tokens = await tokensOf(language, code)
  return tokens
    .flatMap(({ text, scopes }) => {
      const own = scopes.at(-1)?.match(/([\w-]+?)\.(?:challenge|directive)\.gatelint$/)?.[1]
      return own === undefined || scopes.at(-1)?.startsWith("meta.") ? [] : `${short(own)}:${text}`
    })
    .join(" ")
}

function short(kind: string): string {
  return kind === "attribute-name" ? "name" : kind === "error-code" ? "code" : kind
}
