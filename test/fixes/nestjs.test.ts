import { expect, it } from "vitest"
import { check } from "../support/check.ts"
import { fixTest } from "../support/fix-test.ts"

const file = "main.ts"
const prelude = `import { NestFactory } from "@nestjs/core"
import { ArgumentsHost, CanActivate, Catch, Controller, ExceptionFilter, ExecutionContext, ForbiddenException, Get, HttpException, Injectable, Module, UnauthorizedException, UseGuards } from "@nestjs/common"
`
const guard = (body: string, name = "TokenGuard") => `@Injectable()
export class ${name} implements CanActivate {
  canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest()
${body}
    return true
  }
}
`
const missing = `    if (!request.headers.authorization) throw new UnauthorizedException("no")`
const five = Array.from({ length: 5 }, () => missing).join("\n")
const app = `@Controller("orders")
@UseGuards(TokenGuard)
class Orders { @Get() all() { return [] } }
@Module({ controllers: [Orders] })
class AppModule {}
async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  await app.listen(3000)
}
bootstrap()
`
const filter = (before: string) => `@Catch(HttpException)
class AnswerFilter implements ExceptionFilter {
  catch(exception: HttpException, host: ArgumentsHost) {
${before}    host.switchToHttp().getResponse().status(exception.getStatus()).json({ error: "no" })
  }
}
`
const challenging = `@Catch(HttpException)
class ChallengeFilter extends BaseExceptionFilter {
  override catch(exception: HttpException, host: ArgumentsHost) {
    if (host.getType() !== "http") throw exception
    if (exception.getStatus() === 401) host.switchToHttp().getResponse().header("WWW-Authenticate", "Bearer")
    super.catch(exception, host)
  }
}`
const service = `@Injectable()
export class Accounts {
  find(token: string) {
    if (!token) throw new HttpException("no", 401)
  }
}
`
const open = app.replace("@UseGuards(TokenGuard)\n", "")
/** With semicolons. */
const ended = (text: string) =>
  text.replace(/^( *(?:const|throw|await|bootstrap\(|if|host|super|app)\b.*[^{])$|^( *bootstrap\(\))$/gm, "$1$2;")
const central = "Add WWW-Authenticate: Bearer to every 401 of app"
const filtered = (text: string) =>
  text.replace(
    "bootstrap() {\n  const app = await NestFactory.create(AppModule)\n",
    (found) => `${found}  app.useGlobalFilters(new AnswerFilter())\n`,
  )

fixTest("missing-challenge", {
  prelude,
  file,
  cases: [
    {
      // Exceptions carry no headers, the response does.
      code: guard(missing),
      after: guard(`    if (!request.headers.authorization) {
      context.switchToHttp().getResponse().header("WWW-Authenticate", "Bearer")
      throw new UnauthorizedException("no")
    }`),
    },
    {
      code: `${guard(five)}${app}`,
      title: central,
      after: `import { BaseExceptionFilter, NestFactory } from "@nestjs/core"
${prelude.split("\n")[1]}
${guard(five)}${app
  .replace(
    "async function",
    () => `@Catch(HttpException)
class ChallengeFilter extends BaseExceptionFilter {
  override catch(exception: HttpException, host: ArgumentsHost) {
    if (host.getType() !== "http") throw exception
    if (exception.getStatus() === 401) host.switchToHttp().getResponse().header("WWW-Authenticate", "Bearer")
    super.catch(exception, host)
  }
}

async function`,
  )
  .replace("(AppModule)\n", (found) => `${found}  app.useGlobalFilters(new ChallengeFilter(app.getHttpAdapter()))\n`)}`,
    },
    {
      // A filter that answers them already is where they get it.
      code: `${guard(five)}${filter("")}${filtered(app)}`,
      title: central,
      after: `${guard(five)}${filter(
        `    if (exception instanceof HttpException && exception.getStatus() === 401) host.switchToHttp().getResponse().header("WWW-Authenticate", "Bearer")\n`,
      )}${filtered(app)}`,
    },
  ],
})

fixTest("missing-challenge", {
  prelude: prelude.replaceAll(/\n/g, ";\n"),
  file,
  cases: [
    {
      // What nobody is known to call is mended at the only app there is; decorators end without a semicolon.
      code: ended(`${service}${open}`),
      title: central,
      after: `import { BaseExceptionFilter, NestFactory } from "@nestjs/core";
${prelude.split("\n")[1]};
${ended(
  `${service}${open
    .replace("async function", () => `${challenging}\n\nasync function`)
    .replace(
      "(AppModule)\n",
      (found) => `${found}  app.useGlobalFilters(new ChallengeFilter(app.getHttpAdapter()))\n`,
    )}`,
)}`,
    },
  ],
})

fixTest("unauthenticated-403", {
  prelude,
  file,
  cases: [
    {
      code: guard(`    if (!request.headers.authorization) return false`),
      after: guard(`    if (!request.headers.authorization) {
      context.switchToHttp().getResponse().header("WWW-Authenticate", "Bearer")
      throw new UnauthorizedException("Not authenticated")
    }`),
    },
    {
      code: guard(`    if (!request.headers.authorization) throw new ForbiddenException()`),
      after: guard(`    if (!request.headers.authorization) {
      context.switchToHttp().getResponse().header("WWW-Authenticate", "Bearer")
      throw new UnauthorizedException("Not authenticated")
    }`),
    },
  ],
})

fixTest("scope-check-401", {
  prelude,
  file,
  cases: [
    {
      code: guard(
        `    if (!request.user.scopes.includes("orders")) throw new UnauthorizedException("You may only look")`,
      ),
      after: guard(
        `    if (!request.user.scopes.includes("orders")) throw new ForbiddenException("You may only look")`,
      ),
    },
    {
      code: guard(`    if (!request.user.scopes.includes("orders")) throw new HttpException("You may only look", 401)`),
      after: guard(
        `    if (!request.user.scopes.includes("orders")) throw new HttpException("You may only look", 403)`,
      ),
    },
  ],
})

fixTest("auth-on-options", {
  prelude: `import { NestFactory } from "@nestjs/core"
import { Module } from "@nestjs/common"
@Module({})
class AppModule {}
`,
  file,
  cases: [
    {
      code: `function auth(req, res, next) {
  if (!req.headers.authorization) return res.status(401).set("WWW-Authenticate", "Bearer").end()
  next()
}
async function bootstrap() {
  const app = await NestFactory.create(AppModule, { cors: true })
  app.use(auth)
  await app.listen(3000)
}
bootstrap()
`,
      after: `function auth(req, res, next) {
  if (req.method === "OPTIONS" && req.headers["access-control-request-method"]) return next()
  if (!req.headers.authorization) return res.status(401).set("WWW-Authenticate", "Bearer").end()
  next()
}
async function bootstrap() {
  const app = await NestFactory.create(AppModule, { cors: true })
  app.use(auth)
  await app.listen(3000)
}
bootstrap()
`,
    },
  ],
})

it("a class that has the right status is not put in its own place", async () => {
  const { findings } = await check({
    "main.ts": `${prelude}class Locked extends HttpException { constructor() { super("locked", 403) } }
@Catch(Locked)
class LockedFilter implements ExceptionFilter {
  catch(exception: Locked, host: ArgumentsHost) {
    return host.switchToHttp().getResponse().header("WWW-Authenticate", "Bearer").status(401).send()
  }
}
${guard(`    if (!request.user.scopes.includes("orders")) throw new Locked()`)}${app.replace(
  "(AppModule)\n",
  (found) => `${found}  app.useGlobalFilters(new LockedFilter())\n`,
)}`,
  })
  expect(findings.map(({ rule, fixes }) => [rule, fixes.map(({ title }) => title)])).toEqual([["scope-check-401", []]])
})
