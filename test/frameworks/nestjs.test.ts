import { ruleTest } from "../support/rule-test.ts"

const prelude = `import { All, applyDecorators, ArgumentsHost, CanActivate, Catch, Controller, createParamDecorator, ExceptionFilter, ExecutionContext, ForbiddenException, forwardRef, Get, HttpException, HttpStatus, Injectable, MiddlewareConsumer, Module, NestMiddleware, Options, Post, RequestMethod, UnauthorizedException, UseFilters, UseGuards } from "@nestjs/common"
import { APP_FILTER, APP_GUARD, NestFactory } from "@nestjs/core"
import { AuthGuard, PassportStrategy } from "@nestjs/passport"
import { Strategy } from "passport-jwt"
`

/** A guard that answers nobody, its refusals marked or not. */
const guard = (refusal: string) => `@Injectable()
export class TokenGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest()
    if (!request.headers.authorization) ${refusal}
    return true
  }
}
`

/** The same with a challenge, so that only the preflight is in question. */
const challenging = `function auth(req, res, next) {
  if (!req.headers.authorization) return res.status(401).set("WWW-Authenticate", "Bearer").end()
  next()
}
`

const app = (rest: string) => `async function bootstrap() {
  const app = await NestFactory.create(AppModule)
${rest}
  await app.listen(3000)
}
bootstrap()
`

ruleTest("missing-challenge", {
  nestjs: {
    prelude,
    file: "main.ts",
    loud: [
      // The filter answers what is thrown.
      `class Locked extends HttpException { constructor() { super("locked", 403) } }
@Catch(Locked)
class LockedFilter implements ExceptionFilter {
  catch(exception: Locked, host: ArgumentsHost) {
    return «host.switchToHttp().getResponse().status(401).send()»
  }
}
${guard("‹throw new Locked()›")}
@Controller("orders")
@UseGuards(TokenGuard)
class Orders { @Get() all() { return [] } }
@Module({ controllers: [Orders] })
class AppModule {}
${app("  app.useGlobalFilters(new LockedFilter())")}`,
      // What the catch raises again leaves as it would have without it.
      `class Locked extends HttpException { constructor() { super("locked", 403) } }
@Catch(Locked)
class LockedFilter implements ExceptionFilter {
  catch(exception: Locked, host: ArgumentsHost) {
    return «host.switchToHttp().getResponse().status(401).send()»
  }
}
@Injectable()
class Auth implements NestMiddleware {
  async use(req, res, next) {
    try {
      const user = await this.users.byToken(req.headers.authorization)
      if (!user) ‹throw new Locked()›
    } catch (error) {
      ‹throw new Locked()›
    }
    next()
  }
}
@Module({})
class AppModule { configure(consumer: MiddlewareConsumer) { consumer.apply(Auth).forRoutes("*") } }
${app("  app.useGlobalFilters(new LockedFilter())")}`,
      // A filter of another controller has no say here.
      `@Catch(UnauthorizedException)
class Challenging implements ExceptionFilter {
  catch(exception: UnauthorizedException, host: ArgumentsHost) {
    const response = host.switchToHttp().getResponse()
    response.status(401).header("WWW-Authenticate", "Bearer").json({})
  }
}
${guard("throw «new UnauthorizedException()»")}
@UseFilters(Challenging)
@Controller("files")
class Files { @Get() all() { return [] } }
@Controller("orders")
@UseGuards(TokenGuard)
class Orders { @Get() all() { return [] } }
@Module({ controllers: [Files, Orders] })
class AppModule {}
${app("")}`,
      `@Injectable()
export class JwtGuard extends AuthGuard("jwt") {
  handleRequest(err, user) {
    if (err || !user) throw «new UnauthorizedException()»
    return user
  }
}`,
      `@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly users: Users) { super({ secretOrKey: "x" }) }
  async validate(payload) {
    const user = await this.users.find(payload.sub)
    if (!user) return «null»
    return user
  }
}`,
    ],
    quiet: [
      // A service that resolvers alone call: what it throws comes back inside of a 200.
      `
── tokens.ts
import { Injectable, UnauthorizedException } from "@nestjs/common"
import { JwtService } from "@nestjs/jwt"
@Injectable()
export class Tokens {
  constructor(private readonly jwt: JwtService) {}
  renew(token: string) {
    try { return this.jwt.verify(token) } catch (e) { throw new UnauthorizedException() }
  }
}
── tokens.resolver.ts
import { Args, Mutation, Resolver } from "@nestjs/graphql"
import { Tokens } from "./tokens"
@Resolver(() => Token)
export class TokensResolver {
  constructor(private readonly tokens: Tokens) {}
  @Mutation(() => Token)
  async renew(@Args("token") token: string) { return this.tokens.renew(token) }
}
── main.ts
${app("")}`,
      `@Catch(UnauthorizedException)
class Challenging implements ExceptionFilter {
  catch(exception: UnauthorizedException, host: ArgumentsHost) {
    const response = host.switchToHttp().getResponse()
    response.status(401).header("WWW-Authenticate", "Bearer").json({})
  }
}
${guard("throw new UnauthorizedException()")}
@Controller("orders")
@UseGuards(TokenGuard)
class Orders { @Get() all() { return [] } }
@Module({ controllers: [Orders], providers: [{ provide: APP_FILTER, useClass: Challenging }] })
class AppModule {}
${app("")}`,
      `@Catch(HttpException)
class Challenging implements ExceptionFilter {
  catch(exception: HttpException, host: ArgumentsHost) {
    const response = host.switchToHttp().getResponse()
    if (exception.getStatus() === 401) response.setHeader("WWW-Authenticate", "Bearer")
    response.status(exception.getStatus()).json(exception.getResponse())
  }
}
${guard("throw new UnauthorizedException()")}
@Controller("orders")
@UseFilters(Challenging)
class Orders { @UseGuards(TokenGuard) @Get() all() { return [] } }
@Module({ controllers: [Orders] })
class AppModule {}
${app("")}`,
      // The context gives the same response each time.
      `@Catch(HttpException)
class Challenging implements ExceptionFilter {
  catch(exception: HttpException, host: ArgumentsHost) {
    if (exception.getStatus() === 401) host.switchToHttp().getResponse().header("WWW-Authenticate", "Bearer")
    host.switchToHttp().getResponse().status(exception.getStatus()).json(exception.getResponse())
  }
}
${guard("throw new UnauthorizedException()")}
@Controller("orders")
@UseFilters(Challenging)
class Orders { @UseGuards(TokenGuard) @Get() all() { return [] } }
@Module({ controllers: [Orders] })
class AppModule {}
${app("")}`,
      // Headers on the response outlive the exception.
      `@Injectable()
export class TokenGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const http = context.switchToHttp()
    if (!http.getRequest().headers.authorization) {
      http.getResponse().header("WWW-Authenticate", "Bearer")
      throw new UnauthorizedException()
    }
    return true
  }
}`,
      `@Injectable()
export class JwtGuard extends AuthGuard("jwt") {
  handleRequest(err, user, info, context) {
    if (user) return user
    context.switchToHttp().getResponse().header("WWW-Authenticate", typeof info === "string" ? info : "Bearer")
    throw err ?? new UnauthorizedException()
  }
}`,
      // A resolver's and a gateway's guards answer no HTTP request.
      `import { GqlExecutionContext } from "@nestjs/graphql"
@Injectable()
export class GqlGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const { req } = GqlExecutionContext.create(context).getContext()
    if (!req.headers.authorization) throw new UnauthorizedException()
    return true
  }
}
@Injectable()
export class SocketGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const client = context.switchToWs().getClient()
    if (!client.handshake.headers.authorization) throw new UnauthorizedException()
    return true
  }
}`,
    ],
  },
})

