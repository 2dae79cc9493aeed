import {
  Controller,
  Delete,
  ForbiddenException,
  Get,
  HttpCode,
  InternalServerErrorException,
  NotFoundException,
  Param,
  Req,
  UnauthorizedException,
  UseGuards,
} from "@nestjs/common"
import { Berths } from "./berths"
import { type Captain, CaptainsGuard } from "./captains.guard"
import { MastersGuard } from "./masters.guard"

@Controller("berths")
@UseGuards(CaptainsGuard)
export class BerthsController {
  constructor(private readonly berths: Berths) {}

  @Get(":id")
  show(@Param("id") id: string) {
    if (!this.berths.has(id)) throw new NotFoundException("No such berth.")
    return { id, free: this.berths.bookedBy(id) === undefined }
  }

  @Get(":id/depth")
  depth(@Param("id") id: string) {
    try {
      return this.berths.depth(id)
    } catch (error) {
      throw new InternalServerErrorException(error.message) // gatelint: expect[leaky-detail]
    }
  }

  @Delete(":id/booking")
  @HttpCode(204)
  cancel(@Param("id") id: string, @Req() request: { user: Captain }) {
    if (!request.user.scopes.includes("berths:book")) {
      throw new UnauthorizedException("You may only look.") // gatelint: expect[scope-check-401]
    }
    if (this.berths.bookedBy(id) !== request.user.sub) throw new ForbiddenException("Not your booking.")
  }

  @Delete(":id")
  @HttpCode(204)
  @UseGuards(MastersGuard)
  fillIn(@Param("id") id: string) {
    this.berths.fillIn(id)
  }
}
