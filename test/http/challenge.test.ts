import { describe, expect, it } from "vitest"
import { parseChallenges, writeChallenges } from "../../src/http/challenge.ts"

describe("challenges of RFC 9110", () => {
  it.each([
    ["Bearer", ["Bearer"]],
    ["bearer", ["bearer"]],
    ['Bearer realm="api", error="invalid_token"', ["Bearer realm=api error=invalid_token"]],
    ['Basic realm="a, b", charset="UTF-8"', ["Basic realm=a, b charset=UTF-8"]],
    // Several challenges, with and without parameters, in one header.
    [
      'Newauth realm="apps", type=1, title="Login to \\"apps\\"", Basic realm="simple"',
      ['Newauth realm=apps type=1 title=Login to "apps"', "Basic realm=simple"],
    ],
    ["Negotiate, NTLM", ["Negotiate", "NTLM"]],
    ['Negotiate YWxhZGRpbg==, Basic realm="x"', ["Negotiate YWxhZGRpbg==", "Basic realm=x"]],
    ["Negotiate oRQ=", ["Negotiate oRQ="]],
    ["Bearer realm=", ["Bearer realm="]],
    ['Bearer realm = "x"', ["Bearer realm=x"]],
    ['Bearer scope="…"', ["Bearer scope=…"]],
    ['DPoP algs="ES256 PS256", error="use_dpop_nonce"', ["DPoP algs=ES256 PS256 error=use_dpop_nonce"]],
    [
      'Bearer resource_metadata="https://api.example/.well-known/oauth-protected-resource"',
      ["Bearer resource_metadata=https://api.example/.well-known/oauth-protected-resource"],
    ],
    ["Bearer realm='api'", ["Bearer realm='api'"]],
  ])("reads %s", (text, expected) => {
    const parsed = parseChallenges(text)
    const shown =
      parsed.kind === "fault"
        ? parsed.why
        : parsed.challenges.map(({ scheme, token68, parameters }) =>
            [
              scheme,
              ...(token68 === undefined ? [] : [token68]),
              ...parameters.map(({ name, value }) => `${name}=${value}`),
            ].join(" "),
          )
    expect(shown).toEqual(expected)
  })

  it.each([
    ["", "it is empty"],
    ["  ", "it is empty"],
    ["Bearer: x", "a colon follows the scheme"],
    ['Bearer realm="a" error="b"', "a comma is missing"],
    ["Bearer error=invalid token", "a comma is missing"],
    ['Bearer realm="a', "a quote is not closed"],
    ['Bearer realm="a\nb"', "a quote is not closed"],
    ['Bearer realm="a",', "it ends with a comma"],
    ["Bearer scope=a/b, error=c", "the value of `scope` has to be quoted"],
    ['Bearer "x"', "a parameter's name is expected"],
    ["(Bearer)", "a scheme's name is expected"],
  ])("does not read %j: %s", (text, why) => {
    const parsed = parseChallenges(text)
    expect(parsed.kind === "fault" ? parsed.why : parsed).toEqual(why)
  })

  it("writes what it read", () => {
    const text = 'Bearer realm="a \\"b\\"", error="invalid_token", Negotiate YWxhZGRpbg=='
    const parsed = parseChallenges(text)
    expect(parsed.kind === "challenges" ? writeChallenges(parsed.challenges) : parsed.why).toBe(text)
    expect(
      writeChallenges([
        { scheme: "Basic", token68: undefined, parameters: [{ name: "realm", value: "x", quoted: false }] },
      ]),
    ).toBe('Basic realm="x"')
  })
})