ruleTest("unauthenticated-403", {
  nestjs: {
    prelude,
    file: "main.ts",
    loud: [
      guard("«return false»"),
      `@Injectable()
export class SessionGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    «return context.switchToHttp().getRequest().isAuthenticated()»
  }
}`,
      `import { JwtService } from "@nestjs/jwt"
@Injectable()
export class JwtGuard implements CanActivate {
  constructor(private readonly jwt: JwtService) {}
  async canActivate(context: ExecutionContext) {
    try {
      await this.jwt.verifyAsync(context.switchToHttp().getRequest().headers.authorization)
      return true
    } catch { «return false» }
  }
}`,
      `import { JwtService } from "@nestjs/jwt"
@Injectable()
export class Tokens {
  constructor(private readonly jwt: JwtService) {}
  read(token: string) {
    try { return this.jwt.verify(token) } catch (e) { «throw new ForbiddenException()» }
  }
}`,
    ],
    quiet: [
      // A role that lacks is what 403 is for.
      `@Injectable()
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector) {}
  canActivate(context: ExecutionContext) {
    const roles = this.reflector.get("roles", context.getHandler())
    if (!roles) return true
    const { user } = context.switchToHttp().getRequest()
    return roles.some((role) => user.roles.includes(role))
  }
}`,
      `@Injectable()
export class AdminGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest()
    if (request.user.role !== "admin") return false
    return true
  }
}`,
      // The filter answers 401, with a challenge.
      `class Locked extends HttpException { constructor() { super("locked", 403) } }
@Catch(Locked)
class LockedFilter implements ExceptionFilter {
  catch(exception: Locked, host: ArgumentsHost) {
    host.switchToHttp().getResponse().status(401).header("WWW-Authenticate", "Bearer").send()
  }
}
${guard("throw new Locked()")}
@Module({ providers: [{ provide: APP_GUARD, useClass: TokenGuard }], controllers: [Orders] })
class AppModule {}
@Controller("orders")
class Orders { @Get() all() { return [] } }
${app("  app.useGlobalFilters(new LockedFilter())")}`,
      // Middleware of a module throws behind the same filters.
      `class Locked extends HttpException { constructor() { super("locked", 403) } }
@Catch(Locked)
class LockedFilter implements ExceptionFilter {
  catch(exception: Locked, host: ArgumentsHost) {
    host.switchToHttp().getResponse().status(401).header("WWW-Authenticate", "Bearer").send()
  }
}
@Injectable()
class Auth implements NestMiddleware {
  use(req, res, next) {
    if (!req.headers.authorization) throw new Locked()
    next()
  }
}
@Module({})
class Inner { configure(consumer: MiddlewareConsumer) { consumer.apply(Auth).exclude("health").forRoutes("*") } }
@Module({ imports: [forwardRef(() => Inner)] })
class AppModule {}
${app("  app.useGlobalFilters(new LockedFilter())")}`,
    ],
  },
})

