import type { Library } from "../model/library.ts"

const text = { kind: "conversion", text: true } as const
const always = { kind: "conversion", text: false, total: true } as const
const upstream = { kind: "upstream" } as const
const first = { kind: "transparent", argument: 0 } as const
const invalid = { kind: "failure", of: "validation" } as const

// https://tc39.es/ecma262 and https://nodejs.org/api/globals.html
export const javascript: Library = {
  name: "JavaScript",
  packages: [],
  modules: ["globalThis"],
  members: {
    String: { ...text, total: true },
    "JSON.stringify": text,
    "Array.from": text,
    "Buffer.from": text,
    atob: text,
    btoa: text,
    encodeURIComponent: text,
    decodeURIComponent: text,
    URL: text,
    "JSON.parse": text,
    Set: { ...text, total: true },
    Map: always,
    Date: always,
    "Date.now": always,
    "Math.floor": always,
    "Math.ceil": always,
    "Math.round": always,
    "Math.trunc": always,
    "Math.min": always,
    "Math.max": always,
    "Math.abs": always,
    "Math.random": always,
    Number: always,
    Boolean: always,
    parseInt: always,
    parseFloat: always,
    "Object.freeze": first,
    "Object.seal": first,
    "Promise.resolve": first,
    structuredClone: first,
    "Object.assign": { kind: "record", onto: true },
    "process.env": { kind: "reading", origin: "config", isEnvironment: true },
    fetch: upstream,
    // https://fetch.spec.whatwg.org/#request-class: what a handler of the web platform is given.
    "Request.headers": { kind: "container", of: "headers" },
  },
}

// https://nodejs.org/api/buffer.html: the same as the global one.
export const buffers: Library = {
  name: "Node's buffers",
  packages: [],
  modules: ["buffer", "node:buffer"],
  members: { "Buffer.from": text, atob: text, btoa: text },
}

// https://github.com/sindresorhus/serialize-error: what an error holds, its text and its stack, as plain data.
export const serializeError: Library = {
  name: "serialize-error",
  packages: ["serialize-error"],
  modules: ["serialize-error"],
  members: { serializeError: text, default: text },
}

// https://github.com/jshttp/content-type, https://github.com/stream-utils/raw-body, https://github.com/cojs/co-body: what
// is wrong with a request's body or its type is all that they fail of.
export const requestReaders: Library = {
  name: "readers of a request's body",
  packages: ["content-type", "raw-body", "co-body"],
  modules: ["content-type", "raw-body", "co-body"],
  members: { default: text, parse: text },
}

// https://axios-http.com, https://github.com/sindresorhus/got, https://undici.nodejs.org
export const httpClients: Library = {
  name: "HTTP clients for Node",
  packages: ["axios", "got", "undici", "node-fetch", "superagent", "ky"],
  modules: ["axios", "got", "undici", "node-fetch", "superagent", "ky"],
  members: {
    default: upstream,
    get: upstream,
    post: upstream,
    put: upstream,
    patch: upstream,
    delete: upstream,
    request: upstream,
    fetch: upstream,
    AxiosError: { kind: "failure", of: "upstream" },
    HTTPError: { kind: "failure", of: "upstream" },
  },
}

const httpError = { kind: "failure", of: "authored", extends: "http-errors.HttpError" } as const

// https://github.com/jshttp/http-errors#list-of-all-constructors
export const httpErrors: Library = {
  name: "http-errors",
  packages: ["http-errors"],
  modules: ["http-errors"],
  members: {
    HttpError: { kind: "failure", of: "authored", extends: "globalThis.Error" },
    BadRequest: httpError,
    Unauthorized: httpError,
    Forbidden: httpError,
    NotFound: httpError,
    isHttpError: { kind: "type-test", of: "http-errors.HttpError" },
  },
}

// https://zod.dev, https://joi.dev, https://github.com/jquense/yup: what is wrong with the caller's own input.
export const nodeValidators: Library = {
  name: "validators for Node",
  packages: ["zod", "joi", "yup", "class-validator", "express-validator"],
  modules: ["zod", "joi", "yup", "class-validator", "express-validator"],
  members: { ZodError: invalid, "z.ZodError": invalid, ValidationError: invalid },
}
