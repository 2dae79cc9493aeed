from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException

from app.errors import Forbidden
from app.security import CurrentCaptain, require_scope
from app.store import Berth, Captain, berths

router = APIRouter(tags=["berths"])


def find_berth(number: int) -> Berth:
    if number not in berths:
        raise HTTPException(404, detail="There is no such berth.")
    return berths[number]


ChosenBerth = Annotated[Berth, Depends(find_berth)]


@router.get("")
def list_berths(captain: CurrentCaptain):
    return [{"number": berth.number, "free": berth.booked_by is None} for berth in berths.values()]


@router.post("/{number}/booking", status_code=201)
def book(berth: ChosenBerth, captain: Annotated[Captain, Depends(require_scope("berths:book"))]):
    if berth.booked_by is not None:
        raise HTTPException(409, detail="The berth is taken.")
    berth.booked_by = captain.name
    return {"number": berth.number}


@router.delete("/{number}/booking", status_code=204)
def leave(berth: ChosenBerth, captain: CurrentCaptain):
    if berth.booked_by != captain.name:
        raise Forbidden("Only the captain who booked the berth can leave it.")  # gatelint: ignore[leaky-detail]  # gatelint: expect[unused-suppression]
    berth.booked_by = None


@router.get("/{number}/depth")
def depth(berth: ChosenBerth, captain: CurrentCaptain):
    try:
        return {"metres": min(float(line.removesuffix(" m")) for line in berth.log.splitlines())}
    except Exception as error:
        raise HTTPException(500, detail=f"The log could not be read: {error}") from error  # gatelint: expect[leaky-detail]
