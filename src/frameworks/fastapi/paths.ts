/**
 * FastAPI re-exports much of Starlette, and both from several modules:
 * `fastapi.HTTPException`, `fastapi.exceptions.HTTPException`, `starlette.exceptions.HTTPException`.
 */
const roots = /^(fastapi|starlette)\./

/** The name of something of FastAPI's or Starlette's: `JSONResponse`; `undefined` for anything else. */
export function nameOf(path: string): string | undefined {
  return roots.test(path) ? path.slice(path.lastIndexOf(".") + 1) : undefined
}
