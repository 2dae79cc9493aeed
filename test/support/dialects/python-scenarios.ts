import type { Dialect, Scenario } from "./dialect.ts"

const given = ({ header }: Dialect) => header("Authorization")
const decoded = (dialect: Dialect) => `claims = jwt.decode(${given(dialect)}, KEY, algorithms=["HS256"])`
const bearer = 'Bearer realm="harbour"'

/** What every framework can get wrong, whatever it has to offer beside answers. */
export const pythonScenarios: readonly Scenario[] = [
  {
    rule: "missing-challenge",
    wrong: (d) => d.app("", `if not ${given(d)}: ${d.refuse({ status: 401 })} #!`),
    right: (d) => d.app("", `if not ${given(d)}: ${d.refuse({ status: 401, challenge: bearer })}`),
  },
  {
    rule: "unused-suppression",
    wrong: (d) => d.app("", "work() # gatelint: ignore[missing-challenge] -- mended #!"),
    right: (d) =>
      d.app("", `if not ${given(d)}: ${d.refuse({ status: 401 })} # gatelint: ignore[missing-challenge] -- known`),
  },
  {
    rule: "scope-check-401",
    wrong: (d) =>
      d.app("", `${decoded(d)}\nif "admin" not in claims["roles"]: ${d.refuse({ status: 401, challenge: bearer })} #!`),
    right: (d) => d.app("", `${decoded(d)}\nif "admin" not in claims["roles"]: ${d.refuse({ status: 403 })}`),
  },
  {
    rule: "unauthenticated-403",
    wrong: (d) => d.app("", `if not ${given(d)}: ${d.refuse({ status: 403 })} #!`),
    right: (d) => d.app("", `if not ${given(d)}: ${d.refuse({ status: 401, challenge: bearer })}`),
  },
  {
    rule: "leaky-detail",
    wrong: (d) =>
      d.app("", `try: work()\nexcept Exception as error: ${d.refuse({ status: 500, text: "str(error)" })} #!`),
    right: (d) => d.app("", `try: work()\nexcept Exception: ${d.refuse({ status: 500, text: `"It broke."` })}`),
  },
  {
    rule: "domain-detail",
    wrong: (d) =>
      d.app(
        "class Full(Exception): ...",
        `try: work()\nexcept Full as error: ${d.refuse({ status: 409, text: "str(error)" })} #!`,
      ),
    right: (d) =>
      d.app("class Full(Exception): ...", `try: work()\nexcept Full: ${d.refuse({ status: 409, text: `"Full."` })}`),
  },
  {
    rule: "invalid-challenge",
    wrong: (d) => d.app("", `if not ${given(d)}: ${d.refuse({ status: 401, challenge: "Basic" })} #!`),
    right: (d) => d.app("", `if not ${given(d)}: ${d.refuse({ status: 401, challenge: 'Basic realm="harbour"' })}`),
  },
  {
    rule: "terse-challenge",
    wrong: (d) =>
      d.app("", `try: ${decoded(d)}\nexcept jwt.PyJWTError: ${d.refuse({ status: 401, challenge: bearer })} #!`),
    right: (d) =>
      d.app(
        "",
        `try: ${decoded(d)}\nexcept jwt.PyJWTError: ${d.refuse({ status: 401, challenge: 'Bearer error="invalid_token"' })}`,
      ),
  },
  {
    rule: "vague-403",
    wrong: (d) =>
      d.app(
        "",
        `${decoded(d)}\nif "admin" not in claims["roles"]: ${d.refuse({ status: 403, text: `"Forbidden"` })} #!`,
      ),
    right: (d) =>
      d.app(
        "",
        `${decoded(d)}\nif "admin" not in claims["roles"]: ${d.refuse({ status: 403, text: `"Administrators only"` })}`,
      ),
  },
  {
    rule: "catch-all-401",
    wrong: (d) =>
      d.app(
        "",
        `try:\n    ${decoded(d)}\n    httpx.get(f"https://users.harbour.example/{claims['sub']}")\nexcept Exception: ${d.refuse({ status: 401, challenge: bearer })} #!`,
      ),
    right: (d) =>
      d.app(
        "",
        `try: ${decoded(d)}\nexcept jwt.PyJWTError: ${d.refuse({ status: 401, challenge: bearer })}\nhttpx.get(f"https://users.harbour.example/{claims['sub']}")`,
      ),
  },
  {
    rule: "swallowed-auth-error",
    wrong: (d) => d.app(reader, `claims = read(${given(d)})\nload(claims["sub"]) #!`),
    right: (d) =>
      d.app(
        reader,
        `claims = read(${given(d)})\nif claims is None: ${d.refuse({ status: 401, challenge: bearer })}\nload(claims["sub"])`,
      ),
  },
  {
    rule: "account-enumeration",
    wrong: (d) => d.app("", logIn(d, "No such account.", "#!")),
    right: (d) => d.app("", logIn(d, "Wrong name or password.", "")),
  },
  {
    rule: "timing-unsafe-compare",
    wrong: (d) =>
      d.app(
        "",
        `if ${d.header("X-API-Key")} != os.environ["API_KEY"]: ${d.refuse({ status: 401, challenge: bearer })} #!`,
      ),
    right: (d) =>
      d.app(
        "import secrets",
        `if not secrets.compare_digest(${d.header("X-API-Key")}, os.environ["API_KEY"]): ${d.refuse({ status: 401, challenge: bearer })}`,
      ),
  },
  {
    rule: "unset-secret",
    wrong: (d) => d.app(`KEY = os.getenv("KEY", "changeme") #!`, decoded(d)),
    right: (d) => d.app("", decoded(d)),
  },
  {
    rule: "token-key-mismatch",
    wrong: (d) => d.app("", `jwt.encode({"sub": "ada"}, KEY, algorithm="HS512")\n${decoded(d)} #!`),
    right: (d) => d.app("", `jwt.encode({"sub": "ada"}, KEY, algorithm="HS256")\n${decoded(d)}`),
  },
]

const reader = `def read(token):
    try: return jwt.decode(token, KEY, algorithms=["HS256"])
    except jwt.PyJWTError: return None`

function logIn(d: Dialect, unknown: string, mark: string): string {
  const refuse = (text: string) => d.refuse({ status: 401, text: `"${text}"` })
  return `user = find_user(${d.field("name")})
if user is None: ${refuse(unknown)} ${mark}
if not passwords.verify(${d.field("password")}, user.password): ${refuse("Wrong name or password.")}`
}
