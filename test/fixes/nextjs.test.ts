import { fixTest } from "../support/fix-test.ts"

const prelude = `import { NextResponse } from "next/server"
`

fixTest("missing-challenge", {
  prelude,
  file: "app/api/me/route.ts",
  cases: [
    {
      code: `export async function GET(request: Request) {
  if (!request.headers.get("authorization")) return NextResponse.json({ error: "no" }, { status: 401 })
  return NextResponse.json({})
}
`,
      after: `export async function GET(request: Request) {
  if (!request.headers.get("authorization")) return NextResponse.json({ error: "no" }, { status: 401, headers: { "WWW-Authenticate": "Bearer" } })
  return NextResponse.json({})
}
`,
    },
    {
      code: `const noStore = { "Cache-Control": "no-store" }
export async function GET(request: Request) {
  if (!request.headers.get("authorization")) return new Response("no", { status: 401, headers: noStore })
  return NextResponse.json({})
}
`,
      after: `const noStore = { "Cache-Control": "no-store" }
export async function GET(request: Request) {
  if (!request.headers.get("authorization")) return new Response("no", { status: 401, headers: { ...noStore, "WWW-Authenticate": "Bearer" } })
  return NextResponse.json({})
}
`,
    },
  ],
})

fixTest("auth-on-options", {
  prelude: "",
  file: "unused.md",
  cases: [
    {
      code: `── proxy.ts
import type { NextRequest } from "next/server"
export function proxy(request: NextRequest) {
  if (!request.headers.get("authorization")) return new Response("no", { status: 401, headers: { "WWW-Authenticate": "Bearer" } })
}
── app/api/orders/route.ts
export const OPTIONS = () => new Response(null, { status: 204, headers: { "Access-Control-Allow-Origin": "https://shop.example" } })
`,
      after: `── proxy.ts
import type { NextRequest } from "next/server"
import { NextResponse } from "next/server"
export function proxy(request: NextRequest) {
  if (request.method === "OPTIONS" && request.headers.has("Access-Control-Request-Method")) return NextResponse.next()
  if (!request.headers.get("authorization")) return new Response("no", { status: 401, headers: { "WWW-Authenticate": "Bearer" } })
}
`,
    },
  ],
})
