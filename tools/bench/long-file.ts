const head = `from typing import Annotated
from fastapi import APIRouter, Depends, FastAPI, HTTPException, status
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
router = APIRouter(prefix="/orders")
bearer = OAuth2PasswordBearer(tokenUrl="/token")
SESSIONS: dict[str, dict] = {}


def current_user(token: Annotated[str, Depends(bearer)]) -> dict:
    user = SESSIONS.get(token)
    if user is None:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Log in first")
    return user
`

const handler = (kind: number) => `

@router.get("/kind-${kind}/{order_id}")
async def read_kind_${kind}(order_id: int, user: Annotated[dict, Depends(current_user)], limit: int = 10) -> dict:
    """One order of kind ${kind}, for those who may see it."""
    order = await storage.orders(kind=${kind}).get(order_id, limit=limit)
    if order is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "No such order")
    if order.owner != user["id"] and "orders:read" not in user["scopes"]:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "Needs the scope orders:read")
    lines = [{"name": line.name, "count": line.count, "price": line.price} for line in order.lines]
    total = sum(line["count"] * line["price"] for line in lines)
    if total > limit * 1000:
        lines = lines[:limit]
    return {"id": order.id, "kind": ${kind}, "lines": lines, "total": total, "owner": order.owner}
`

/** A FastAPI application of 1,500 lines in one file, with one refusal that lacks its challenge. */
export function longFile(): string {
  const parts = [head]
  for (let lines = 16; lines < 1490; lines += 15) parts.push(handler(parts.length))
  return `${parts.join("")}\n\napp.include_router(router)\n`
}
