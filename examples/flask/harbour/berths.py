from flask import Blueprint, abort, g, jsonify

from harbour.security import scope_required

berths = Blueprint("berths", __name__)

booked_by: dict[int, str | None] = {1: None, 2: None, 3: None}
logs = {1: "2,4 m", 2: "2.1 m", 3: "1.9 m"}


@berths.get("/<int:number>")
@scope_required("berths:read")
def show(number):
    if number not in booked_by:
        abort(404, "There is no such berth.")
    return jsonify(number=number, free=booked_by[number] is None)


@berths.delete("/<int:number>/booking")
@scope_required("berths:book")
def leave(number):
    if booked_by.get(number) != g.captain:
        abort(403, "Only the captain who booked the berth can leave it.")
    booked_by[number] = None
    return "", 204


@berths.get("/<int:number>/depth")
@scope_required("berths:read")
def depth(number):
    try:
        return jsonify(metres=float(logs[number].removesuffix(" m")))
    except Exception as error:
        return jsonify(error=f"The log could not be read: {error}"), 500  # gatelint: expect[leaky-detail]
