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
      // Clearing sets it again.
      `
class Base(RequestHandler):
    def set_default_headers(self): self.set_header("WWW-Authenticate", "Bearer")
class Berth(Base):
    def get(self):
        if not self.get_cookie("session"): raise HTTPError(401)`,
      `
class Berth(RequestHandler):
    def get(self):
        if not self.get_cookie("session"):
            self.set_header("WWW-Authenticate", "Bearer")
            self.set_status(401)
            raise tornado.web.Finish()`,
      // What is called may set it.
      `
class Base(RequestHandler):
    def write_error(self, status_code, **kwargs): self.challenge(status_code)
    def challenge(self, status_code): add(self, status_code)
class Berth(Base):
    def get(self):
        if not self.get_cookie("session"): raise HTTPError(401)`,
    ],
    loud: [
      // What a decorator runs in place of a method.
      `
def crew_only(method):
    def checked(self, *given):
        if not self.request.headers.get("Authorization"):
            «self.set_status(401)»
            return self.finish()
        return method(self, *given)
    return checked`,
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
      `
class Berth(RequestHandler):
    def get(self):
        if not self.get_cookie("session"):
            self.set_header("WWW-Authenticate", "Bearer")
            «self.send_error(401)»`,
      `
class Berth(RequestHandler):
    def get(self):
        if not self.get_cookie("session"):
            self.set_header("WWW-Authenticate", "Bearer")
            self.clear()
            «self.set_status(401)»
            self.finish()`,
      `
class Berth(RequestHandler):
    def get(self):
        if not self.get_cookie("session"):
            «self.set_status(401)»
            raise tornado.web.Finish()`,
      // An error page that sets no such header.
      `
class Base(RequestHandler):
    def write_error(self, status_code, **kwargs):
        self.set_header("Content-Type", "application/json")
        self.finish({"status": status_code})
class Berth(Base):
    def get(self):
        if not self.get_cookie("session"): raise «HTTPError(401)»`,
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

const cors = `
class Base(RequestHandler):
    def set_default_headers(self):
        self.set_header("Access-Control-Allow-Origin", "*")
    def options(self): self.set_status(204)`

ruleTest("auth-on-options", {
  tornado: {
    prelude,
    quiet: [
      `${cors}
    def prepare(self):
        if self.request.method == "OPTIONS": return
        if not self.request.headers.get("Authorization"):
            self.set_status(401)
            self.set_header("WWW-Authenticate", "Bearer")
            self.finish()
class Berth(Base):
    def get(self): self.write({})
app = tornado.web.Application([(r"/berth", Berth)])`,
      // What is decorated is not called for OPTIONS.
      `${cors}
class Berth(Base):
    @tornado.web.authenticated
    def get(self): self.write({})
app = tornado.web.Application([(r"/berth", Berth)])`,
      // No CORS at all.
      `
class Berth(RequestHandler):
    def prepare(self):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)
            self.set_header("WWW-Authenticate", "Bearer")
            self.finish()
app = tornado.web.Application([(r"/berth", Berth)])`,
    ],
    loud: [
      `${cors}
    def «prepare»(self):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)
            self.set_header("WWW-Authenticate", "Bearer")
            self.finish()
class Berth(Base):
    def get(self): self.write({})
class Pier(Base):
    def get(self): self.write({})
app = tornado.web.Application([(r"/berth", Berth), tornado.web.url(r"/pier", Pier)])`,
    ],
  },
})
