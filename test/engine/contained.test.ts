import { describe, expect, it } from "vitest"
import type { Project } from "../../src/model/project.ts"
import { check, createTestProject, finish } from "../support/check.ts"

const shop = `from typing import Annotated
from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer
from .rights import require

app = FastAPI()
router = APIRouter()
bearer = HTTPBearer()
LIMIT = 3

def current_user(token: Annotated[str, Depends(bearer)]):
    user = find(token)
    if user is None:
        raise HTTPException(401, "who are you?")
    return user

def find(token):
    return {"a": 1}.get(token)

def owns(user, order):
    if order != user:
        raise HTTPException(401, "not yours")

@router.get("/orders/{id}")
def read_order(id: int, user=Depends(current_user)):
    """One order."""
    # Nobody else's.
    if user.role != "admin":
        raise HTTPException(401, "admins only")
    owns(user, id)
    require(user, "orders")
    return {}

@router.get("/me")
def me(user=Depends(current_user)):
    try:
        return load(user)
    except Exception as error:
        raise HTTPException(403, str(error))

app.include_router(router)
`
const rights = `from fastapi import HTTPException
def require(user, right):
    if right not in user.rights:
        raise HTTPException(401, right)
`

async function projectOf(text: string): Promise<Project> {
  const project = await createTestProject()
  project.list(["app/main.py", "app/rights.py"])
  finish(project, { "app/main.py": text, "app/rights.py": rights })
  project.report()
  return project
}

/** From, to, and whether nothing but the function itself is asked again. */
const edits: readonly (readonly [name: string, from: string, to: string, contained: boolean])[] = [
  ["the text of an answer", `"admins only"`, `"only for admins"`, true],
  ["a status", `raise HTTPException(401, "admins only")`, `raise HTTPException(403, "admins only")`, true],
  ["a header", `"admins only")`, `"admins only", {"WWW-Authenticate": "Bearer"})`, true],
  ["a test that calls stand behind", `user.role != "admin"`, `user.role == "admin" or not user`, false],
  ["a line above", `    # Nobody else's.\n`, `    limit = 1\n    # Nobody else's.\n`, true],
  ["a comment inside", `# Nobody else's.`, `# Nobody else's!`, true],
  ["a suppression", `"admins only")`, `"admins only")  # gatelint: ignore[scope-check-401]`, true],
  ["a comment outside", `def owns(`, `# Whose?\n\ndef owns(`, true],
  ["another leak", "str(error)", "repr(error)", true],
  ["a refusal that is gone", `raise HTTPException(403, str(error))`, "return None", true],
  ["half-typed", `if user.role != "admin":`, "if user.role != ", true],
  ["what a helper is given", "owns(user, id)", "owns(id, user)", false],
  ["a helper that is no longer called", "    owns(user, id)\n", "", false],
  ["a helper of another file", `require(user, "orders")`, `require(user, "order")`, false],
  ["a helper", `"not yours"`, `"yours?"`, false],
  ["a dependency", `"who are you?"`, `"who?"`, false],
  ["a head", "def me(user=Depends(current_user))", "def me(user=None)", false],
  ["a path", `"/me"`, `"/you"`, false],
  ["a function inside", "    try:\n", "    def inner(): raise HTTPException(401)\n    try:\n", false],
  ["what is built", "        return load(user)", "        return app.add_middleware(Auth)", false],
  ["an error of the project's own", "        return load(user)", "        raise current_user", false],
  ["a constant", "LIMIT = 3", "LIMIT = 4", false],
  ["an import", "HTTPException\n", "HTTPException, Request\n", false],
]

describe("an edit within one function", () => {
  it.each(edits)("%s", async (_, from, to, contained) => {
    const project = await projectOf(shop)
    const after = shop.replace(from, to)
    expect(after).not.toBe(shop)
    project.put("app/main.py", new TextEncoder().encode(after))
    expect(project.work(0).done).toBe(contained)
    finish(project, { "app/main.py": after, "app/rights.py": rights })
    const fresh = await check({ "app/main.py": after, "app/rights.py": rights })
    if (!after.includes("if user.role != \n")) expect(findingsOf(project)).toEqual(fresh.findings)
  })

  it("one after the other, each as if it were the first", async () => {
    const project = await projectOf(shop)
    let text = shop
    for (const [, from, to] of edits) {
      text = text.replace(from, to)
      project.put("app/main.py", new TextEncoder().encode(text))
      finish(project, { "app/main.py": text, "app/rights.py": rights })
      if (text.includes("if user.role != \n")) text = text.replace("if user.role != \n", `if user.role != "admin":\n`)
      project.put("app/main.py", new TextEncoder().encode(text))
      finish(project, { "app/main.py": text, "app/rights.py": rights })
      expect(findingsOf(project)).toEqual((await check({ "app/main.py": text, "app/rights.py": rights })).findings)
    }
  })

  it("says nothing of a half-typed function, and everything of the others", async () => {
    const project = await projectOf(shop)
    const rules = () => findingsOf(project).map(({ rule, range }) => `${rule} ${range.start.line}`)
    const before = rules()
    project.put("app/main.py", new TextEncoder().encode(shop.replace(`if user.role != "admin":`, "if user.role != ")))
    finish(project, {})
    expect(before.filter((rule) => !rules().includes(rule))).toEqual(["scope-check-401 29"])
  })
})

function findingsOf(project: Project) {
  return project.report().findings
}
