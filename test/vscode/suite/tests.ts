import "./typing.ts"
import "./roots.ts"
import "./audit.ts"
