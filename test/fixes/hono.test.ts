import { fixTest } from "../support/fix-test.ts"

const file = "main.ts"
const prelude = `import { Hono } from "hono"
import { cors } from "hono/cors"
import { HTTPException } from "hono/http-exception"
const app = new Hono()
`

fixTest("missing-challenge", {
  prelude,
  file,
  cases: [
    {
      code: `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) return c.json({ error: "no" }, 401)
  await next()
})
`,
      after: `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) return c.json({ error: "no" }, 401, { "WWW-Authenticate": "Bearer" })
  await next()
})
`,
    },
    {
      code: `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) return c.json({ error: "no" }, { status: 401 })
  await next()
})
`,
      after: `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) return c.json({ error: "no" }, { status: 401, headers: { "WWW-Authenticate": "Bearer" } })
  await next()
})
`,
    },
    {
      // What is left out in front is written as undefined.
      code: `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) {
    c.status(401)
    return c.body(null)
  }
  await next()
})
`,
      after: `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) {
    c.status(401)
    return c.body(null, undefined, { "WWW-Authenticate": "Bearer" })
  }
  await next()
})
`,
    },
    {
      // A statement that stands alone gets a block.
      code: `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) throw new HTTPException(401, { message: "no" })
  await next()
})
`,
      after: `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) {
    c.header("WWW-Authenticate", "Bearer")
    throw new HTTPException(401, { message: "no" })
  }
  await next()
})
`,
    },
    {
      code: `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) return c.json({ error: "no" }, 401, { "Cache-Control": "no-store" })
  await next()
})
`,
      after: `app.use(async (c, next) => {
  if (!c.req.header("Authorization")) return c.json({ error: "no" }, 401, { "Cache-Control": "no-store", "WWW-Authenticate": "Bearer" })
  await next()
})
`,
    },
    {
      // One place for the whole app.
      code: `const gate = (name: string) => async (c, next) => {
  if (!c.req.header(name)) return c.json({}, 401)
  await next()
}
app.get("/a", (c) => c.req.header("Authorization") ? c.json({}) : c.json({ a: 1 }, 401))
app.get("/b", (c) => c.req.header("Authorization") ? c.json({}) : c.json({ b: 1 }, 401))
app.get("/c", (c) => c.req.header("Authorization") ? c.json({}) : c.json({ c: 1 }, 401))
app.get("/d", (c) => c.req.header("Authorization") ? c.json({}) : c.json({ d: 1 }, 401))
app.get("/e", (c) => c.req.header("Authorization") ? c.json({}) : c.json({ e: 1 }, 401))
`,
      title: "Add WWW-Authenticate: Bearer to every 401 of app",
      after: `app.use(async (c, next) => {
  await next()
  if (c.res.status === 401 && !c.res.headers.has("WWW-Authenticate")) c.header("WWW-Authenticate", "Bearer")
})
const gate = (name: string) => async (c, next) => {
  if (!c.req.header(name)) return c.json({}, 401)
  await next()
}
app.get("/a", (c) => c.req.header("Authorization") ? c.json({}) : c.json({ a: 1 }, 401))
app.get("/b", (c) => c.req.header("Authorization") ? c.json({}) : c.json({ b: 1 }, 401))
app.get("/c", (c) => c.req.header("Authorization") ? c.json({}) : c.json({ c: 1 }, 401))
app.get("/d", (c) => c.req.header("Authorization") ? c.json({}) : c.json({ d: 1 }, 401))
app.get("/e", (c) => c.req.header("Authorization") ? c.json({}) : c.json({ e: 1 }, 401))
`,
    },
  ],
})

fixTest("missing-challenge", {
  prelude: "",
  file,
  cases: [
    {
      // Single quotes, semicolons, tabs and Windows line ends stay what they are.
      code: `import { NextResponse } from 'next/server';\r\n\r\nexport async function GET(request: Request) {\r\n\tif (!request.headers.get('authorization')) {\r\n\t\treturn NextResponse.json(\r\n\t\t\t{ error: 'no' },\r\n\t\t\t{ status: 401 },\r\n\t\t);\r\n\t}\r\n\treturn NextResponse.json({});\r\n}\r\n`,
      after: `import { NextResponse } from 'next/server';\r\n\r\nexport async function GET(request: Request) {\r\n\tif (!request.headers.get('authorization')) {\r\n\t\treturn NextResponse.json(\r\n\t\t\t{ error: 'no' },\r\n\t\t\t{ status: 401, headers: { 'WWW-Authenticate': 'Bearer' } },\r\n\t\t);\r\n\t}\r\n\treturn NextResponse.json({});\r\n}\r\n`,
    },
  ],
})

fixTest("scope-check-401", {
  prelude,
  file,
  cases: [
    {
      code: `app.delete("/:id", async (c) => {
  const user = c.get("user")
  if (!user) return c.json({}, 401, { "WWW-Authenticate": "Bearer" })
  if (user.role !== "admin") return c.json({ error: "admins only" }, 401)
  return c.json({})
})
`,
      after: `app.delete("/:id", async (c) => {
  const user = c.get("user")
  if (!user) return c.json({}, 401, { "WWW-Authenticate": "Bearer" })
  if (user.role !== "admin") return c.json({ error: "admins only" }, 403)
  return c.json({})
})
`,
    },
  ],
})

fixTest("leaky-detail", {
  prelude,
  file,
  cases: [
    {
      code: `app.get("/", async (c) => {
  try {
    return c.json(await load())
  } catch (e) {
    return c.json({ error: e.message }, 500)
  }
})
`,
      after: `app.get("/", async (c) => {
  try {
    return c.json(await load())
  } catch (e) {
    console.error(e)
    return c.json({ error: "Internal server error" }, 500)
  }
})
`,
    },
    {
      // A shorthand gets its key back.
      code: `app.get("/", async (c) => {
  try {
    return c.json(await load())
  } catch (message) {
    return c.json({ message }, 500)
  }
})
`,
      after: `app.get("/", async (c) => {
  try {
    return c.json(await load())
  } catch (message) {
    console.error(message)
    return c.json({ message: "Internal server error" }, 500)
  }
})
`,
    },
  ],
})

fixTest("handler-drops-headers", {
  prelude,
  file,
  cases: [
    {
      code: `app.onError((err, c) => {
  if (err instanceof HTTPException) return c.json({ error: "no" }, err.status)
  return c.json({ error: "Internal error" }, 500)
})
`,
      after: `app.onError((err, c) => {
  if (err instanceof HTTPException) {
    err.getResponse().headers.forEach((value, name) => c.header(name, value))
    return c.json({ error: "no" }, err.status)
  }
  return c.json({ error: "Internal error" }, 500)
})
`,
    },
  ],
})

fixTest("auth-on-options", {
  prelude: `${prelude}const gate = async (c, next) => {
  if (!c.req.header("Authorization")) return c.json({ e: "no" }, 401, { "WWW-Authenticate": "Bearer" })
  await next()
}
`,
  file,
  cases: [{ code: `app.use(gate)\napp.use(cors())\n`, after: `app.use(cors())\napp.use(gate)\n` }],
})
