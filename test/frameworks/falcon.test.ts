import { ruleTest } from "../support/rule-test.ts"

const prelude = `import falcon
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
`

const gate = `
class Gate:
    def process_request(self, req, resp):
        if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])`

ruleTest("missing-challenge", {
  falcon: {
    prelude,
    quiet: [
      gate,
      `
def gate(req, resp, resource, params):
    if not req.auth: raise falcon.HTTPUnauthorized(title="no", headers=CHALLENGE)`,
      // Falcon 3 takes headers and challenges by position.
      `
def gate(req, resp, resource, params):
    if not req.auth: raise falcon.HTTPUnauthorized("no", "log in", ["Bearer"])`,
      `
class Berth:
    def on_get(self, req, resp):
        if not req.auth:
            resp.status = falcon.HTTP_401
            resp.set_header("WWW-Authenticate", "Bearer")`,
    ],
    loud: [
      `
def gate(req, resp, resource, params):
    if not req.auth: raise «falcon.HTTPUnauthorized(title="no")»`,
      `
def gate(req, resp, resource, params):
    if not req.get_header("Authorization"): raise «falcon.HTTPError(falcon.HTTP_401)»`,
      `
def gate(req, resp, resource, params):
    if not req.auth: raise «falcon.HTTPError("401 Unauthorized")»`,
      `
class Berth:
    def on_get(self, req, resp):
        if not req.auth:
            «resp.status» = falcon.HTTP_401
            resp.media = {"e": "login"}`,
    ],
  },
})

ruleTest("unauthenticated-403", {
  falcon: {
    prelude,
    quiet: [],
    loud: [
      `
def gate(req, resp, resource, params):
    if not req.auth: «raise falcon.HTTPForbidden(title="no")»`,
    ],
  },
})

ruleTest("auth-on-options", {
  falcon: {
    prelude,
    quiet: [
      `${gate}
app = falcon.App(middleware=[Gate()])`,
      `
class Gate:
    def process_request(self, req, resp):
        if req.method == "OPTIONS": return
        if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
app = falcon.App(middleware=[Gate()], cors_enable=True)`,
    ],
    loud: [
      `${gate}
app = falcon.App(middleware=[«Gate()»], cors_enable=True)`,
      // The order does not matter: CORS is written on answers that succeeded.
      `${gate}
app = falcon.App(middleware=[falcon.CORSMiddleware(), «Gate()»])`,
    ],
  },
})
