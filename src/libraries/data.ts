import type { Library } from "../model/library.ts"

const lookup = { kind: "lookup" } as const
const missing = { kind: "failure", of: "lookup" } as const
const upstream = { kind: "upstream" } as const
const connection = { kind: "reading", origin: "config" } as const
const foreign = { kind: "failure", of: "upstream" } as const

// https://docs.sqlalchemy.org/en/20/orm/session_api.html; SQLModel and fastapi-sqlalchemy hand the same objects on.
export const sqlalchemy: Library = {
  name: "SQLAlchemy",
  packages: ["sqlalchemy", "sqlmodel"],
  modules: ["sqlalchemy", "sqlmodel"],
  members: {
    // A session of the database is nobody's, whoever the database belongs to.
    Session: connection,
    AsyncSession: connection,
    sessionmaker: connection,
    async_sessionmaker: connection,
    scoped_session: connection,
    create_engine: connection,
    create_async_engine: connection,
    "Session.get": lookup,
    "AsyncSession.get": lookup,
    "Session.scalar": lookup,
    "AsyncSession.scalar": lookup,
    NoResultFound: missing,
    MultipleResultsFound: missing,
  },
}

// https://www.python-httpx.org/api/
export const httpx: Library = {
  name: "HTTPX",
  packages: ["httpx"],
  modules: ["httpx"],
  members: {
    get: upstream,
    post: upstream,
    put: upstream,
    patch: upstream,
    delete: upstream,
    request: upstream,
    Client: upstream,
    AsyncClient: upstream,
    HTTPStatusError: foreign,
    HTTPError: foreign,
    RequestError: foreign,
    TimeoutException: foreign,
    ConnectError: foreign,
  },
}

// https://requests.readthedocs.io/en/latest/api/
export const requests: Library = {
  name: "Requests",
  packages: ["requests"],
  modules: ["requests"],
  members: {
    get: upstream,
    post: upstream,
    put: upstream,
    patch: upstream,
    delete: upstream,
    request: upstream,
    Session: upstream,
    session: upstream,
    HTTPError: foreign,
    RequestException: foreign,
    ConnectionError: foreign,
    Timeout: foreign,
  },
}

// https://docs.aiohttp.org/en/stable/client_reference.html
export const aiohttpClient: Library = {
  name: "aiohttp client",
  packages: ["aiohttp"],
  modules: ["aiohttp"],
  members: {
    ClientSession: upstream,
    request: upstream,
    ClientError: foreign,
    ClientResponseError: foreign,
    ClientConnectorError: foreign,
  },
}

// https://docs.djangoproject.com/en/stable/ref/exceptions/, https://marshmallow.readthedocs.io,
// https://github.com/JoshData/python-email-validator, https://python-jsonschema.readthedocs.io,
// https://pyparsing-docs.readthedocs.io
export const validators: Library = {
  name: "validators",
  packages: ["django", "marshmallow", "email-validator", "jsonschema", "pyparsing"],
  modules: ["django", "marshmallow", "email_validator", "jsonschema", "pyparsing"],
  members: {
    ValidationError: { kind: "failure", of: "validation" },
    EmailNotValidError: { kind: "failure", of: "validation" },
    ParseException: { kind: "failure", of: "validation" },
  },
}

// https://pyyaml.org/wiki/PyYAMLDocumentation, https://docs.python.org/3/library/tomllib.html, .../zipfile.html, .../csv.html:
// what they say of a text or an archive is about what the client sent.
export const readers: Library = {
  name: "readers of formats",
  packages: ["pyyaml", "ruamel.yaml", "tomli", "python-dateutil"],
  modules: ["yaml", "ruamel.yaml", "tomli", "tomllib", "zipfile", "csv", "dateutil"],
  members: {
    YAMLError: { kind: "failure", of: "validation" },
    MarkedYAMLError: { kind: "failure", of: "validation" },
    ScannerError: { kind: "failure", of: "validation" },
    ParserError: { kind: "failure", of: "validation" },
    TOMLDecodeError: { kind: "failure", of: "validation" },
    BadZipFile: { kind: "failure", of: "validation" },
    Error: { kind: "failure", of: "validation" },
  },
}

/** Each field is a variable of the environment, or else its default. */
const environment = { kind: "reading", origin: "config", isEnvironment: true } as const

// https://docs.pydantic.dev/latest/concepts/validators/#model-validators and #model-post-init
const wholeCheck = { kind: "whole-check" } as const

// https://docs.pydantic.dev/latest/errors/errors/
export const pydantic: Library = {
  name: "Pydantic",
  packages: ["pydantic"],
  modules: ["pydantic", "pydantic_core"],
  members: {
    ValidationError: { kind: "failure", of: "validation" },
    // https://docs.pydantic.dev/1.10/usage/settings/
    BaseSettings: environment,
    "BaseSettings.model_post_init": wholeCheck,
    model_validator: wholeCheck,
    root_validator: wholeCheck,
  },
}

// https://docs.pydantic.dev/latest/concepts/pydantic_settings/
export const pydanticSettings: Library = {
  name: "Pydantic Settings",
  packages: ["pydantic-settings"],
  modules: ["pydantic_settings"],
  members: { BaseSettings: environment, "BaseSettings.model_post_init": wholeCheck },
}
