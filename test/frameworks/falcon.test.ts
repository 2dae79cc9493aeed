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
      `
class Berth:
    def on_get(self, req, resp):
        if not req.auth:
            resp.status = 401
            resp.append_header("WWW-Authenticate", "Bearer")`,
      `
def gate(req, resp, resource, params):
    if not req.auth: raise falcon.HTTPError(401, headers=CHALLENGE)`,
      `
def gate(req, resp, resource, params):
    if not req.auth: raise falcon.HTTPStatus(401, headers=CHALLENGE)`,
      // The serializer writes the body; the headers are the error's.
      `
def serialize(req, resp, error): resp.media = {"e": error.title}
app = falcon.App()
app.set_error_serializer(serialize)
class Berth:
    def on_get(self, req, resp):
        if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
app.add_route("/berth", Berth())`,
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
def gate(req, resp, resource, params):
    if not req.auth: raise «falcon.HTTPStatus(401)»`,
      `
class Berth:
    def on_get(self, req, resp):
        if not req.auth:
            «resp.status» = 401
            resp.text = "login"`,
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
      // A hook on the class is put around its methods, not around the automatic OPTIONS.
      `
def gate(req, resp, resource, params):
    if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
@falcon.before(gate)
class Berth:
    def on_get(self, req, resp): resp.media = {}
app = falcon.App(cors_enable=True)
app.add_route("/berth", Berth())`,
    ],
    loud: [
      `${gate}
app = falcon.App(middleware=[«Gate()»], cors_enable=True)`,
      `
class Gate:
    def process_resource(self, req, resp, resource, params):
        if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
app = falcon.App(middleware=[«Gate()»], cors_enable=True)`,
      // The order does not matter: CORS is written on answers that succeeded.
      `${gate}
app = falcon.App(middleware=[falcon.CORSMiddleware(), «Gate()»])`,
    ],
  },
})

const berth = `
class Berth:
    def on_get(self, req, resp):
        if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
app = falcon.App()
app.add_route("/berth", Berth())`

ruleTest("handler-drops-headers", {
  falcon: {
    prelude,
    quiet: [
      `
def keep(req, resp, ex, params):
    resp.status = ex.status
    resp.media = {"e": ex.title}
    resp.set_headers(ex.headers)
${berth}
app.add_error_handler(falcon.HTTPError, keep)`,
      `
def raised(req, resp, ex, params): raise ex
${berth}
app.add_error_handler(falcon.HTTPError, raised)`,
      `
class Denied(Exception): pass
def own(req, resp, ex, params): raise falcon.HTTPForbidden(title="no")
${berth}
app.add_error_handler(Denied, own)`,
      `
def other(req, resp, ex, params):
    resp.status = ex.status
    resp.media = {"e": ex.title}
${berth}
app.add_error_handler(falcon.HTTPNotFound, other)`,
    ],
    loud: [
      // It stands in for the one that keeps headers.
      `
def drop(req, resp, ex, params):
    «resp.status» = ex.status
    resp.media = {"e": ex.title}
${berth.replace('raise falcon.HTTPUnauthorized(challenges=["Bearer"])', '‹raise falcon.HTTPUnauthorized(challenges=["Bearer"])›')}
app.add_error_handler(falcon.HTTPError, drop)`,
    ],
  },
})
