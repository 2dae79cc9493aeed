import { describe, expect, it } from "vitest"
import { check } from "../support/check.ts"

const main = `import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
bearer = OAuth2PasswordBearer(tokenUrl="token")
router = APIRouter(prefix="/orders")
def user(token: str = Depends(bearer)):
    return jwt.decode(token, key_of(), algorithms=["HS256"])
@router.delete("/{id}")
def remove(id: int, user = Depends(user)):
    if "admin" not in user["roles"]: raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
app = FastAPI()
app.include_router(router, prefix="/api")
`

const tests = `def test_remove_needs_admin(client):
    assert client.delete("/api/orders/7").status_code == 401

async def test_remove_by_name(client, order):
    response = await client.delete(f"/api/orders/{order.id}")
    assert response.status_code == status.HTTP_401_UNAUTHORIZED

def test_other(client):
    assert client.get("/api/orders").status_code == 401

def test_fine(client):
    assert client.delete("/api/orders/7").status_code == 204
`

const titlesOf = async (files: Record<string, string>) =>
  (await check(files)).findings.flatMap(({ rule, fixes }) =>
    rule === "scope-check-401" ? fixes.map(({ title }) => title) : [],
  )

describe("a fix that changes a status", () => {
  it("says how many tests assert the old one", async () => {
    const files = { "main.py": main, "tests/test_orders.py": tests }
    expect(await titlesOf(files)).toEqual(["Answer 403 (2 tests assert 401 here)"])
  })

  it("says nothing where none does", async () => {
    const fine = tests.replaceAll("401", "403")
    expect(await titlesOf({ "main.py": main, "tests/test_orders.py": fine })).toEqual(["Answer 403"])
    expect(await titlesOf({ "main.py": main })).toEqual(["Answer 403"])
  })
})
