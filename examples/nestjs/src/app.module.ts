import { Module } from "@nestjs/common"
import { JwtModule } from "@nestjs/jwt"
import { Berths } from "./berths"
import { BerthsController } from "./berths.controller"
import { OfficeController } from "./office.controller"

const secret = process.env["HARBOUR_SECRET"]
if (!secret) throw new Error("HARBOUR_SECRET is not set.")

@Module({
  imports: [JwtModule.register({ secret, verifyOptions: { algorithms: ["HS256"] } })],
  controllers: [BerthsController, OfficeController],
  providers: [Berths],
})
export class AppModule {}
