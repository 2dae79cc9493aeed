import type { Library } from "../model/library.ts"

const text = { kind: "conversion", text: true } as const
const plain = { kind: "conversion", text: false } as const
const stack = { kind: "stack-text" } as const
const invalid = { kind: "failure", of: "validation" } as const
const enumeration = { kind: "enumeration" } as const
const environment = { kind: "reading", origin: "config", isEnvironment: true } as const
const marker = { kind: "marker" } as const

// https://docs.python.org/3/library/functions.html and exceptions.html
export const python: Library = {
  name: "Python",
  packages: [],
  modules: ["builtins", "functools", "enum", "typing", "typing_extensions", "os", "abc", "json", "re", "traceback"],
  members: {
    dict: { kind: "record" },
    partial: { kind: "partial" },
    cast: { kind: "transparent", argument: 1 },
    wraps: { kind: "transparent", argument: 0 },
    environ: environment,
    "environ.get": environment,
    getenv: environment,
    isinstance: { kind: "type-test" },
    getattr: { kind: "member-access" },
    str: { ...text, total: true },
    repr: { ...text, total: true },
    format: text,
    list: text,
    tuple: text,
    set: text,
    frozenset: text,
    sorted: text,
    dumps: text,
    findall: text,
    int: plain,
    float: plain,
    bool: { ...plain, total: true },
    bytes: plain,
    len: plain,
    format_exc: stack,
    format_exception: stack,
    format_exception_only: stack,
    format_tb: stack,
    format_stack: stack,
    Enum: enumeration,
    IntEnum: enumeration,
    StrEnum: enumeration,
    object: marker,
    ABC: marker,
    Generic: marker,
    Protocol: marker,
    ValueError: invalid,
    TypeError: invalid,
    KeyError: invalid,
    LookupError: invalid,
    AssertionError: invalid,
    NotImplementedError: invalid,
    PermissionError: invalid,
    FileNotFoundError: invalid,
    FileExistsError: invalid,
    UnicodeDecodeError: invalid,
    JSONDecodeError: invalid,
  },
}
