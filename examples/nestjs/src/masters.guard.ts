import { type CanActivate, type ExecutionContext, Injectable } from "@nestjs/common"

/** Nest answers 403 where a guard says no: right for somebody who is known. */
@Injectable()
export class MastersGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    return context.switchToHttp().getRequest().user.role === "master"
  }
}
