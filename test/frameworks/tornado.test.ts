import { ruleTest } from "../support/rule-test.ts"

const prelude = `import tornado.web
from tornado.web import HTTPError, RequestHandler
`

ruleTest("missing-challenge", {
  tornado: {
    prelude,
    quiet: [
      // Kept, since nothing clears it.
      `
class Berth(RequestHandler):
    def post(self):
        if not self.get_cookie("session"):
            self.set_status(401)
            self.set_header("WWW-Authenticate", "Negotiate")
            self.finish()`,
      `
class Base(RequestHandler):
    def write_error(self, status_code, **kwargs):
        if status_code == 401: self.set_header("WWW-Authenticate", "Bearer")
class Berth(Base):
    def get(self):
        if not self.get_cookie("session"): raise HTTPError(401)`,
    ],
    loud: [
      // HTTPError clears what was set before.
      `
class Berth(RequestHandler):
    def get(self):
        if not self.get_cookie("session"):
            self.set_header("WWW-Authenticate", "Negotiate")
            raise «HTTPError(401)»`,
      `
class Berth(RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"): «self.send_error(401)»`,
      `
class Berth(RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"):
            «self.set_status(401)»
            self.finish({"e": 1})`,
      // The second argument is for the log.
      `
class Berth(RequestHandler):
    def prepare(self):
        if not self.get_cookie("session"): raise «tornado.web.HTTPError(401, "Bearer")»`,
    ],
  },
})

ruleTest("unauthenticated-403", {
  tornado: {
    prelude,
    quiet: [
      `
class Berth(RequestHandler):
    @tornado.web.authenticated
    def get(self):
        if not self.current_user.is_admin: raise HTTPError(403)`,
    ],
    loud: [
      `
class Berth(RequestHandler):
    def get(self):
        if not self.current_user: «raise HTTPError(403)»`,
    ],
  },
})
