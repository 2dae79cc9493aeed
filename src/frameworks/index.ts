import type { Framework } from "../semantics/framework.ts"
import { fastapi } from "./fastapi/index.ts"

export const frameworks: readonly Framework[] = [fastapi]
