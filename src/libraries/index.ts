import type { Library } from "../model/library.ts"
import { aiohttpClient, httpx, pydantic, pydanticSettings, readers, requests, sqlalchemy, validators } from "./data.ts"
import { django, restFramework, simpleJwt } from "./django-companions.ts"
import { asyncHandlers, contexts, express, honoHelpers, koaContext, onHeaders } from "./express.ts"
import { fastapi, fastapiAzureAuth, fastapiUsers, fastcrud, starlette } from "./fastapi-companions.ts"
import { fastify, fastifyCookie, fastifyJwt, fastifySession } from "./fastify.ts"
import { flask, flaskHttpAuth, flaskJwtExtended, flaskLogin, werkzeug } from "./flask-companions.ts"
import {
  buffers,
  httpClients,
  httpErrors,
  javascript,
  nodeValidators,
  requestReaders,
  serializeError,
} from "./javascript.ts"
import { linMizar } from "./koa-companions.ts"
import { nestCommon } from "./nestjs.ts"
import { clerk, nextAuth, sessions, supabase } from "./next.ts"
import { answering } from "./node-answers.ts"
import {
  expressJwt,
  expressSession,
  googleNode,
  jose,
  jsonwebtoken,
  koaJwt,
  nestJwt,
  nestPassport,
  nodePasswords,
  passport,
  passportJwt,
} from "./node-tokens.ts"
import { argon2, bcrypt, comparing, passlib, werkzeugSecurity } from "./passwords.ts"
import { anthropic, botocore, litellm, openai, smtplib, stripe } from "./providers.ts"
import { python } from "./python.ts"
import { aiohttpServer, falcon, litestar, sanic, tornado } from "./python-servers.ts"
import { stores } from "./stores.ts"
import { authlib, google, itsdangerous, pyjwt, pythonJose } from "./tokens.ts"

/** Every pack, in no order: paths are unique. */
export const libraries: readonly Library[] = [
  ...answering,
  asyncHandlers,
  contexts,
  koaContext,
  clerk,
  express,
  expressJwt,
  expressSession,
  fastify,
  fastifyCookie,
  fastifyJwt,
  fastifySession,
  honoHelpers,
  nextAuth,
  onHeaders,
  sessions,
  supabase,
  googleNode,
  buffers,
  httpClients,
  httpErrors,
  javascript,
  jose,
  jsonwebtoken,
  koaJwt,
  linMizar,
  nestCommon,
  nestJwt,
  nestPassport,
  nodePasswords,
  nodeValidators,
  requestReaders,
  serializeError,
  passport,
  passportJwt,
  aiohttpClient,
  anthropic,
  aiohttpServer,
  argon2,
  authlib,
  bcrypt,
  botocore,
  comparing,
  django,
  falcon,
  fastapi,
  fastapiAzureAuth,
  fastapiUsers,
  fastcrud,
  flask,
  flaskHttpAuth,
  flaskJwtExtended,
  flaskLogin,
  google,
  httpx,
  itsdangerous,
  litellm,
  openai,
  litestar,
  passlib,
  pydantic,
  pydanticSettings,
  pyjwt,
  python,
  pythonJose,
  readers,
  requests,
  restFramework,
  simpleJwt,
  smtplib,
  sanic,
  sqlalchemy,
  stores,
  starlette,
  stripe,
  tornado,
  validators,
  werkzeug,
  werkzeugSecurity,
]
