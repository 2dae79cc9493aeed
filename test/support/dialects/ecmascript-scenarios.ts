import type { Dialect, Scenario } from "./dialect.ts"

const given = ({ header }: Dialect) => header("Authorization")
const verified = (dialect: Dialect) => `const claims = jwt.verify(${given(dialect)}, secret)`
const bearer = 'Bearer realm="harbour"'
const lookUp = `await axios.get("https://users.harbour.example/" + claims.sub)`
const notAdmin = `if (!claims.roles.includes("admin"))`

/** What every framework can get wrong, whatever it has to offer beside answers. */
export const ecmascriptScenarios: readonly Scenario[] = [
  {
    rule: "missing-challenge",
    wrong: (d) => d.app("", `if (!${given(d)}) ${d.refuse({ status: 401 })} //!`),
    right: (d) => d.app("", `if (!${given(d)}) ${d.refuse({ status: 401, challenge: bearer })}`),
  },
  {
    rule: "unused-suppression",
    wrong: (d) => d.app("", "work() // gatelint: ignore[missing-challenge] -- mended //!"),
    right: (d) =>
      d.app("", `if (!${given(d)}) ${d.refuse({ status: 401 })} // gatelint: ignore[missing-challenge] -- known`),
  },
  {
    rule: "scope-check-401",
    wrong: (d) => d.app("", `${verified(d)}\n${notAdmin} ${d.refuse({ status: 401, challenge: bearer })} //!`),
    right: (d) => d.app("", `${verified(d)}\n${notAdmin} ${d.refuse({ status: 403 })}`),
  },
  {
    rule: "unauthenticated-403",
    wrong: (d) => d.app("", `if (!${given(d)}) ${d.refuse({ status: 403 })} //!`),
    right: (d) => d.app("", `if (!${given(d)}) ${d.refuse({ status: 401, challenge: bearer })}`),
  },
  {
    rule: "leaky-detail",
    wrong: (d) =>
      d.app("", `try { await work() }\ncatch (error) { ${d.refuse({ status: 500, text: "error.message" })} } //!`),
    right: (d) => d.app("", `try { await work() }\ncatch (error) { ${d.refuse({ status: 500 })} }`),
  },
  {
    rule: "domain-detail",
    wrong: (d) => d.app("class Full extends Error {}", full(d, "error.message", "//!")),
    right: (d) => d.app("class Full extends Error {}", full(d, `"Full."`, "")),
  },
  {
    rule: "invalid-challenge",
    wrong: (d) => d.app("", `if (!${given(d)}) ${d.refuse({ status: 401, challenge: "Basic" })} //!`),
    right: (d) => d.app("", `if (!${given(d)}) ${d.refuse({ status: 401, challenge: 'Basic realm="harbour"' })}`),
  },
  {
    rule: "terse-challenge",
    wrong: (d) =>
      d.app("", `try { ${verified(d)} }\ncatch (error) { ${d.refuse({ status: 401, challenge: bearer })} } //!`),
    right: (d) =>
      d.app(
        "",
        `try { ${verified(d)} }\ncatch (error) { ${d.refuse({ status: 401, challenge: 'Bearer error="invalid_token"' })} }`,
      ),
  },
  {
    rule: "vague-403",
    wrong: (d) => d.app("", `${verified(d)}\n${notAdmin} ${d.refuse({ status: 403, text: `"Forbidden"` })} //!`),
    right: (d) => d.app("", `${verified(d)}\n${notAdmin} ${d.refuse({ status: 403, text: `"Administrators only"` })}`),
  },
  {
    rule: "catch-all-401",
    wrong: (d) =>
      d.app(
        "",
        `try {\n  ${verified(d)}\n  ${lookUp}\n} catch (error) { ${d.refuse({ status: 401, challenge: bearer })} } //!`,
      ),
    right: (d) =>
      d.app(
        "",
        `let claims\ntry { claims = jwt.verify(${given(d)}, secret) } catch (error) { ${d.refuse({ status: 401, challenge: bearer })} }\n${lookUp}`,
      ),
  },
  {
    rule: "swallowed-auth-error",
    wrong: (d) => d.app(reader, `const claims = read(${given(d)})\nload(claims.sub) //!`),
    right: (d) =>
      d.app(
        reader,
        `const claims = read(${given(d)})\nif (claims === null) ${d.refuse({ status: 401, challenge: bearer })}\nload(claims.sub)`,
      ),
  },
  {
    rule: "account-enumeration",
    wrong: (d) => d.app("", logIn(d, "No such account.", "//!")),
    right: (d) => d.app("", logIn(d, "Wrong name or password.", "")),
  },
  {
    rule: "timing-unsafe-compare",
    wrong: (d) =>
      d.app(
        "",
        `if (${d.header("X-API-Key")} !== process.env.API_KEY) ${d.refuse({ status: 401, challenge: bearer })} //!`,
      ),
    right: (d) =>
      d.app(
        "",
        `if (!crypto.timingSafeEqual(hash(${d.header("X-API-Key")}), hash(process.env.API_KEY))) ${d.refuse({ status: 401, challenge: bearer })}`,
      ),
  },
  {
    rule: "unset-secret",
    wrong: (d) => d.app(`const key = process.env.JWT_KEY || "changeme" //!`, `jwt.verify(${given(d)}, key)`),
    right: (d) => d.app("", verified(d)),
  },
  {
    rule: "token-key-mismatch",
    wrong: (d) => d.app("", issued(d, "HS512", "//!")),
    right: (d) => d.app("", issued(d, "HS256", "")),
  },
]

const reader = `function read(token) {
  try { return jwt.verify(token, secret) } catch (error) { return null }
}`

function full(d: Dialect, text: string, mark: string): string {
  return `try { await work() }
catch (error) {
  if (error instanceof Full) ${d.refuse({ status: 409, text })} ${mark}
  throw error
}`
}

function logIn(d: Dialect, unknown: string, mark: string): string {
  const refuse = (text: string) => d.refuse({ status: 401, text: `"${text}"` })
  return `const user = await findUser(${d.field("name")})
if (!user) ${refuse(unknown)} ${mark}
if (!(await bcrypt.compare(${d.field("password")}, user.password))) ${refuse("Wrong name or password.")}`
}

function issued(d: Dialect, algorithm: string, mark: string): string {
  return `jwt.sign({ sub: "ada" }, secret, { algorithm: "${algorithm}" })
jwt.verify(${given(d)}, secret, { algorithms: ["HS256"] }) ${mark}`
}
