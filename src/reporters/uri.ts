/** A path of the report as a relative URI: `app/a b.py` is `app/a%20b.py`. */
export function relativeUri(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/")
}

/** An absolute folder, of any platform, as a URI that ends with `/`. */
export function folderUri(folder: string): string {
  const path = folder.replaceAll("\\", "/").replace(/\/*$/, "/")
  // `C:/code/` and `//server/share/`.
  if (path.startsWith("//")) return `file:${relativeUri(path)}`
  const absolute = path.startsWith("/") ? path : `/${path}`
  return `file://${relativeUri(absolute).replace(/^\/([A-Za-z])%3A\//, "/$1:/")}`
}
