import type { AuthMap, MappedExit, MappedGate } from "../../src/model/auth-map.ts"
import { evil, hostileFile } from "./hostile-report.ts"
import { range } from "./sample-report.ts"

const exit = (fields: Partial<MappedExit>): MappedExit => ({
  status: 401,
  challenge: { presence: "always", text: "Bearer" },
  asks: "authentication",
  why: "no credential",
  at: { file: "app/deps.py", range: range("8:9-8:40") },
  function: "current_user",
  instead: undefined,
  ...fields,
})

const currentUser: MappedGate = {
  name: "current_user",
  at: { file: "app/deps.py", range: range("5:5-5:17") },
  kind: "dependency",
  scheme: undefined,
  scopes: [],
  known: true,
  exits: [
    exit({}),
    exit({ challenge: { presence: "never", text: undefined }, why: "the credential failed verification" }),
  ],
}

/** Goes with `sample` of the sample report: one of its exits is a finding there. */
export const sampleMap: AuthMap = {
  apps: [
    {
      name: "app",
      at: { file: "app/main.py", range: range("10:7-10:16") },
      complete: false,
      pipeline: [
        {
          name: "CORSMiddleware",
          at: { file: "app/main.py", range: range("14:1-14:40") },
          kind: "cors",
          preflight: "answered",
          sometimes: false,
          exits: [],
        },
        {
          name: "KeyMiddleware",
          at: { file: "app/main.py", range: range("13:1-13:40") },
          kind: "gate",
          preflight: "refused",
          sometimes: true,
          exits: [exit({ function: "dispatch", why: "a key is absent" })],
        },
      ],
      handlers: [{ name: "on_error", at: { file: "app/main.py", range: range("20:1-20:9") }, takes: "HTTPException" }],
      routes: [
        {
          methods: ["GET"],
          path: "/items",
          at: { file: "app/api/items.py", range: range("1:1-1:22") },
          handler: { name: "items", at: { file: "app/api/items.py", range: range("2:5-2:10") } },
          gates: [
            currentUser,
            {
              name: 'require("items:read")',
              at: { file: "app/deps.py", range: range("20:5-20:12") },
              kind: "dependency",
              scheme: undefined,
              scopes: ["items:read"],
              known: true,
              exits: [
                exit({
                  status: 403,
                  challenge: { presence: "never", text: undefined },
                  asks: "authorization",
                  why: "a right is compared",
                  at: { file: "app/deps.py", range: range("22:9-22:30") },
                }),
              ],
            },
          ],
          exits: [
            exit({
              at: { file: "app/api/items.py", range: range("4:9-7:10") },
              function: "items",
              asks: "authorization",
              why: "a right is tested",
              instead: "200",
            }),
          ],
        },
        {
          methods: [],
          path: "…/health",
          at: { file: "app/main.py", range: range("30:1-30:20") },
          handler: { name: "health", at: { file: "app/main.py", range: range("31:5-31:11") } },
          gates: [],
          exits: [],
        },
      ],
    },
  ],
}

const hostileAt = { file: hostileFile, range: range("1:1-1:9") }
const hostileExit = {
  status: 401,
  challenge: { presence: "always", text: evil },
  asks: "authentication",
  why: evil,
  at: hostileAt,
  function: evil,
  instead: evil,
} as const

export const hostileMap: AuthMap = {
  apps: [
    {
      name: evil,
      at: hostileAt,
      complete: false,
      pipeline: [
        { name: evil, at: hostileAt, kind: "gate", preflight: "refused", sometimes: true, exits: [hostileExit] },
      ],
      handlers: [{ name: evil, at: hostileAt, takes: evil }],
      routes: [
        {
          methods: [evil],
          path: evil,
          at: hostileAt,
          handler: { name: evil, at: hostileAt },
          gates: [
            {
              name: evil,
              at: hostileAt,
              kind: "dependency",
              scheme: undefined,
              scopes: [evil],
              known: true,
              exits: [hostileExit],
            },
          ],
          exits: [hostileExit],
        },
      ],
    },
  ],
}
