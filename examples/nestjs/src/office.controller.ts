import { Controller, Get } from "@nestjs/common"

@Controller("office")
export class OfficeController {
  @Get("officers")
  officers() {
    return { officers: ["cleo", "dan"] }
  }
}
