import type { Library } from "../model/library.ts"

// https://docs.python.org/3/library/functions.html
export const python: Library = {
  name: "Python",
  packages: [],
  modules: ["builtins", "functools", "typing", "typing_extensions", "os"],
  members: {
    dict: { kind: "record" },
    partial: { kind: "partial" },
    cast: { kind: "transparent", argument: 1 },
    wraps: { kind: "transparent", argument: 0 },
    environ: { kind: "reading", origin: "config" },
    getenv: { kind: "reading", origin: "config" },
    PermissionError: { kind: "failure", of: "validation" },
  },
}
