import type { Framework } from "../semantics/framework.ts"
import { django } from "./django/index.ts"
import { fastapi } from "./fastapi/index.ts"
import { flask } from "./flask/index.ts"

/** FastAPI last: it takes any undeclared `request` for its own. */
export const frameworks: readonly Framework[] = [django, flask, fastapi]
