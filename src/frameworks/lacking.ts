/** Why a rule has nothing to speak of in a framework, by the rule's ID. */
export type Lacking = Readonly<Record<string, string>>

const injection = "dependencies are FastAPI's own"
const noInjection: Lacking = {
  "dependency-called": injection,
  "dependency-override-in-app": injection,
  "optional-credentials-unchecked": "none of its gates can be told to let everybody pass",
  "scopes-not-enforced": "`SecurityScopes` are FastAPI's own",
  "undeclared-scope": "its schemes declare no scopes in code",
}
const noDescription: Lacking = {
  "token-url-mismatch": "its code names no token URL",
  "undocumented-refusal": "its routes carry no description of their answers",
}
const raised: Lacking = { "refusal-falls-through": "a refusal is raised or returned, and ends the function" }
const ownCors = "it has no CORS of its own to set up"
const noCors: Lacking = {
  "challenge-not-exposed": ownCors,
  "cors-credentials-wildcard": ownCors,
  "cors-order": ownCors,
}
const noLayers: Lacking = { "cors-order": "its CORS is no layer among others" }
const plain: Lacking = { ...noInjection, ...noDescription }
const noHandlers = "it has no handlers of errors"

/**
 * What each framework has no word for, so that a rule cannot speak of it there: the columns of the matrix in the docs,
 * with the reasons of its cells that no test fills.
 */
export const lacking: Readonly<Record<"python" | "ecmascript", Readonly<Record<string, Lacking>>>> = {
  python: {
    fastapi: {},
    flask: {
      ...plain,
      ...raised,
      ...noLayers,
      "undocumented-refusal":
        "its own routes carry no description, and those of APIFlask and flask-smorest are not read",
    },
    quart: {
      ...plain,
      ...raised,
      ...noLayers,
      "cors-credentials-wildcard": "Quart-CORS does not start with it",
    },
    django: {
      ...plain,
      ...raised,
      "undocumented-refusal": "its own views carry no description, and those of drf-spectacular are not read",
    },
    "django-ninja": {
      ...plain,
      ...raised,
      "auth-on-options": "Django's middleware answers preflights",
      "challenge-not-exposed": "CORS is set up in Django",
      "cors-credentials-wildcard": "CORS is set up in Django",
      "cors-order": "CORS is set up in Django",
      "handler-drops-headers": "its errors have no headers",
    },
    litestar: { ...plain, ...raised, "cors-order": "CORS is always outermost" },
    aiohttp: { ...plain, ...raised, ...noLayers },
    sanic: { ...plain, ...raised, ...noLayers },
    tornado: { ...plain, ...noCors, "handler-drops-headers": "`write_error` starts from a cleared answer" },
    falcon: { ...plain, ...noLayers },
    mcp: {
      ...plain,
      ...raised,
      "unguarded-sibling": "one gate stands in front of all of its tools",
      "handler-drops-headers": "its refusals are sent by its own gate",
    },
  },
  ecmascript: {
    express: plain,
    fastify: { ...plain, ...noLayers, "dead-refusal": "an error that is returned is answered as one that is thrown" },
    koa: plain,
    hono: { ...plain, "refusal-falls-through": "an answer is returned, and ends the function" },
    nestjs: plain,
    next: {
      ...plain,
      ...noCors,
      "unguarded-sibling": "its routes ask inside, and nothing stands in front of them",
      "refusal-falls-through": "an answer is returned, and ends the function",
      "dead-refusal": "its handlers return answers, and no errors",
      "handler-drops-headers": noHandlers,
      "auth-on-options": "its routes answer preflights before their code runs",
    },
  },
}
