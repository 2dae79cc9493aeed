/** Packages whose views answer as Flask's do. Quart has the same interface, every call awaited. */
export const packages = [
  "flask",
  "werkzeug",
  "quart",
  "apiflask",
  "flask_restful",
  "flask_restx",
  "flask_smorest",
  "flask_classful",
  "flask_login",
  "flask_jwt_extended",
  "flask_httpauth",
  "flask_cors",
  "quart_cors",
]

/** The name of something of these packages: `jsonify`; `undefined` for anything else. */
export function nameOf(path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  const root = path.split(".")[0] ?? ""
  return packages.includes(root) ? path.slice(path.lastIndexOf(".") + 1) : undefined
}
