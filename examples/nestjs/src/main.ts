import type { INestApplication } from "@nestjs/common"
import { NestFactory } from "@nestjs/core"
import { AppModule } from "./app.module"
import { office } from "./office"

export async function createApp(): Promise<INestApplication> {
  const app = await NestFactory.create(AppModule, { logger: false })
  app.use("/office", office) // gatelint: expect[auth-on-options]
  app.enableCors({ origin: "https://harbour.example" })
  return app
}