ruleTest("scope-check-401", {
  nestjs: {
    prelude,
    file: "main.ts",
    loud: [
      `@Injectable()
export class RolesGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const { user } = context.switchToHttp().getRequest()
    if (!["admin"].includes(user.role)) «throw new UnauthorizedException("not for you")»
    return true
  }
}`,
    ],
    quiet: [],
  },
})

ruleTest("auth-on-options", {
  nestjs: {
    prelude: prelude + challenging,
    file: "main.ts",
    loud: [
      `@Module({}) class AppModule {}
${app("  «app.use(auth)»\n  app.enableCors()")}`,
      // The option takes effect when the app is initialised, after everything that main says.
      `@Module({}) class AppModule {}
async function bootstrap() {
  const app = await NestFactory.create(AppModule, { cors: { origin: "https://a.example" } })
  «app.use("/hooks", auth)»
  await app.listen(3000)
}`,
      `@Module({}) class AppModule {}
async function setUp(app) { «app.use(auth)» }
async function bootstrap() {
  const app = await NestFactory.create(AppModule, { cors: true })
  await setUp(app)
  await app.listen(3000)
}`,
    ],
    quiet: [
      `@Module({}) class AppModule {}
${app("  app.enableCors()\n  app.use(auth)")}`,
      // Middleware of modules and guards stand behind CORS, wherever it is enabled.
      `@Module({})
class AppModule { configure(consumer) { consumer.apply(auth).forRoutes("*") } }
${app("  app.enableCors()")}`,
      `@Module({})
class AppModule { configure(consumer) { consumer.apply(auth).forRoutes("*") } }
async function bootstrap() { const app = await NestFactory.create(AppModule, { cors: true }); await app.listen(3000) }`,
      // No CORS at all.
      `@Module({}) class AppModule {}
${app("  app.use(auth)")}`,
      // The Fastify adapter registers CORS in front of everything.
      `import { FastifyAdapter } from "@nestjs/platform-fastify"
@Module({}) class AppModule {}
async function bootstrap() {
  const app = await NestFactory.create(AppModule, new FastifyAdapter())
  app.use(auth)
  app.enableCors()
  await app.listen(3000)
}`,
    ],
  },
})

ruleTest("handler-drops-headers", {
  nestjs: {
    prelude: `${prelude}class AppModule {}
const app = await NestFactory.create(AppModule)
`,
    file: "main.ts",
    loud: [
      `@Catch()
class Everything {
  ‹catch›(exception, host) {
    «host.switchToHttp().getResponse().status(500).json({ message: "sorry" })»
  }
}
app.useGlobalFilters(new Everything())`,
    ],
    quiet: [
      // Exceptions of Nest carry no headers, and headers of the response outlive them.
      `@Catch(HttpException)
class Http {
  catch(exception, host) {
    host.switchToHttp().getResponse().status(exception.getStatus()).json({ message: "no" })
  }
}
app.useGlobalFilters(new Http())`,
      `@Catch()
class Everything {
  catch(exception, host) {
    const status = exception instanceof HttpException ? exception.getStatus() : HttpStatus.INTERNAL_SERVER_ERROR
    host.switchToHttp().getResponse().status(status).json({ message: "no" })
  }
}
app.useGlobalFilters(new Everything())`,
      // It takes no refusal.
      `class Invalid extends HttpException { constructor() { super("no", 422) } }
@Catch(Invalid)
class Validation {
  catch(exception, host) { host.switchToHttp().getResponse().status(422).json({}) }
}
app.useGlobalFilters(new Validation())`,
    ],
  },
})
