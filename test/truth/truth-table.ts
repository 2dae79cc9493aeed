import { createHmac } from "node:crypto"
import { expect } from "vitest"
import { fixedExample } from "./fix-example.ts"
import { askNode, packagesWith } from "./node.ts"
import { type Answered, ask, pythonWith, type Request } from "./python.ts"

/** What is asked, how it is answered, and how it is answered once the fixes are in; without a word, as before. */
export type TruthRow = readonly [what: string, request: Request, was: string, is?: string]

export interface Truth {
  readonly example: string
  /** `asgi.py`, `wsgi.py`, `server.mjs` or `next.mjs`. */
  readonly script: string
  /** As pip or npm takes them. */
  readonly requirements: readonly string[]
  /** What has to run first: `tsc`. */
  readonly build?: string | undefined
  readonly env: Readonly<Record<string, string>>
  readonly rows: readonly TruthRow[]
}

/**
 * Runs an example under its framework, as it is and as `fix --unsafe` makes it: each answer is its status and challenge.
 * @returns all answers before and after, in the order of the rows
 */
export async function holdsTrue({ example, script, requirements, build, env, rows }: Truth): Promise<{
  readonly old: readonly Answered[]
  readonly now: readonly Answered[]
}> {
  const { before, after } = await fixedExample(example)
  const requests = rows.map(([, request]) => request)
  const isNode = script.endsWith(".mjs")
  const installed = isNode ? packagesWith(requirements) : pythonWith(requirements)
  const answersIn = (folder: string) =>
    isNode ? askNode(installed, script, folder, requests, env, build) : ask(installed, script, folder, requests, env)
  const old = answersIn(before)
  const now = answersIn(after)
  expect(told(rows, old)).toEqual(rows.map(([what, , was]) => `${what}: ${was}`))
  expect(told(rows, now)).toEqual(rows.map(([what, , was, is = was]) => `${what}: ${is}`))
  return { old, now }
}

function told(rows: readonly TruthRow[], answers: readonly Answered[]): readonly string[] {
  return answers.map(({ status, headers }, index) => {
    const challenge = headers["www-authenticate"]?.trim()
    return `${rows[index]?.[0]}: ${[status, challenge].filter((word) => word !== undefined).join(" ")}`
  })
}

/** A token of HS256, as PyJWT takes it. */
export function signed(secret: string, claims: Readonly<Record<string, unknown>>): string {
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")
  const text = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(claims)}`
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`
}
