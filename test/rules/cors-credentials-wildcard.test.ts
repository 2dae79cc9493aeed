import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import re
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware import Middleware
app = FastAPI()
`

ruleTest("cors-credentials-wildcard", {
  fastapi: {
    prelude,
    quiet: [
      `app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_headers=["Authorization"])`,
      `app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=False)`,
      `app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"], allow_credentials=True)`,
      `app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://.*\\.shop\\.example", allow_credentials=True)`,
      // Whatever the settings say.
      `
from settings import settings
app.add_middleware(CORSMiddleware, allow_origins=settings.origins, allow_credentials=True)`,
      `
import os
app.add_middleware(CORSMiddleware, allow_origins=os.environ["ORIGINS"].split(","), allow_credentials=True)`,
      `app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=settings.credentials)`,
      // A default that the environment overrides.
      `
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    origins: list[str] = ["*"]
settings = Settings()
app.add_middleware(CORSMiddleware, allow_origins=settings.origins, allow_credentials=True)`,
    ],
    loud: [
      `«app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)»`,
      `
origins = ["http://localhost:3000", "*"]
«app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=True)»`,
      `«app.add_middleware(CORSMiddleware, allow_origin_regex=".*", allow_credentials=True)»`,
      `«app.add_middleware(CORSMiddleware, allow_origin_regex="https?://.*", allow_credentials=True)»`,
      `other = FastAPI(middleware=[«Middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)»])`,
    ],
  },
})
