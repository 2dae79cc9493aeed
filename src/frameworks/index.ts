import type { Framework } from "../semantics/framework.ts"
import { fastapi } from "./fastapi/index.ts"
import { flask } from "./flask/index.ts"

export const frameworks: readonly Framework[] = [fastapi, flask]
