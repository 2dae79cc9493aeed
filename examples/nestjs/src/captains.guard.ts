import { type CanActivate, type ExecutionContext, Injectable, UnauthorizedException } from "@nestjs/common"
import { JwtService } from "@nestjs/jwt"

export interface Captain {
  readonly sub: string
  readonly scopes: readonly string[]
  readonly role?: string
}

/** Captains bring a bearer token. */
@Injectable()
export class CaptainsGuard implements CanActivate {
  constructor(private readonly tokens: JwtService) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest()
    const token = request.headers.authorization?.replace(/^Bearer /, "")
    if (!token) throw new UnauthorizedException("Log in first.") // gatelint: expect[missing-challenge]
    try {
      request.user = this.tokens.verify<Captain>(token)
    } catch {
      return false // gatelint: expect[unauthenticated-403]
    }
    return true
  }
}
