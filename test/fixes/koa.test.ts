import { expect, it } from "vitest"
import { check } from "../support/check.ts"
import { fixTest } from "../support/fix-test.ts"

const file = "main.js"
const prelude = `const Koa = require('koa');
const cors = require('@koa/cors');
const app = new Koa();
`

fixTest("missing-challenge", {
  prelude,
  file,
  cases: [
    {
      code: `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) ctx.throw(401, 'no');
  await next();
});
`,
      after: `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) ctx.throw(401, 'no', { headers: { 'WWW-Authenticate': 'Bearer' } });
  await next();
});
`,
    },
    {
      code: `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) ctx.throw(401, 'no', { code: 7 });
  await next();
});
`,
      after: `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) ctx.throw(401, 'no', { code: 7, headers: { 'WWW-Authenticate': 'Bearer' } });
  await next();
});
`,
    },
    {
      code: `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) {
    ctx.status = 401;
    ctx.body = { error: 'no' };
    return;
  }
  await next();
});
`,
      after: `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) {
    ctx.set('WWW-Authenticate', 'Bearer');
    ctx.status = 401;
    ctx.body = { error: 'no' };
    return;
  }
  await next();
});
`,
    },
    {
      code: `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) ctx.throw(401);
  if (!ctx.headers.authorization) ctx.throw(401, 'a');
  if (!ctx.headers.authorization) ctx.throw(401, 'b');
  if (!ctx.headers.authorization) ctx.throw(401, 'c');
  if (!ctx.headers.authorization) ctx.throw(401, 'd');
  await next();
});
`,
      title: "Add WWW-Authenticate: Bearer to every 401 of app",
      after: `app.use(async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    const failure = Object(error);
    if (failure.status === 401) failure.headers = { 'WWW-Authenticate': 'Bearer', ...failure.headers };
    throw error;
  }
  if (ctx.status === 401 && !ctx.response.get('WWW-Authenticate')) ctx.set('WWW-Authenticate', 'Bearer');
});
app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) ctx.throw(401);
  if (!ctx.headers.authorization) ctx.throw(401, 'a');
  if (!ctx.headers.authorization) ctx.throw(401, 'b');
  if (!ctx.headers.authorization) ctx.throw(401, 'c');
  if (!ctx.headers.authorization) ctx.throw(401, 'd');
  await next();
});
`,
    },
  ],
})

fixTest("missing-challenge", {
  prelude: `const express = require("express")\nconst app = express()\n`,
  file,
  cases: [
    {
      code: `app.use((req, res, next) => {
  if (!req.headers.authorization) return res.status(401).json({ error: "no" })
  next()
})
`,
      after: `app.use((req, res, next) => {
  if (!req.headers.authorization) return res.set("WWW-Authenticate", "Bearer").status(401).json({ error: "no" })
  next()
})
`,
    },
  ],
})

fixTest("auth-on-options", {
  prelude: `${prelude}const gate = async (ctx, next) => {
  if (!ctx.get('Authorization')) ctx.throw(401, 'no', { headers: { 'WWW-Authenticate': 'Bearer' } });
  await next();
};
`,
  file,
  cases: [{ code: `app.use(gate);\napp.use(cors());\n`, after: `app.use(cors());\napp.use(gate);\n` }],
})

it("a router that nobody is seen to mount is no place for what every answer is to have", async () => {
  const { findings } = await check({
    "app.js": `${prelude}require("harbour")(app);\n`,
    "orders.js": `const Router = require("@koa/router");
const orders = new Router();
orders.get("/orders", (ctx) => { ctx.body = []; });
module.exports = { orders };
`,
    "accounts.js": `const { AuthFailed } = require("lin-mizar");
exports.find = async (token) => {
  if (!token) throw new AuthFailed({ code: 10 });
};
`,
  })
  expect(findings.map(({ rule, fixes }) => [rule, fixes.map(({ title }) => title)])).toEqual([
    ["missing-challenge", []],
  ])
})
