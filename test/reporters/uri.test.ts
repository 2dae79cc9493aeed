import { expect, it } from "vitest"
import { folderUri, relativeUri } from "../../src/reporters/uri.ts"

it.each([
  ["/home/ada/shop", "file:///home/ada/shop/"],
  ["/home/ada/a b#1/", "file:///home/ada/a%20b%231/"],
  ["C:\\code\\shop", "file:///C:/code/shop/"],
  ["\\\\server\\share\\shop", "file://server/share/shop/"],
  ["/", "file:///"],
])("the folder %s is %s", (folder, uri) => {
  expect(folderUri(folder)).toBe(uri)
})

it("a path keeps its slashes and nothing else that a URI would read", () => {
  expect(relativeUri("app/ö?#%:.py")).toBe("app/%C3%B6%3F%23%25%3A.py")
})
