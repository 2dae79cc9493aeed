import type { Framework } from "../../semantics/framework.ts"
import { responseAnswer } from "./answers.ts"
import { arrange } from "./arrange.ts"
import { implicitRefusal } from "./authenticators.ts"
import { challenged, errorAnswer, errorAttribute } from "./errors.ts"
import { builders as apis, ninjaGate } from "./ninja.ts"
import { packages } from "./paths.ts"
import { permissionGate } from "./permissions.ts"
import { repairs } from "./repairs.ts"
import { lost, roleOf, typeOf } from "./roles.ts"
import { routers } from "./routes.ts"
import { wiring } from "./wiring.ts"

// https://docs.djangoproject.com, https://www.django-rest-framework.org, https://django-ninja.dev

export const django: Framework = {
  name: "django",
  language: "python",
  packages,
  builders: { ...apis, ...routers },
  settings: [
    "ROOT_URLCONF",
    "MIDDLEWARE",
    "REST_FRAMEWORK",
    "CORS_ALLOW_ALL_ORIGINS",
    "CORS_ORIGIN_ALLOW_ALL",
    "CORS_ALLOW_CREDENTIALS",
    "CORS_ALLOWED_ORIGINS",
    "CORS_ALLOWED_ORIGIN_REGEXES",
    "CORS_EXPOSE_HEADERS",
    "CORS_URLS_REGEX",
  ],
  error: errorAnswer,
  response: responseAnswer,
  typeOf,
  attribute: errorAttribute,
  lost,
  arrange,
  wiring,
  roleOf,
  challenged,
  brings: () => "all",
  implicit: implicitRefusal,
  gate: (machine, value) => permissionGate(machine, value) ?? ninjaGate(value),
  repairs,
}
